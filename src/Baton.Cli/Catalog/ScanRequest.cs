using System.Collections.Immutable;
using Baton.Catalog.Classification;
using Baton.Catalog.Recommendation;

namespace Baton.Cli.Catalog;

/// <summary>What a scan writes.</summary>
internal enum ScanFace
{
    Table,
    Json,
    Markdown,
    Html,
    Sarif,
    Policy,
}

/// <summary>A scan as it was asked.</summary>
/// <param name="Output">The file to write to; standard output when null.</param>
/// <param name="Snapshot">An earlier scan or list to compare with.</param>
internal sealed record ScanRequest(
    ScanSource Source, ScanFace Face, string? Output, PolicyProfile Profile, ImmutableArray<string> Folders, ToolSeverity? FailOn, string? Snapshot, ScanSettings Settings);
