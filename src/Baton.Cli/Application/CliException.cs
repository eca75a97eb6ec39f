namespace Baton.Cli.Application;

/// <summary>Ends a command with its failure from any depth; caught once, by <see cref="CliContext.RunAsync"/>.</summary>
internal sealed class CliException(CliFailure failure) : Exception(failure.Message)
{
    public CliFailure Failure { get; } = failure;
}
