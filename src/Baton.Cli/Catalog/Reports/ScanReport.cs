using System.Collections.Immutable;
using Baton.Catalog.Classification;
using Baton.Catalog.Pins;
using Baton.Catalog.Recommendation;
using Baton.Cli.Catalog.Listing;
using Baton.Policy.Documents;

namespace Baton.Cli.Catalog.Reports;

/// <summary>Everything a scan found, ready for any of its faces.</summary>
/// <param name="Drifts">Differences from a snapshot; null when none was given.</param>
internal sealed record ScanReport(
    ServerListing Listing, ImmutableArray<ToolVerdict> Verdicts, RecommendationOptions Options, ImmutableArray<ToolDrift>? Drifts, DateTimeOffset At)
{
    /// <summary>The order in which people read: the worst first.</summary>
    public ImmutableArray<ToolVerdict> WorstFirst { get; } =
        [.. Verdicts.OrderByDescending(verdict => verdict.Severity).ThenByDescending(verdict => Rank(verdict.Category)).ThenBy(verdict => verdict.Name, StringComparer.Ordinal)];

    /// <summary>The rule for one tool; in the strict profile too the tool's own page shows the rule that makes it usable.</summary>
    public string PolicyOf(ToolVerdict verdict)
        => Recommender.ForTool(verdict, Options.Profile == PolicyProfile.Strict ? Options with { Profile = PolicyProfile.Balanced } : Options);

    public string Policy() => Recommender.ForServer(Verdicts, Options);

    /// <summary>Tools at or above a severity.</summary>
    public IEnumerable<ToolVerdict> AtLeast(ToolSeverity severity) => WorstFirst.Where(verdict => verdict.Severity >= severity);

    public static int Rank(ToolCategory category) => category switch
    {
        ToolCategory.Financial => 5,
        ToolCategory.Execute => 4,
        ToolCategory.Destructive => 3,
        ToolCategory.Write => 2,
        ToolCategory.Other => 1,
        _ => 0,
    };
}
