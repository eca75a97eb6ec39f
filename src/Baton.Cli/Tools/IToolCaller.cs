namespace Baton.Cli.Tools;

/// <summary>
/// The memory server as people's commands use it: the same tools as agents, in this process on the data folder, or over HTTP
/// on a Baton that runs.
/// </summary>
internal interface IToolCaller : IAsyncDisposable
{
    /// <summary>Runs a tool.</summary>
    /// <exception cref="Application.CliException">The tool refused, or could not be reached.</exception>
    ValueTask<ToolAnswer> CallAsync(string tool, ToolArguments arguments, CancellationToken cancellationToken);
}
