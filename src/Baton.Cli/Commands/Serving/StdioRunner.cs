using Baton.Cli.Application;
using Baton.Cli.Composition;
using Baton.Cli.Data;
using Baton.Cli.Workspaces;
using Baton.Gateway.Edge.Stdio;
using Baton.Gateway.Grants;
using Baton.Gateway.Tools;
using Baton.Memory.Dialects;
using Baton.Memory.Storage;

namespace Baton.Cli.Commands.Serving;

/// <summary>
/// Serves one client on the process's own streams. On the way to the first answer nothing is loaded that it does not need: no
/// command line parser, no web server, no console.
/// </summary>
internal static class StdioRunner
{
    public static async Task<int> RunAsync(
        StdioWish wish, Func<string, string?> environment, string workingFolder, TextWriter error, CancellationToken cancellationToken)
    {
        if ((DialectNames.Refuse(wish.Dialect) ?? Toolsets.Refuse(wish.Toolsets)) is { } unknown)
        {
            await error.WriteLineAsync($"baton: {unknown}");
            return ExitCode.Usage;
        }
        using var stop = new StopSignals(cancellationToken);
        var folder = DataPlace.Locate(wish.Data, workingFolder, environment, PlatformFolders.Current);
        try
        {
            await using var installation = await Installation.OpenAsync(folder, environment, TimeProvider.System, ProgramVersion.Current, error.WriteLine, stop.Token);
            installation.StartBackfill(error.WriteLine);
            await using var grant = await StdioGrant.OpenAsync(installation, wish.Grant, TimeProvider.System, stop.Token);
            if (grant is null)
            {
                await error.WriteLineAsync($"baton: there is no grant '{wish.Grant ?? LocalGrant.Name}' in force. See: baton grant list");
                return ExitCode.No;
            }
            if (Toolsets.Missing(wish.Toolsets, grant.Caller) is { } missing) await error.WriteLineAsync($"baton: note: {missing}");
            var dialect = DialectChoice.Of(grant.Caller, wish.Dialect);
            if (dialect.Refusal is { } refusal)
            {
                await error.WriteLineAsync($"baton: {refusal}");
                return ExitCode.Usage;
            }
            var options = new StdioHostOptions
            {
                Caller = grant.Caller,
                Renew = grant.RenewAsync,
                Toolsets = wish.Toolsets,
                Dialect = dialect.Name,
                Project = wish.Project == "auto" ? null : wish.Project,
                Workspace = new GitWorkspaceProbe(workingFolder),
            };
            await using var input = StandardStream.OpenInput();
            await using var output = StandardStream.OpenOutput();
            await StdioHost.RunAsync(options, installation.Pipeline, input, output, grant.Ended);
            if (!grant.Ended.IsCancellationRequested || stop.Token.IsCancellationRequested) return ExitCode.Done;
            await error.WriteLineAsync($"baton: the grant '{grant.Caller.Grant}' has ended.");
            return ExitCode.No;
        }
        catch (StoreUnavailableException unavailable)
        {
            await error.WriteLineAsync($"baton: {unavailable.Message}");
            return ExitCode.Environment;
        }
    }
}
