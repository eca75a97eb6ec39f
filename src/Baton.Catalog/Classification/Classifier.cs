using System.Collections.Immutable;
using Baton.Catalog.Definitions;
using Baton.Catalog.Lexicon;
using Baton.Catalog.Pins;
using Baton.Catalog.Signals;

namespace Baton.Catalog.Classification;

/// <summary>
/// Says what each tool of a server can do and how bad it can get, from the definitions alone: no network, no model, no
/// clock. The tools of one server are judged together, because a prefix, a trade or a blanket claim shows only there.
/// </summary>
public static class Classifier
{
    /// <summary>Judges every tool of a server.</summary>
    /// <param name="tools">In the server's order; the verdicts come in the same order.</param>
    /// <param name="serverName">The server's own name, if known: it is removed from tool names as a prefix.</param>
    public static ImmutableArray<ToolVerdict> Classify(ImmutableArray<DeclaredTool> tools, string? serverName = null)
    {
        var server = new ServerContext(serverName, tools);
        return [.. tools.Select(tool => Judge(new ToolFacts(tool, server)))];
    }

    /// <summary>Judges one tool on its own.</summary>
    public static ToolVerdict Classify(DeclaredTool tool, string? serverName = null) => Classify([tool], serverName)[0];

    private static ToolVerdict Judge(ToolFacts facts)
    {
        var signals = SignalDetector.Detect(facts);
        var decision = CategoryDecision.Make(facts, signals);
        var category = Categories.Of(decision.Kind);
        return new ToolVerdict(
            facts.Tool, category, SeverityRules.Of(category, facts, signals), Confidence(facts, decision), EvidenceOf(decision),
            ReversibilityRules.Of(category, facts), signals, AnnotationClaim.Compare(facts.Annotations, category), facts.Parameters,
            DefinitionHash.Of(facts.Tool)) { Choice = ChoiceReading.Read(facts, decision) };
    }

    private static ImmutableArray<Evidence> EvidenceOf(CategoryDecision decision)
        => [.. decision.Used.OrderByDescending(finding => finding.Kind == decision.Kind).ThenByDescending(finding => finding.Strength)
            .Select(finding => finding.Evidence).Distinct().Take(6)];

    private static double Confidence(ToolFacts facts, CategoryDecision decision)
    {
        if (decision.Kind == VerbKind.None) return 0.1;
        var agreeing = decision.Used.Where(finding => finding.Kind == decision.Kind).ToArray();
        var confidence = 0.35 + 0.15 * agreeing.Max(finding => finding.Strength);
        if (agreeing.Select(finding => finding.Evidence.Source).Distinct().Count() > 1) confidence += 0.15;
        if (facts.Sentences.IsEmpty) confidence -= 0.25;
        if (decision.HasConflict) confidence -= 0.2;
        return Math.Round(Math.Clamp(confidence, 0.1, 0.95), 2);
    }
}
