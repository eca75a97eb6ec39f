using Baton.Catalog.Classification;
using Baton.Policy.Documents;

namespace Baton.Bench.Catalog;

/// <summary>Agreement by category, and the confusion table: rows are labels, columns are verdicts.</summary>
internal static class Report
{
    private static readonly ToolCategory[] Order =
        [ToolCategory.Read, ToolCategory.Write, ToolCategory.Destructive, ToolCategory.Execute, ToolCategory.Financial, ToolCategory.Other];

    public static void Print(string title, Judged[] part, int servers)
    {
        Console.WriteLine($"{title}: {part.Length} tools of {servers} servers, category {Percent(part.Count(one => one.SameCategory), part.Length)}, severity {Percent(part.Count(one => one.SameSeverity), part.Length)}, dangerous called read: {part.Count(IsDangerousMiss)}");
        Console.WriteLine($"  {"label",-12}{string.Concat(Order.Select(category => $"{Words.Of(category),12}"))}{"agreement",12}");
        foreach (var label in Order)
        {
            var row = part.Where(one => one.Label.Category == label).ToArray();
            if (row.Length == 0) continue;
            var cells = Order.Select(verdict => $"{row.Count(one => one.Verdict.Category == verdict),12}");
            Console.WriteLine($"  {Words.Of(label),-12}{string.Concat(cells)}{Percent(row.Count(one => one.SameCategory), row.Length),12}");
        }
        Console.WriteLine();
    }

    public static void PrintMisses(Judged[] part)
    {
        foreach (var miss in part.Where(one => !one.SameCategory))
        {
            Console.WriteLine($"  {miss.Label.Server}/{miss.Label.Tool.Name}: labelled {Words.Of(miss.Label.Category)}, judged {Words.Of(miss.Verdict.Category)} ({string.Join("; ", miss.Verdict.Evidence.Select(one => $"{one.Source}: {one.Quote}"))})");
        }
        foreach (var miss in part.Where(one => one is { SameCategory: true, SameSeverity: false }))
        {
            Console.WriteLine($"  {miss.Label.Server}/{miss.Label.Tool.Name}: {Words.Of(miss.Label.Category)} labelled {Words.Of(miss.Label.Severity)}, judged {Words.Of(miss.Verdict.Severity)}");
        }
    }

    public static bool IsDangerousMiss(Judged one)
        => one.Label.Category is ToolCategory.Destructive or ToolCategory.Execute && one.Verdict.Category == ToolCategory.Read;

    private static string Percent(int part, int whole) => whole == 0 ? "-" : $"{100.0 * part / whole:F1}%";
}
