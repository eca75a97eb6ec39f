using System.Collections.Immutable;
using Baton.Catalog.Classification;
using Baton.Catalog.Definitions;
using Baton.Catalog.Index;
using Baton.Gateway.Governance;
using Baton.Gateway.Tools;
using Baton.Memory.Oversight;
using Baton.Policy.Decisions;
using Baton.Policy.Documents;

namespace Baton.Gateway.Oversight;

/// <summary>What is known of a tool: as its server listed it, else as the catalogue's index has it, else by its name.</summary>
/// <param name="names">The tool under every name that it is judged by.</param>
/// <param name="category">What it can do: of this program's own tools what they say themselves.</param>
/// <param name="verdict">What the catalogue says.</param>
internal sealed class CatalogueSight(ImmutableArray<ToolFacts> names, ToolCategory category, ToolVerdict verdict)
{
    public ImmutableArray<ToolFacts> Names { get; } = names;

    public static CatalogueSight Of(string server, string tool, KnownTool? known)
    {
        if (known is not null) return new CatalogueSight([known.Facts, .. known.Natives], known.Name.Category, known.Catalogue ?? Classifier.Classify(new DeclaredTool(tool), server));
        var indexed = ServerIndex.Find(server);
        var declared = indexed?.Tools.FirstOrDefault(one => one.Name == tool);
        var verdict = declared is null
            ? Classifier.Classify(new DeclaredTool(tool), server)
            : Classifier.Classify(indexed!.Tools, server).First(one => one.Name == tool);
        return new CatalogueSight([new ToolFacts(tool)], verdict.Category, verdict);
    }

    /// <summary>The answer for what does not exist, and so for what is hidden.</summary>
    public static Forecast Unknown(string server, string tool) => new(server, tool, "deny", DecisionCodes.UnknownTool, null, $"Unknown tool: {tool}", "other", null, [], []);

    public Forecast Judged(string server, string tool, Decision decision, ImmutableArray<ForecastLimit> limits)
        => decision.Outcome == DecisionOutcome.Hide ? Unknown(server, tool) : new Forecast(
            server, tool,
            decision.Outcome switch { DecisionOutcome.Allow => "allow", DecisionOutcome.Ask => "ask", _ => "deny" },
            decision.Code,
            decision.Rule.Length == 0 ? null : decision.Rule,
            decision.Message,
            CategoryWord.Of(category),
            verdict.Severity.ToString().ToLowerInvariant(),
            [.. verdict.Signals.Select(signal => signal.Id).Distinct()],
            limits);
}
