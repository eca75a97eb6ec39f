using System.Collections.Immutable;
using System.CommandLine;
using Baton.Catalog.Attacks;
using Baton.Catalog.Classification;
using Baton.Catalog.Definitions;
using Baton.Catalog.Index;
using Baton.Catalog.Recommendation;
using Baton.Cli.Application;
using Baton.Cli.Catalog.Listing;
using Baton.Cli.Catalog.Reports;
using Baton.Cli.Output;

namespace Baton.Cli.Catalog;

/// <summary><c>baton catalog</c>: the bundled index of well-known servers and the attack patterns, offline.</summary>
internal static class CatalogCommands
{
    public static Command Create(CliContext context) => new("catalog", "Look up well-known public servers, their tools and the attacks on them, offline.")
    {
        Search(context), Show(context), Attacks(context),
    };

    private static Command Search(CliContext context)
    {
        var words = new Argument<string[]>("WORDS") { Arity = ArgumentArity.OneOrMore, Description = "Words of a server, a tool or a description." };
        var command = new Command("search", "Find servers and tools by words.") { words };
        command.SetAction(context.Action(run =>
        {
            var found = ServerIndex.Search(string.Join(' ', run.Get(words)!));
            if (found.IsEmpty) return Task.FromResult(run.FailNo("not_found", "No server or tool of the index contains these words.", "`baton scan` judges any server."));
            if (run.Json) foreach (var match in found) run.WriteJson(json => WriteMatch(json, match));
            else run.WriteTable(TextTable.Of(
                [new("server", Fixed: true), new("title"), new("publisher"), new("tools", Fixed: true), new("matching tools")],
                found.Select(match => ImmutableArray.Create(
                    match.Server.Key, match.Server.Title, match.Server.Publisher, match.Server.Tools.Length.ToString(System.Globalization.CultureInfo.InvariantCulture),
                    string.Join(", ", match.Tools.Take(5).Select(tool => tool.Name))))));
            return Task.FromResult(ExitCode.Done);
        }));
        return command.WithExamples("baton catalog search refund", "baton catalog search delete database --json");
    }

    private static Command Show(CliContext context)
    {
        var name = new Argument<string>("NAME") { Description = "A server's key or package." };
        name.CompletionSources.Add(_ => ServerIndex.All.Select(server => new System.CommandLine.Completions.CompletionItem(server.Key)));
        var policy = new Option<bool>("--policy") { Description = "Write the policy to start from." };
        var profile = new Option<string>("--profile") { HelpName = "PROFILE", Description = "strict, balanced or open (balanced).", DefaultValueFactory = _ => "balanced" };
        profile.AcceptOnlyFromAmong("strict", "balanced", "open");
        var command = new Command("show", "Show a server's tools with category and severity, or its policy.") { name, policy, profile };
        command.SetAction(context.Action(run =>
        {
            if (ServerIndex.Find(run.Get(name)!) is not { } server)
            {
                var nearest = UsageFailure.Nearest(run.Get(name)!, ServerIndex.All.Select(one => one.Key));
                return Task.FromResult(run.FailNo("not_found", $"The index has no server '{run.Get(name)}'.", nearest is null ? "`baton catalog search WORDS` finds servers." : $"Did you mean '{nearest}'?"));
            }
            var options = new RecommendationOptions { Profile = Enum.Parse<PolicyProfile>(run.Get(profile)!, ignoreCase: true) };
            var listing = new ServerListing(server.Key, null, server.Source, new ToolList(server.Tools, []), []);
            var report = new ScanReport(listing, Classifier.Classify(server.Tools, server.Key), options, null, run.Context.Time.GetUtcNow());
            if (run.Get(policy)) run.Out.WriteLine(report.Policy());
            else if (run.Json) run.WriteJson(json => WriteServer(json, server, report));
            else WriteServer(run, server, report);
            return Task.FromResult(ExitCode.Done);
        }));
        return command.WithExamples("baton catalog show github", "baton catalog show filesystem --policy");
    }

    private static Command Attacks(CliContext context)
    {
        var words = new Argument<string[]>("WORDS") { Arity = ArgumentArity.ZeroOrMore, Description = "Words of a pattern; all patterns without." };
        var command = new Command("attacks", "List or search the attack patterns.") { words };
        command.SetAction(context.Action(run =>
        {
            var found = AttackDatabase.Search(string.Join(' ', run.Get(words) ?? []));
            if (found.IsEmpty) return Task.FromResult(run.FailNo("not_found", "No attack pattern contains these words."));
            if (run.Json) foreach (var attack in found) run.WriteJson(json => AttackJson.Write(json, attack));
            else if (found is [var only]) AttackText.Write(run.Out, only);
            else run.WriteTable(TextTable.Of(
                [new("id", Fixed: true), new("name"), new("policy stops", Fixed: true), new("case")],
                found.Select(attack => ImmutableArray.Create(attack.Id, attack.Name, attack.Stops.ToString().ToLowerInvariant(), $"{attack.Case.Date} {attack.Case.What}"))));
            return Task.FromResult(ExitCode.Done);
        }));
        return command.WithExamples("baton catalog attacks", "baton catalog attacks rug-pull");
    }

    private static void WriteMatch(System.Text.Json.Utf8JsonWriter json, IndexMatch match)
    {
        json.WriteString("server", match.Server.Key);
        json.WriteString("title", match.Server.Title);
        json.WriteString("publisher", match.Server.Publisher);
        json.WriteString("package", match.Server.Package);
        json.WriteString("date", match.Server.Date.ToString("O", System.Globalization.CultureInfo.InvariantCulture));
        json.WriteNumber("tools", match.Server.Tools.Length);
        json.WriteStartArray("matching_tools");
        foreach (var tool in match.Tools) json.WriteStringValue(tool.Name);
        json.WriteEndArray();
    }

    private static void WriteServer(System.Text.Json.Utf8JsonWriter json, IndexedServer server, ScanReport report)
    {
        json.WriteString("key", server.Key);
        json.WriteString("title", server.Title);
        json.WriteString("publisher", server.Publisher);
        json.WriteString("package", server.Package);
        json.WriteString("record", server.Listed ? "listed" : "documented");
        json.WriteString("source", server.Source);
        json.WriteString("date", server.Date.ToString("O", System.Globalization.CultureInfo.InvariantCulture));
        JsonReport.Write(json, report);
    }

    private static void WriteServer(CommandRun run, IndexedServer server, ScanReport report)
    {
        run.Out.WriteLine($"{server.Title} ({server.Publisher}), {server.Package}");
        run.Out.WriteLine($"{(server.Listed ? "Listed" : "Read from its documentation")}: {server.Source}, {server.Date:yyyy-MM-dd}. `baton scan` judges what runs today.");
        run.Out.WriteLine();
        TableReport.Write(run, report);
    }
}
