using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json;
using Baton.Cli.Application;
using Baton.Cli.Output;
using Baton.Cli.Tools;

namespace Baton.Cli.Commands.Handoffs;

/// <summary><c>handoff list</c> (newest first) and <c>handoff search</c> (best first).</summary>
internal static class HandoffListCommand
{
    public static Command CreateList(CliContext context)
    {
        var filters = new FilterOptions();
        var command = new Command("list", "List handoffs, newest first.");
        filters.AddTo(command);
        command.SetAction(context.ToolAction((run, tools) => RunAsync(run, tools, filters, query: null)));
        return command.WithExamples("baton handoff list", "baton handoff list --project auto --status open --json");
    }

    public static Command CreateSearch(CliContext context)
    {
        var query = new Argument<string[]>("QUERY") { Arity = ArgumentArity.OneOrMore, Description = "Words; quote a phrase." };
        var filters = new FilterOptions();
        var command = new Command("search", "Search title, summary, lists and body; best first.") { query };
        filters.AddTo(command);
        command.SetAction(context.ToolAction((run, tools) => RunAsync(run, tools, filters, string.Join(' ', run.Get(query)!))));
        return command.WithExamples("baton handoff search parser tests");
    }

    private static async Task<int> RunAsync(CommandRun run, IToolCaller tools, FilterOptions filters, string? query)
    {
        var (items, more) = await Paging.ReadAsync(
            tools, "handoff_search", "handoffs", () => filters.Read(run).Add("query", query), filters.Limit(run), run.Cancellation);
        if (run.Json)
        {
            foreach (var item in items) run.WriteElement(item);
            return ExitCode.Done;
        }
        if (items.Count == 0) run.Error.WriteLine("No handoffs.");
        else run.WriteTable(Table(run, items));
        if (more) run.Error.WriteLine($"There are more; --limit {filters.Limit(run) * 2} shows them.");
        return ExitCode.Done;
    }

    private static TextTable Table(CommandRun run, IEnumerable<JsonElement> items)
    {
        var now = run.Context.Time.GetUtcNow();
        return TextTable.Of(
            [new("id", Fixed: true), new("status", Fixed: true), new("updated", Fixed: true), new("project"), new("title")],
            items.Select(item => ImmutableArray.Create(
                item.Text("id"), item.Text("status"), Ago.Of(item.TryGetProperty("updated_at", out var at) ? at : default, now), item.Text("project"),
                Headline(item))));
    }

    private static string Headline(JsonElement item) => item.Text("title") is { Length: > 0 } title ? title : item.Text("summary");
}
