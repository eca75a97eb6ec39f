using System.CommandLine;
using System.Text.Json;
using Baton.Cli.Application;
using Baton.Policy.Diff;

namespace Baton.Cli.Policies;

/// <summary><c>policy diff</c>: which calls change outcome; exit 1 when something differs.</summary>
internal static class PolicyDiffCommand
{
    public static Command Create(CliContext context)
    {
        var before = PolicyFile.Argument("A");
        var after = PolicyFile.Argument("B");
        var tools = PolicyFile.Tools();
        var command = new Command("diff", "Say which calls two policies decide differently.") { before, after, tools };
        command.SetAction(context.Action(async run =>
        {
            var catalogue = await PolicyFile.ToolsAsync(run, run.Get(tools));
            if (await PolicyFile.LoadAsync(run, [run.Get(before)!, run.Get(after)!]) is not [var old, var current]) return ExitCode.No;
            var difference = PolicyDiff.Compare(old, current, catalogue);
            if (run.Json) WriteJson(run, difference);
            else WriteText(run, difference);
            return difference.IsEmpty ? ExitCode.Done : ExitCode.No;
        }));
        return command.WithExamples("baton policy diff policy.json candidate.json", "baton policy diff policy.json candidate.json --tools tools.json --json");
    }

    private static void WriteText(CommandRun run, PolicyDifference difference)
    {
        foreach (var entry in difference.Entries) run.WriteLine($"{entry.Kind,-8}{(entry.Pointer.Length > 0 ? entry.Pointer : "(document)")}{(entry.Keys.Count > 0 ? $": {string.Join(", ", entry.Keys)}" : "")}");
        foreach (var change in difference.Calls) run.WriteLine($"call    {change.Name}: {Change(change)}");
        foreach (var change in difference.Tests) run.WriteLine($"test    {change.Name}: {Change(change)}");
        if (difference.IsEmpty) run.Out.WriteLine("No difference.");
    }

    private static string Change(OutcomeChange change)
        => $"{change.Before}{By(change.RuleBefore)} -> {change.After}{By(change.RuleAfter)}";

    private static string By(string rule) => rule.Length > 0 ? $" by {rule}" : "";

    private static void WriteJson(CommandRun run, PolicyDifference difference) => run.WriteJson(json =>
    {
        json.WriteStartArray("entries");
        foreach (var entry in difference.Entries)
        {
            json.WriteStartObject();
            json.WriteString("pointer", entry.Pointer);
            json.WriteString("kind", entry.Kind);
            json.WriteStartArray("keys");
            foreach (var key in entry.Keys) json.WriteStringValue(key);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        WriteChanges(json, "calls", difference.Calls);
        WriteChanges(json, "tests", difference.Tests);
    });

    private static void WriteChanges(Utf8JsonWriter json, string name, IReadOnlyList<OutcomeChange> changes)
    {
        json.WriteStartArray(name);
        foreach (var change in changes)
        {
            json.WriteStartObject();
            json.WriteString("name", change.Name);
            json.WriteString("before", change.Before);
            json.WriteString("after", change.After);
            json.WriteString("rule_before", change.RuleBefore);
            json.WriteString("rule_after", change.RuleAfter);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
