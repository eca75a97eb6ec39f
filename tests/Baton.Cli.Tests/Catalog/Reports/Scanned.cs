using System.Collections.Immutable;
using System.Text;
using Baton.Catalog.Classification;
using Baton.Catalog.Definitions;
using Baton.Catalog.Pins;
using Baton.Catalog.Recommendation;
using Baton.Cli.Catalog.Listing;
using Baton.Cli.Catalog.Reports;

namespace Baton.Cli.Tests.Catalog.Reports;

/// <summary>Reports of tools that a test writes down.</summary>
internal static class Scanned
{
    private static readonly DateTimeOffset At = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static ScanReport Of(string tools, string name = "notes", string? version = null, string source = "tools.json", string? command = null, string? before = null)
    {
        var list = ToolListReader.Read(Encoding.UTF8.GetBytes(tools));
        ImmutableArray<ToolDrift>? drifts = before is null ? null : DefinitionDiff.Compare(ToolListReader.Read(Encoding.UTF8.GetBytes(before)).Tools, list.Tools, name);
        var listing = new ServerListing(name, version, source, list, []) { Command = command };
        return new ScanReport(listing, Classifier.Classify(list.Tools, name), new RecommendationOptions(), drifts, At);
    }
}
