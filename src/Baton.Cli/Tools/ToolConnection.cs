using Baton.Cli.Application;

namespace Baton.Cli.Tools;

/// <summary>Decides where people's commands find the memory server.</summary>
internal static class ToolConnection
{
    /// <summary>
    /// The Baton that <c>--baton-url</c> or <c>BATON_URL</c> names, else the data folder. A folder named on the command line
    /// wins over an address in the environment.
    /// </summary>
    /// <exception cref="CliException">Both are named, or neither can be used.</exception>
    public static async Task<IToolCaller> OpenAsync(CommandRun run)
    {
        var options = run.Context.Options;
        if (run.Has(options.Url) && run.Has(options.Data))
        {
            throw new CliException(CliFailure.Usage("--data and --baton-url exclude each other.", "A Baton that runs knows its own data folder."));
        }
        var address = run.Has(options.Data) ? null : run.GetOrEnvironment(options.Url, "BATON_URL");
        return address is null
            ? await LocalTools.OpenAsync(run)
            : RemoteTools.Create(address, run.GetOrEnvironment(options.Token, "BATON_TOKEN"));
    }
}
