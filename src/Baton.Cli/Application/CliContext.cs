using System.CommandLine;
using Baton.Cli.Output;

namespace Baton.Cli.Application;

/// <summary>
/// What commands need of the world: streams, environment, clock and the common flags. A command group is a static class
/// <c>XCommands</c> with <c>public static Command Create(CliContext context)</c>, and each action runs through
/// <see cref="Action"/>, so that failures, JSON and exit codes are the same everywhere.
/// </summary>
public sealed class CliContext
{
    /// <summary>Where answers go; nothing else does.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Opens the same place for answers that are bytes, not text.</summary>
    public required Func<Stream> OpenOutput { get; init; }

    /// <summary>Where errors, progress and hints go.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Opens standard input, for <c>-</c>.</summary>
    public required Func<Stream> OpenInput { get; init; }

    /// <summary>Reads an environment variable; an empty one counts as absent.</summary>
    public required Func<string, string?> Environment { get; init; }

    public required TimeProvider Time { get; init; }

    /// <summary>What the terminal behind <see cref="Out"/> can show.</summary>
    public required Terminal Terminal { get; init; }

    /// <summary>The folder that relative paths start from.</summary>
    public required string WorkingFolder { get; init; }

    public CommonOptions Options { get; } = new();

    /// <summary>Makes a command's action: gives it a <see cref="CommandRun"/> and turns failures into one line and an exit code.</summary>
    public Func<ParseResult, CancellationToken, Task<int>> Action(Func<CommandRun, Task<int>> action)
        => (parse, cancellationToken) => RunAsync(new CommandRun(this, parse, cancellationToken), action);

    internal static async Task<int> RunAsync(CommandRun run, Func<CommandRun, Task<int>> action)
    {
        try
        {
            return await action(run);
        }
        catch (CliException failed)
        {
            return run.Fail(failed.Failure);
        }
        catch (OperationCanceledException) when (run.Cancellation.IsCancellationRequested)
        {
            return run.Fail(CliFailure.Environment("Interrupted."));
        }
    }
}
