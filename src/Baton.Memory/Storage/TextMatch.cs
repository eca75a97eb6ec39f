using System.Collections.Immutable;

namespace Baton.Memory.Storage;

/// <summary>What to look for, as plain words: a store quotes them, so that no query syntax of its own can be injected.</summary>
public sealed record TextMatch
{
    /// <summary>Words of which any may occur; stemming is the store's.</summary>
    public ImmutableArray<string> AnyOf { get; init; } = [];

    /// <summary>Phrases and identifiers of which any may occur exactly, also inside words (trigram).</summary>
    public ImmutableArray<string> Exact { get; init; } = [];
}

/// <summary>A candidate of a search.</summary>
/// <param name="Record">The version in force.</param>
/// <param name="Score">The store's relevance: higher is better, comparable within one answer only.</param>
public sealed record StoredHit(StoredVersion Record, double Score);
