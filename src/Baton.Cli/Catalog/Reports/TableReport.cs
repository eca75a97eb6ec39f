using System.Collections.Immutable;
using Baton.Catalog.Classification;
using Baton.Cli.Application;
using Baton.Cli.Output;
using Baton.Memory.Text;
using Baton.Policy.Documents;
using Printable = Baton.Catalog.Text.Printable;

namespace Baton.Cli.Catalog.Reports;

/// <summary>The scan for a terminal: one line a tool, the worst first.</summary>
internal static class TableReport
{
    public static void Write(CommandRun run, ScanReport report)
    {
        run.WriteTable(TextTable.Of(
            [new("tool", Fixed: true), new("category", Fixed: true), new("severity", Fixed: true), new("signals"), new("why")],
            report.WorstFirst.Select(verdict => ImmutableArray.Create(
                Printable.Of(verdict.Name), Words.Of(verdict.Category), Words.Of(verdict.Severity), Printable.Of(Sentences.Signals(verdict)), Sentences.Why(verdict)))));
        foreach (var problem in report.Listing.List.Problems) run.Error.WriteLine($"baton: {(problem.Tool is { } tool ? tool + ": " : "")}{problem.Message}");
        if (!run.Context.Terminal.IsTerminal) return;
        run.Out.WriteLine();
        run.Out.WriteLine($"{report.Listing.Name}: {Counted.Of(report.Verdicts.Length, "tool")}, {Count(report, ToolCategory.Read)} read, {Count(report, ToolCategory.Write)} write, {Count(report, ToolCategory.Destructive)} destructive, {Count(report, ToolCategory.Execute)} execute, {Count(report, ToolCategory.Financial)} financial, {Count(report, ToolCategory.Other)} other.");
        run.Out.WriteLine("Next: --policy for the policy to start from, --html --output report.html for a page per tool.");
    }

    public static void WriteDrifts(CommandRun run, ScanReport report)
    {
        if (report.Drifts is not { } drifts) return;
        if (drifts.IsEmpty)
        {
            run.Error.WriteLine("No differences from the snapshot.");
            return;
        }
        run.Out.WriteLine();
        run.WriteTable(TextTable.Of(
            [new("changed tool", Fixed: true), new("grade", Fixed: true), new("where", Fixed: true), new("before"), new("after"), new("meaning")],
            drifts.SelectMany(drift => drift.Changes.Select(change => ImmutableArray.Create(
                Printable.Of(drift.Name), change.Grade.ToString().ToLowerInvariant(), change.Where, change.Before ?? "", change.After ?? "", change.Meaning)))));
    }

    private static int Count(ScanReport report, ToolCategory category) => report.Verdicts.Count(verdict => verdict.Category == category);
}
