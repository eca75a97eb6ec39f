using System.Globalization;
using System.Text.Json;
using Baton.Cli.Application;
using Baton.Cli.Composition;
using Baton.Cli.Workspaces;
using Baton.Gateway.Grants;
using Baton.Memory.Callers;

namespace Baton.Cli.Tools;

/// <summary>Calls the memory server in this process, on the data folder, as the grant <c>local</c>.</summary>
internal sealed class LocalTools(Installation installation, CliContext context) : IToolCaller
{
    public static async Task<LocalTools> OpenAsync(CommandRun run) => new(await run.OpenInstallationAsync(), run.Context);

    public Installation Installation => installation;

    public async ValueTask<ToolAnswer> CallAsync(string tool, ToolArguments arguments, CancellationToken cancellationToken)
    {
        var reply = await installation.Memory.CallAsync(Caller(), tool, arguments.ToUtf8(), progress: null, cancellationToken)
            ?? throw new CliException(CliFailure.No("not_found", $"there is no tool {tool}."));
        if (reply.Failure is { } failure) throw new CliException(CliFailure.Of(failure));
        using var content = JsonDocument.Parse(reply.StructuredContent);
        return new ToolAnswer(reply.Text, content.RootElement.Clone());
    }

    public ValueTask DisposeAsync() => installation.DisposeAsync();

    /// <summary>Who people's commands are: the local grant, under the program's own client name.</summary>
    internal MemoryCaller Caller()
    {
        var local = LocalGrant.Create();
        return new MemoryCaller
        {
            Grant = local.Label,
            Principal = local.Principal,
            ClientName = ProgramVersion.ClientName,
            ClientVersion = ProgramVersion.Current,
            RequestId = string.Create(CultureInfo.InvariantCulture, $"cli-{Guid.NewGuid():N}"),
            Toolsets = local.Toolsets,
            Workspace = new GitWorkspaceProbe(context.WorkingFolder),
        };
    }
}
