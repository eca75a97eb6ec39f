using System.Diagnostics;
using System.Text.Json;
using Baton.Cli.Output;

namespace Baton.Cli.Application;

/// <summary>
/// The end of a run that no command foresaw. What an exception says may hold what the command worked on, tokens too, so only its kind
/// is told, and with <c>BATON_TRACE=1</c> the places it went through.
/// </summary>
internal static class BugReport
{
    public const string Variable = "BATON_TRACE";

    /// <summary>
    /// Runs, and turns an exception that nobody caught into one line, or with <c>--json</c> one object, and an exit code. A disk, a
    /// pipe or a permission that fails is no bug.
    /// </summary>
    public static async Task<int> GuardAsync(TextWriter error, Func<string, string?> environment, bool json, Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (Exception fault)
        {
            return Tell(error, environment, json, fault);
        }
    }

    /// <summary>Says why a run ends, and gives its exit code.</summary>
    public static int Tell(TextWriter error, Func<string, string?> environment, bool json, Exception fault)
    {
        if (fault is IOException or UnauthorizedAccessException) FailureWriter.Write(error, CliFailure.Environment(fault.Message), json);
        else Write(error, fault, environment(Variable) == "1", json);
        return ExitCode.Environment;
    }

    private static void Write(TextWriter error, Exception bug, bool isTraced, bool json)
    {
        var failure = new CliFailure(
            ExitCode.Environment, "bug", $"This is a bug of Baton {ProgramVersion.Current} ({bug.GetType().Name}), and not your doing.",
            isTraced ? "Please report it with the trace." : $"Run the same with {Variable}=1 to see where it happened, and report it.");
        string[] trace = isTraced ? [.. Trace(bug)] : [];
        FailureWriter.Write(error, json && isTraced ? failure with { DetailsJson = JsonLine.Text(details => Write(details, trace)) } : failure, json);
        foreach (var line in json ? [] : trace) error.WriteLine($"       {line}");
    }

    private static void Write(Utf8JsonWriter details, string[] trace)
    {
        details.WriteStartArray("trace");
        foreach (var line in trace) details.WriteStringValue(line);
        details.WriteEndArray();
    }

    private static IEnumerable<string> Trace(Exception bug)
    {
        for (Exception? at = bug; at is not null; at = at.InnerException)
        {
            yield return at.GetType().FullName!;
            foreach (var frame in new StackTrace(at, fNeedFileInfo: false).ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)) yield return frame;
        }
    }
}
