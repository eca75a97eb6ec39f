using System.CommandLine;
using System.Text.Json;
using Baton.Cli.Data;
using Baton.Cli.Output;

namespace Baton.Cli.Application;

/// <summary>One run of one command: its parsed flags, its output and its cancellation.</summary>
public sealed class CommandRun(CliContext context, ParseResult parse, CancellationToken cancellation)
{
    public CliContext Context { get; } = context;
    public ParseResult Parse { get; } = parse;
    public CancellationToken Cancellation { get; } = cancellation;

    /// <summary>Whether the answer is wanted as JSON.</summary>
    public bool Json { get; } = parse.GetValue(context.Options.Json);

    public TextWriter Out => Context.Out;
    public TextWriter Error => Context.Error;

    public T? Get<T>(Option<T> option) => Parse.GetValue(option);

    public T? Get<T>(Argument<T> argument) => Parse.GetValue(argument);

    /// <summary>Whether the flag stood on the command line, its default apart.</summary>
    public bool Has(Option option) => Parse.GetResult(option) is { Implicit: false };

    /// <summary>A flag's value, else the environment's.</summary>
    internal string? GetOrEnvironment(Option<string?> option, string variable) => Get(option) ?? Context.Environment(variable);

    /// <summary>A path as the user meant it: from the folder the command runs in, <c>~</c> resolved.</summary>
    public string FullPath(string path)
        => Path.GetFullPath(PlatformFolders.Current.Expand(path, Context.Environment), Context.WorkingFolder);

    /// <summary>Writes one JSON object as one line.</summary>
    public void WriteJson(Action<Utf8JsonWriter> write) => JsonLine.Write(Out, write);

    /// <summary>Writes a table that fits the terminal; columns that must not be cut come first.</summary>
    public void WriteTable(TextTable table) => TableWriter.Write(Out, Context.Terminal, table);

    /// <summary>Writes a line that holds words of others: on a terminal with nothing in them that acts on it.</summary>
    public void WriteLine(string line) => Out.WriteLine(Printable.For(Context.Terminal, line));

    /// <summary>Says why on standard error, as a line or as an object, and gives the exit code back.</summary>
    internal int Fail(CliFailure failure)
    {
        FailureWriter.Write(Error, failure, Json);
        return failure.ExitCode;
    }

    /// <summary>Refuses for wrong usage (exit 2).</summary>
    public int FailUsage(string message, string? hint = null) => Fail(CliFailure.Usage(message, hint));

    /// <summary>Answers no (exit 1) with a stable code.</summary>
    public int FailNo(string code, string message, string? hint = null) => Fail(CliFailure.No(code, message, hint));

    /// <summary>Says that the environment failed (exit 3).</summary>
    public int FailEnvironment(string message, string? hint = null) => Fail(CliFailure.Environment(message, hint));
}
