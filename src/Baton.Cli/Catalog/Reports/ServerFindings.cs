using Baton.Catalog.Classification;
using Baton.Catalog.Signals;
using Baton.Policy.Documents;

namespace Baton.Cli.Catalog.Reports;

/// <summary>What a reader should see first of a server: poisoned definitions, what cannot be undone, ways out for data.</summary>
internal static class ServerFindings
{
    public static IReadOnlyList<ServerFinding> Of(ScanReport report)
    {
        var found = new List<ServerFinding>();
        Add(true, "Definitions that speak to the model, or hide text",
            "An agent that reads them may do what they say, before any tool is called. Do not connect this server until you know why they are there.",
            verdict => verdict.Has(SignalKind.Instruction) || verdict.Has(SignalKind.HiddenText));
        Add(true, "Descriptions that speak of other servers' tools",
            "They can change how an agent uses tools that are not this server's. Connect it apart from servers that matter.",
            verdict => verdict.Has(SignalKind.OtherTools));
        Add(true, "Run what the caller writes",
            "Whoever steers the agent, by a web page or a document it reads, runs code here. The balanced policy limits how often, and asks where it cannot bound what.",
            verdict => verdict.Category == ToolCategory.Execute && verdict.Severity == ToolSeverity.Critical);
        Add(true, "Move or promise money",
            "A mistaken or steered agent spends it. The balanced policy has a person approve every amount, against a daily budget.",
            verdict => verdict.Category == ToolCategory.Financial);
        Add(false, "Cannot be undone",
            "One mistaken call loses work. The balanced policy has a person approve each; the strict profile hides these tools.",
            verdict => verdict.Category == ToolCategory.Destructive);
        Add(false, "The server's claims do not agree with its definitions",
            "A tool that says it only reads, and does not sound like it, is judged by what it sounds like.",
            verdict => verdict.Annotations.Agrees == false);
        Add(false, "Ways out for data: addresses and recipients of the caller's choice",
            "An agent that has read something private can be made to send it there. The balanced policy lets only listed hosts and domains pass.",
            verdict => verdict.Has(SignalKind.Recipient) || verdict.Has(SignalKind.Url));
        Add(false, "Paths of the caller's choice",
            "A path can leave the folder that was meant, to keys and settings. The balanced policy holds every path to the folders that it names.",
            verdict => verdict.Has(SignalKind.Path));
        Add(false, "Could not be judged: look at these yourself",
            "Name, description and parameters do not say what they do. The balanced policy lets them pass ten times a minute.",
            verdict => verdict.Category == ToolCategory.Other);
        return found;

        void Add(bool isGrave, string title, string danger, Func<ToolVerdict, bool> match)
        {
            var tools = report.WorstFirst.Where(match).ToArray();
            if (tools.Length > 0) found.Add(new ServerFinding(isGrave, title, danger, tools));
        }
    }
}

/// <summary>One thing that stands out.</summary>
/// <param name="IsGrave">Whether it is a reason not to connect the server as it is.</param>
/// <param name="Title">What it is.</param>
/// <param name="Danger">What can go wrong by it, and what the recommended policy does about that.</param>
/// <param name="Tools">The tools concerned, worst first.</param>
internal sealed record ServerFinding(bool IsGrave, string Title, string Danger, IReadOnlyList<ToolVerdict> Tools);
