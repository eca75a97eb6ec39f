using System.Collections.Immutable;
using Baton.Memory.Embeddings;
using Baton.Memory.Storage;

namespace Baton.Memory.Search;

/// <summary>What to search for, within what the caller may see.</summary>
internal sealed record SearchQuestion
{
    public required string Query { get; init; }
    public required Scope Scope { get; init; }
    public required RecordFilter Filter { get; init; }
    public int Limit { get; init; } = 10;

    /// <summary>What the hits' texts may cost together; null for no budget.</summary>
    public long? MaxTokens { get; init; }
    public string? Cursor { get; init; }

    /// <summary>Shows each find on its own: for a caller that filters further, from whom a find that is left out must hide no other.</summary>
    public bool ShowsDuplicates { get; init; }

    /// <summary>What the filter cannot say; what does not fit takes nobody's place. Null when the filter says all.</summary>
    public Func<StoredVersion, bool>? Fits { get; init; }

    /// <summary>Also what a newer record has replaced.</summary>
    public bool IncludeSuperseded { get; init; }

    /// <summary>What being new is worth to this caller, in shares of the best textual score; 0 for the ranking as it is.</summary>
    public double RecencyBias { get; init; }

    /// <summary>The question's vector, asked for before the store is read.</summary>
    public QuestionVector Vector { get; init; } = QuestionVector.Off;

    /// <summary>The filters as text, so that a cursor fits only its own question.</summary>
    public required string Fingerprint { get; init; }
}

/// <summary>One hit.</summary>
/// <param name="Record">The version in force (at the moment asked for).</param>
/// <param name="Score">0 to about 1.5, comparable within one question.</param>
/// <param name="Snippet">Where it matches.</param>
/// <param name="Parts">What the score is made of, for <c>explain</c>.</param>
public sealed record SearchHit(StoredVersion Record, double Score, Snippet Snippet, ImmutableArray<(string Name, double Value)> Parts)
{
    /// <summary>When what it says was so: the start of its validity, else when it was first written.</summary>
    public required DateTimeOffset When { get; init; }

    /// <summary>What stands just before and after it in its thread, shortened.</summary>
    public ImmutableArray<HitContext> Context { get; init; } = [];

    /// <summary>Records that say nearly the same and are not shown on their own.</summary>
    public ImmutableArray<string> Duplicates { get; init; } = [];
}

/// <summary>A neighbour of a hit in its thread.</summary>
/// <param name="Offset">-1 for the record before, 1 for the one after.</param>
public sealed record HitContext(string Id, int Offset, string Text);

/// <summary>One page of hits and what to think of it.</summary>
/// <param name="Hits">Best first.</param>
/// <param name="Confidence">The share of the query's weight that the hits hold.</param>
/// <param name="MatchedTerms">Terms that some hit holds.</param>
/// <param name="UnmatchedTerms">Terms that none holds.</param>
/// <param name="NextCursor">Goes on, or null at the end.</param>
/// <param name="Total">Hits in all, as far as candidates were looked at; all there are when <c>HasMore</c> is not set.</param>
/// <param name="Superseded">Candidates passed over because a newer record replaced them.</param>
/// <param name="Explanation">What to know about an empty or unusual answer, or null.</param>
public sealed record SearchPage(
    ImmutableArray<SearchHit> Hits,
    double Confidence,
    ImmutableArray<string> MatchedTerms,
    ImmutableArray<string> UnmatchedTerms,
    string? NextCursor,
    int Total,
    int Superseded,
    string? Explanation)
{
    /// <summary>Whether there are hits after these, also where no cursor goes on to them.</summary>
    public bool HasMore { get; init; }

    /// <summary>Candidates passed over because they have expired.</summary>
    public int Expired { get; init; }

    /// <summary>What did not work as configured, such as vectors whose endpoint is down.</summary>
    public ImmutableArray<string> Warnings { get; init; } = [];

    /// <summary>The weights in force and the terms' own weights as a JSON object, for <c>explain</c>.</summary>
    public required string Weights { get; init; }
}
