using System.CommandLine;
using Baton.Cli.Output;

namespace Baton.Cli.Application;

/// <summary>Parses a command line and runs it; wrong usage is answered with the nearest command or option.</summary>
internal static class CliApplication
{
    /// <summary>A word that begins with <c>@</c> is that word, as in <c>@types/node</c>: the parser would read a file in its place.</summary>
    public static ParserConfiguration Parsing { get; } = new() { ResponseFileTokenReplacer = null };

    public static Task<int> RunAsync(IReadOnlyList<string> arguments, CliContext context, CancellationToken cancellationToken)
        => BugReport.GuardAsync(context.Error, context.Environment, IsJson(arguments), () => InvokeAsync(arguments, context, cancellationToken));

    /// <summary>Whether what goes wrong is to be told as JSON.</summary>
    internal static bool IsJson(IReadOnlyList<string> arguments) => arguments.TakeWhile(word => word != "--").Contains("--json", StringComparer.Ordinal);

    private static async Task<int> InvokeAsync(IReadOnlyList<string> arguments, CliContext context, CancellationToken cancellationToken)
    {
        var root = CliRoot.Create(context);
        var parse = root.Parse(arguments, Parsing);
        var failure = UsageFailure.OfTakenOption(parse, arguments) ?? (parse.Errors.Count > 0 ? UsageFailure.Of(parse) : null);
        if (failure is not null)
        {
            FailureWriter.Write(context.Error, failure, IsJson(arguments));
            return ExitCode.Usage;
        }
        var invocation = new InvocationConfiguration
        {
            Output = context.Out,
            Error = context.Error,
            EnableDefaultExceptionHandler = false,
            // longer than any command waits for what is under way, which takes thirty seconds and a few more
            ProcessTerminationTimeout = TimeSpan.FromSeconds(45),
        };
        return await parse.InvokeAsync(invocation, cancellationToken);
    }
}
