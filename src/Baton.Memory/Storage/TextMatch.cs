using System.Collections.Immutable;

namespace Baton.Memory.Storage;

/// <summary>
/// What to look for. Terms are those of <see cref="Search.Terms.IndexTerms"/>, which the store's index holds too; a store
/// quotes them, so that no query syntax of its own can be injected.
/// </summary>
public sealed record TextMatch
{
    /// <summary>Terms of which any may occur; distinct.</summary>
    public ImmutableArray<string> AnyOf { get; init; } = [];

    /// <summary>Runs of terms that stand one after another, each run as terms parted by spaces.</summary>
    public ImmutableArray<string> Phrases { get; init; } = [];

    /// <summary>Lower-case texts of 3 letters or more that may stand inside an identifier. Terms that no record has are looked for so too.</summary>
    public ImmutableArray<string> Pieces { get; init; } = [];

    /// <summary>Records that are in the running whatever their text.</summary>
    public ImmutableArray<string> Ids { get; init; } = [];

    /// <summary>The question's direction; texts that lie near it are in the running. Null when vectors are off.</summary>
    public QuantizedVector? Vector { get; init; }

    /// <summary>
    /// Most finds that are ranked in one partition, at about a microsecond each: rare words find first, and of what only common
    /// words find, no more than this many of the newest are ranked.
    /// </summary>
    public int MostRanked { get; init; } = 8_000;

    /// <summary>How many places before and after a find in its thread come with it.</summary>
    public int Around { get; init; }
}
