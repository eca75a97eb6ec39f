using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json;
using Baton.Cli.Application;
using Baton.Cli.Composition;
using Baton.Cli.Expectations;
using Baton.Cli.Tools;

namespace Baton.Cli.Commands.Memories;

/// <summary><c>memory expect</c> and <c>memory check</c>: tests of what searches find.</summary>
internal static class MemoryExpectCommand
{
    public static Command CreateExpect(CliContext context)
    {
        var query = new Argument<string>("QUERY") { Description = "The question." };
        var has = new Option<string[]>("--has") { HelpName = "ID", AllowMultipleArgumentsPerToken = true, Description = "Must be found: ids, prefixes or keys." };
        var not = new Option<string[]>("--not") { HelpName = "ID", AllowMultipleArgumentsPerToken = true, Description = "Must not be found." };
        var project = new Option<string?>("--project") { HelpName = "NAME", Description = "Only this project; `auto` is the working folder's." };
        var within = new Option<int>("--within") { HelpName = "N", DefaultValueFactory = _ => 10, Description = "Among the first N hits." };
        var file = FileOption();
        var command = new Command("expect", "Save what a search must find; baton memory check tests it.") { query, has, not, project, within, file };
        command.SetAction(context.ToolAction(async (run, tools) =>
        {
            if (run.Get(has) is not { Length: > 0 } && run.Get(not) is not { Length: > 0 }) return run.FailUsage("Nothing is expected.", "Give --has or --not.");
            if (run.Get(within) is < 1 or > 200) return run.FailUsage("--within is 1 to 200.");
            var where = ProjectName.Resolve(run.Get(project), context);
            var asked = new Expectation(run.Get(query)!, where, run.Get(within), await IdsAsync(run, tools, run.Get(has), where), await IdsAsync(run, tools, run.Get(not), where), []);
            var expectation = asked with { Found = await SearchAsync(run, tools, asked) };
            new ExpectationFile(PathOf(run, file)).Save(expectation);
            return Print(run, [(expectation, expectation.Found)], failing: false);
        }));
        return command.WithExamples("baton memory expect \"when are releases cut\" --has m_01JABCDE --not m_01JXYZ12 --project web");
    }

    public static Command CreateCheck(CliContext context)
    {
        var file = FileOption();
        var command = new Command("check", "Test every saved expectation and say what changed; exit 1 when one is broken.") { file };
        command.SetAction(context.ToolAction(async (run, tools) =>
        {
            var results = new List<(Expectation, ImmutableArray<string>)>();
            foreach (var expectation in new ExpectationFile(PathOf(run, file)).Read()) results.Add((expectation, await SearchAsync(run, tools, expectation)));
            if (results.Count == 0 && !run.Json) run.Error.WriteLine("Nothing is expected yet; baton memory expect saves what a search must find.");
            return Print(run, results, failing: true);
        }));
        return command.WithExamples("baton memory check", "baton memory check --file retrieval.jsonl --json");
    }

    private static Option<string?> FileOption()
        => new("--file") { HelpName = "FILE", Description = "Where expectations are kept (expectations.jsonl in the data folder)." };

    private static string PathOf(CommandRun run, Option<string?> file)
        => run.Get(file) is { } path ? run.FullPath(path) : run.DataFolder().File("expectations.jsonl");

    private static async Task<ImmutableArray<string>> SearchAsync(CommandRun run, IToolCaller tools, Expectation expectation)
    {
        var arguments = new ToolArguments().Add("query", expectation.Query).Add("project", expectation.Project).Add("limit", expectation.Within);
        return [.. (await tools.CallAsync("memory_search", arguments, run.Cancellation)).Items("results").Select(hit => hit.Text("id"))];
    }

    /// <summary>Full ids: an expectation outlives the prefix that is unambiguous today.</summary>
    private static async Task<ImmutableArray<string>> IdsAsync(CommandRun run, IToolCaller tools, string[]? named, string? project)
    {
        var ids = ImmutableArray.CreateBuilder<string>();
        foreach (var name in named ?? [])
        {
            var arguments = new ToolArguments().Add(RefArgument.LooksLikeId(name) ? "id" : "key", name).Add("project", project);
            ids.Add((await tools.CallAsync("memory_get", arguments, run.Cancellation))["memory"].Text("id"));
        }
        return ids.ToImmutable();
    }

    private static int Print(CommandRun run, List<(Expectation Expectation, ImmutableArray<string> Now)> results, bool failing)
    {
        foreach (var (expectation, now) in results)
        {
            var (broken, changed) = (expectation.Broken(now), expectation.Changed(now));
            if (run.Json)
            {
                run.WriteJson(json =>
                {
                    json.WriteString("query", expectation.Query);
                    json.WriteString("project", expectation.Project);
                    json.WriteBoolean("holds", broken.IsEmpty);
                    WriteTexts(json, "broken", broken);
                    WriteTexts(json, "changed", changed);
                });
                continue;
            }
            run.WriteLine($"{(broken.IsEmpty ? "holds" : "BROKEN")}\t{expectation.Query}");
            foreach (var text in broken.Concat(changed.Except(broken))) run.WriteLine($"\t{text}");
        }
        var failed = results.Count(result => !result.Expectation.Broken(result.Now).IsEmpty);
        if (failing && !run.Json && results.Count > 0) run.Out.WriteLine($"{results.Count - failed} of {results.Count} hold.");
        return failing && failed > 0 ? ExitCode.No : ExitCode.Done;
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, ImmutableArray<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }
}
