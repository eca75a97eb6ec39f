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

    public static void Write(Utf8JsonWriter json, IReadOnlyList<PolicyProblem> problems)
    {
        json.WriteStartArray("problems");
        foreach (var problem in problems)
        {
            json.WriteStartObject();
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
