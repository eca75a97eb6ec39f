using System.Collections.Immutable;

namespace Baton.Catalog.Pins;

/// <summary>What happened to one tool between two lists.</summary>
/// <param name="Name">Its name now, or as it was when it is gone.</param>
/// <param name="Kind">Changed, added, removed or renamed.</param>
/// <param name="PreviousName">Before a rename.</param>
/// <param name="Grade">The heaviest of the changes.</param>
/// <param name="Changes">Heaviest first.</param>
public sealed record ToolDrift(string Name, DriftKind Kind, string? PreviousName, DriftGrade Grade, ImmutableArray<DefinitionChange> Changes)
{
    /// <summary>Whether the tool is to be refused and hidden until someone approves the difference.</summary>
    public bool IsHeld => Kind != DriftKind.Removed && Grade != DriftGrade.Cosmetic;
}

/// <summary>What kind of difference it is.</summary>
public enum DriftKind
{
    Changed,
    Added,
    Removed,
    Renamed,
}
