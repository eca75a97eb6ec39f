using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json;
using Baton.Cli.Application;
using Baton.Cli.Output;
using Baton.Cli.Tools;

namespace Baton.Cli.Commands.Memories;

/// <summary><c>memory search</c>.</summary>
internal static class MemorySearchCommand
{
    public static Command Create(CliContext context)
    {
        var query = new Argument<string[]>("QUERY") { Arity = ArgumentArity.OneOrMore, Description = "Words; quote a phrase." };
        var project = new Option<string?>("--project") { HelpName = "NAME", Description = "Only this project; `auto` is the working folder's." };
        var thread = new Option<string?>("--thread") { HelpName = "NAME", Description = "Only this thread." };
        var type = new Option<string?>("--type") { HelpName = "TYPE", Description = "fact, decision, preference, procedure, warning, question, …" };
        var tags = new Option<string[]>("--tag") { HelpName = "TAG", Description = "With any of these tags; may be repeated." };
        var visibility = new Option<string?>("--visibility") { Description = "private, project or shared." };
        visibility.AcceptOnlyFromAmong("private", "project", "shared");
        var asOf = new Option<string?>("--as-of") { HelpName = "DATE", Description = "What was true then." };
        var knownAt = new Option<string?>("--known-at") { HelpName = "DATE", Description = "What was recorded then." };
        var limit = Limits.Option(10);
        var explain = new Option<bool>("--explain") { Description = "Say what each score is made of." };
        var command = new Command("search", "Search memories; best first.") { query, project, thread, type, tags, visibility, asOf, knownAt, limit, explain };
        command.SetAction(context.ToolAction(async (run, tools) =>
        {
            ToolArguments Arguments() => new ToolArguments()
                .Add("query", string.Join(' ', run.Get(query)!))
                .Add("project", ProjectName.Resolve(run.Get(project), context))
                .Add("thread", run.Get(thread)).Add("type", run.Get(type)).Add("tags", run.Get(tags)).Add("visibility", run.Get(visibility))
                .Add("as_of", run.Get(asOf)).Add("known_at", run.Get(knownAt)).AddFlag("explain", run.Get(explain));
            var (items, more) = await Paging.ReadAsync(tools, "memory_search", "results", Arguments, run.Get(limit), run.Cancellation, page => Tell(run, page));
            return Print(run, items, more, run.Get(limit), run.Get(explain));
        }));
        return command.WithExamples("baton memory search deploy steps", "baton memory search \"blue green\" --as-of 2026-01-01 --json");
    }

    /// <summary>What to know about the answer as a whole goes beside it.</summary>
    private static void Tell(CommandRun run, ToolAnswer page)
    {
        if (page.Content.Text("explanation") is { Length: > 0 } explanation) run.Error.WriteLine(Printable.Safe(explanation));
        foreach (var warning in page.Items("warnings")) run.Error.WriteLine($"baton: {Printable.Safe(warning.GetString()!)}");
    }

    private static int Print(CommandRun run, IReadOnlyList<JsonElement> items, bool more, int limit, bool explain)
    {
        if (run.Json)
        {
            foreach (var item in items) run.WriteElement(item);
            return ExitCode.Done;
        }
        if (items.Count == 0) run.Error.WriteLine("No memories.");
        else run.WriteTable(Table(run, items));
        if (explain)
        {
            foreach (var item in items) run.Out.WriteLine(Printable.For(run.Context.Terminal, $"{item.Text("id")}  {item.Text("explain")}"));
        }
        if (more) run.Error.WriteLine($"There are more; --limit {limit * 2} shows them.");
        return ExitCode.Done;
    }

    private static TextTable Table(CommandRun run, IEnumerable<JsonElement> items)
    {
        var now = run.Context.Time.GetUtcNow();
        return TextTable.Of(
            [new("id", Fixed: true), new("type", Fixed: true), new("updated", Fixed: true), new("project"), new("memory")],
            items.Select(item => ImmutableArray.Create(
                item.Text("id"), item.Text("type"), Ago.Of(item.TryGetProperty("updated_at", out var at) ? at : default, now), item.Text("project"),
                Headline(item))));
    }

    private static string Headline(JsonElement item)
    {
        foreach (var name in new[] { "title", "snippet", "content", "value" })
        {
            if (item.Text(name) is { Length: > 0 } text) return text;
        }
        return item.Text("key");
    }
}
