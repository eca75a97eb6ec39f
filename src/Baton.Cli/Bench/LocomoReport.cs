using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Baton.Cli.Application;
using Baton.Cli.Output;

namespace Baton.Cli.Bench;

/// <summary>The figures as a table or as JSON lines.</summary>
internal static class LocomoReport
{
    private static readonly string[] Headings =
        ["setting", "search", "questions", "turn@1", "turn@5", "turn@10", "mrr", "session@1", "session@5", "session@10", "session mrr"];

    private static readonly string[] Categories = ["", "multi-hop", "temporal", "open-domain", "single-hop", "adversarial"];

    /// <summary>Rows of one setting: Baton, then plain FTS5. Conversations count alike, however many questions each has.</summary>
    public static IEnumerable<LocomoRow> Rows(string setting, IReadOnlyCollection<LocomoResult> results, bool byConversation)
    {
        foreach (var (name, score) in ((string, Func<LocomoResult, RetrievalScore>)[])[("baton", result => result.Baton), ("fts5", result => result.Plain)])
        {
            var groups = byConversation ? results.GroupBy(result => result.Conversation).Select(group => group.ToList()) : [results.ToList()];
            var means = groups.Select(group => RetrievalScore.Mean([.. group.Select(score)])).ToList();
            yield return new LocomoRow(setting, name, results.Count, RetrievalScore.Mean(means));
        }
    }

    public static IEnumerable<LocomoRow> RowsByCategory(string setting, IReadOnlyCollection<LocomoResult> results)
        => results.GroupBy(result => result.Category).OrderBy(group => group.Key)
            .SelectMany(group => Rows($"{setting}, {NameOf(group.Key)}", [.. group], byConversation: false));

    public static void Write(CommandRun run, IEnumerable<LocomoRow> rows)
    {
        if (run.Json)
        {
            foreach (var row in rows) run.WriteJson(json => Write(json, row));
            return;
        }
        run.WriteTable(TextTable.Of(
            [.. Headings.Concat(RetrievalScore.Budgets.Select(budget => $"{budget} tokens")).Select(heading => new TextColumn(heading, Fixed: true))],
            rows.Select(row => Cells(row).ToImmutableArray())));
    }

    private static IEnumerable<string> Cells(LocomoRow row)
    {
        var (turns, sessions) = (row.Score.Turns, row.Score.Sessions);
        double[] numbers = [turns.At1, turns.At5, turns.At10, turns.Mrr, sessions.At1, sessions.At5, sessions.At10, sessions.Mrr, .. row.Score.Tokens];
        return [row.Setting, row.Search, row.Questions.ToString(CultureInfo.InvariantCulture), .. numbers.Select(number => number.ToString("F3", CultureInfo.InvariantCulture))];
    }

    private static void Write(Utf8JsonWriter json, LocomoRow row)
    {
        json.WriteString("setting", row.Setting);
        json.WriteString("search", row.Search);
        json.WriteNumber("questions", row.Questions);
        Write(json, "turns", row.Score.Turns);
        Write(json, "sessions", row.Score.Sessions);
        json.WriteStartObject("tokens");
        foreach (var (budget, share) in RetrievalScore.Budgets.Zip(row.Score.Tokens)) json.WriteNumber(budget.ToString(CultureInfo.InvariantCulture), Math.Round(share, 4));
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, RankScore score)
    {
        json.WriteStartObject(name);
        json.WriteNumber("recall_at_1", Math.Round(score.At1, 4));
        json.WriteNumber("recall_at_5", Math.Round(score.At5, 4));
        json.WriteNumber("recall_at_10", Math.Round(score.At10, 4));
        json.WriteNumber("mrr", Math.Round(score.Mrr, 4));
        json.WriteEndObject();
    }

    private static string NameOf(int category) => category > 0 && category < Categories.Length ? Categories[category] : $"category {category}";
}

/// <summary>One line of the report.</summary>
/// <param name="Setting">Each conversation alone, or all pooled.</param>
/// <param name="Search">Baton or plain FTS5.</param>
internal sealed record LocomoRow(string Setting, string Search, int Questions, RetrievalScore Score);
