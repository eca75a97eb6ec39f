using System.Globalization;
using System.Text;
using Baton.Cli.Commands.Serving;
using Baton.Cli.Output;

namespace Baton.Cli.Application;

/// <summary>The composition root of the process: real streams, real environment, real clock.</summary>
internal static class CliProcess
{
    public static Task<int> RunAsync(string[] arguments)
    {
        // What is written is read by programs, reports and other machines: never in this user's number and date formats.
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        return StdioWish.TryRead(arguments) is { } wish ? ServeAsync(wish) : CommandAsync(arguments);
    }

    private static async Task<int> ServeAsync(StdioWish wish)
    {
        using var error = new LazyErrorWriter();
        BackgroundFaults.Watch(error, Variable, json: false);
        return await BugReport.GuardAsync(
            error, Variable, json: false, () => StdioRunner.RunAsync(wish, Variable, Directory.GetCurrentDirectory(), error, CancellationToken.None));
    }

    private static async Task<int> CommandAsync(string[] arguments)
    {
        using var output = Writer(Console.OpenStandardOutput());
        using var error = Writer(Console.OpenStandardError());
        BackgroundFaults.Watch(error, Variable, CliApplication.IsJson(arguments));
        return await CliApplication.RunAsync(arguments, Context(output, error), CancellationToken.None);
    }

    private static CliContext Context(TextWriter output, TextWriter error) => new()
    {
        Out = output,
        Error = error,
        OpenOutput = Console.OpenStandardOutput,
        OpenInput = Console.OpenStandardInput,
        Environment = Variable,
        Time = TimeProvider.System,
        Terminal = Terminal.Detect(Variable),
        WorkingFolder = Directory.GetCurrentDirectory(),
    };

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    private static StreamWriter Writer(Stream stream) => new(stream, new UTF8Encoding(false)) { AutoFlush = true, NewLine = "\n" };
}
