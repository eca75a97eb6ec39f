using Baton.Cli.Catalog.Listing;

namespace Baton.Cli.Catalog;

/// <summary>What a scan was asked beside its source.</summary>
internal sealed record ScanSettings(
    ListingLimits Limits, IReadOnlyList<KeyValuePair<string, string>> Environment, IReadOnlyList<KeyValuePair<string, string>> Headers);
