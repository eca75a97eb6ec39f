using System.Text.Json;
using Baton.Cli.Application;
using Baton.Cli.Output;
using Baton.Policy.Documents;

namespace Baton.Cli.Policies;

/// <summary>Prints what is wrong with a document, as compilers do, or as JSON.</summary>
internal static class ProblemPrinter
{
    public static string Line(string file, PolicyProblem problem) => $"{(file == "-" ? "standard input" : file)}:{problem}";

    public static void Print(CommandRun run, string file, IReadOnlyList<PolicyProblem> problems)
    {
        foreach (var problem in problems) run.Out.WriteLine(Printable.For(run.Context.Terminal, Line(file, problem)));
    }

    /// <summary>Says them on standard error, beside a failure.</summary>
    public static void Say(CommandRun run, string file, IEnumerable<PolicyProblem> problems)
    {
        foreach (var problem in problems) run.Error.WriteLine(Printable.Safe(Line(file, problem)));
    }

    public static void Write(Utf8JsonWriter json, IReadOnlyList<PolicyProblem> problems) => Write(json, problems.Select(problem => (File: (string?)null, problem)));

    /// <summary>The same of several files, each problem with its own.</summary>
    public static void Write(Utf8JsonWriter json, IEnumerable<(string File, PolicyProblem[] Problems)> files)
        => Write(json, files.SelectMany(each => each.Problems.Select(problem => ((string?)each.File, problem))));

    private static void Write(Utf8JsonWriter json, IEnumerable<(string? File, PolicyProblem Problem)> problems)
    {
        json.WriteStartArray("problems");
        foreach (var (file, problem) in problems)
        {
            json.WriteStartObject();
            if (file is not null) json.WriteString("file", file);
            json.WriteString("severity", problem.IsError ? "error" : "warning");
            json.WriteString("code", problem.Code);
            json.WriteString("pointer", problem.Pointer);
            json.WriteNumber("line", problem.Line);
            json.WriteNumber("column", problem.Column);
            json.WriteString("message", problem.Message);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
