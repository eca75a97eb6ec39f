using System.Collections.Immutable;

namespace Baton.Memory.Storage;

/// <summary>Candidates of a search, with what ranking must know of the records they stand among.</summary>
public sealed record TextHits
{
    /// <summary>What was found, best first by the store's own measure, then neighbours; each record once.</summary>
    public IReadOnlyList<TextHit> Hits { get; init; } = [];

    /// <summary>Records in the parts of the index that the scope may see.</summary>
    public long Records { get; init; }

    /// <summary>Words of their texts.</summary>
    public long Words { get; init; }

    /// <summary>How many of these records hold each of <see cref="TextMatch.AnyOf"/>.</summary>
    public IReadOnlyList<long> Frequencies { get; init; } = [];

    /// <summary>Finds among the best that were left out because they have expired.</summary>
    public int Expired { get; init; }

    /// <summary>Finds among the best that were left out because a newer record replaced them.</summary>
    public int Superseded { get; init; }
}

/// <summary>One candidate: the columns and the text that ranking reads.</summary>
public sealed record TextHit
{
    public required string Id { get; init; }
    public required int Version { get; init; }
    public required string Project { get; init; }
    public string? Thread { get; init; }
    public long? Position { get; init; }
    public string? Type { get; init; }
    public bool Pinned { get; init; }
    public double? Importance { get; init; }
    public string? Layer { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
    public DateTimeOffset? ValidFrom { get; init; }
    public DateTimeOffset? ValidTo { get; init; }

    /// <summary>The text as it was put, its body cut after <see cref="HeadLength"/> characters.</summary>
    public required SearchText Text { get; init; }

    /// <summary>Length of the whole body in words.</summary>
    public required int Words { get; init; }

    /// <summary>Where the body was cut: which of <see cref="TextMatch.AnyOf"/> occur anywhere in the record, by number.</summary>
    public ImmutableArray<int> Occurring { get; init; } = [];

    /// <summary>Likeness of meaning, -1 to 1 (cosine), where the text is among the nearest to <see cref="TextMatch.Vector"/>.</summary>
    public double? Likeness { get; init; }

    /// <summary>Most characters of a body that a store returns with a hit.</summary>
    public const int HeadLength = 2000;
}
