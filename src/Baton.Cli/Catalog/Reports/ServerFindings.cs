using Baton.Catalog.Classification;
using Baton.Catalog.Signals;
using Baton.Policy.Documents;

namespace Baton.Cli.Catalog.Reports;

/// <summary>What a reader should see first of a server: poisoned definitions, what cannot be undone, ways out for data.</summary>
internal static class ServerFindings
{
    public static IReadOnlyList<(bool Grave, string Text, IReadOnlyList<ToolVerdict> Tools)> Of(ScanReport report)
    {
        var found = new List<(bool, string, IReadOnlyList<ToolVerdict>)>();
        Add(true, "Definitions that speak to the model, or hide text", verdict => verdict.Has(SignalKind.Instruction) || verdict.Has(SignalKind.HiddenText));
        Add(true, "Descriptions that speak of other servers' tools", verdict => verdict.Has(SignalKind.OtherTools));
        Add(true, "Run what the caller writes", verdict => verdict.Category == ToolCategory.Execute && verdict.Severity == ToolSeverity.Critical);
        Add(true, "Move or promise money", verdict => verdict.Category == ToolCategory.Financial);
        Add(false, "Cannot be undone", verdict => verdict.Category == ToolCategory.Destructive);
        Add(false, "The server's claims do not agree with its definitions", verdict => verdict.Annotations.Agrees == false);
        Add(false, "Ways out for data: addresses and recipients of the caller's choice", verdict => verdict.Has(SignalKind.Recipient) || verdict.Has(SignalKind.Url));
        Add(false, "Paths of the caller's choice", verdict => verdict.Has(SignalKind.Path));
        Add(false, "Could not be judged: look at these yourself", verdict => verdict.Category == ToolCategory.Other);
        return found;

        void Add(bool grave, string text, Func<ToolVerdict, bool> match)
        {
            var tools = report.WorstFirst.Where(match).ToArray();
            if (tools.Length > 0) found.Add((grave, text, tools));
        }
    }
}
