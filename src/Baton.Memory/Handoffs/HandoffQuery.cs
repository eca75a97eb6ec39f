using System.Collections.Immutable;
using Baton.Memory.Operations;
using Baton.Memory.Records;
using Baton.Memory.Search;
using Baton.Memory.Storage;

namespace Baton.Memory.Handoffs;

/// <summary>Which handoffs: filters that every list, search and deletion shares.</summary>
public sealed record HandoffFilter
{
    /// <summary>Null for every project the caller may see.</summary>
    public string? Project { get; init; }
    public string? Thread { get; init; }
    public ImmutableArray<string> Statuses { get; init; } = [];

    /// <summary>Addressed to this principal or role.</summary>
    public string? To { get; init; }

    /// <summary>First written by this principal, grant or client.</summary>
    public string? From { get; init; }
    public ImmutableArray<string> TagsAny { get; init; } = [];
    public ImmutableArray<string> TagsAll { get; init; } = [];
    public DateTimeOffset? CreatedAfter { get; init; }
    public DateTimeOffset? CreatedBefore { get; init; }

    /// <summary>Whether anything restricts at all.</summary>
    public bool IsEmpty => Project is null && Thread is null && Statuses.IsDefaultOrEmpty && To is null && From is null && TagsAny.IsDefaultOrEmpty
        && TagsAll.IsDefaultOrEmpty && CreatedAfter is null && CreatedBefore is null;

    internal RecordFilter ToRecordFilter() => new RecordFilter
    {
        Kind = RecordKind.Handoff,
        Project = Project,
        Thread = Thread,
        Statuses = Statuses,
        To = To is null ? [] : [To],
        From = From,
        TagsAny = TagsAny,
        TagsAll = TagsAll,
        CreatedAfter = CreatedAfter,
        CreatedBefore = CreatedBefore,
    }.Trimmed();

    internal string Fingerprint => string.Join('\n', "handoffs", Project, Thread, Cursors.List(Statuses), To, From, Cursors.List(TagsAny),
        Cursors.List(TagsAll), CreatedAfter?.UtcTicks, CreatedBefore?.UtcTicks);
}

/// <summary>A search or, without a query, a list.</summary>
public sealed record HandoffSearchRequest
{
    public string? Query { get; init; }
    public HandoffFilter Filter { get; init; } = new();
    public int Limit { get; init; } = 20;
    public string? Cursor { get; init; }

    /// <summary>Of a search, what being new is worth beyond the ranking's own weight, from 0 to 1: at 1 as much as the best match of words.</summary>
    public double RecencyBias { get; init; }

    /// <summary>Shows each find on its own: for a caller that filters further, from whom a find that is left out must hide no other.</summary>
    public bool ShowsDuplicates { get; init; }

    /// <summary>Of a search, what the filter cannot say; what does not fit takes nobody's place. A list leaves it to its reader.</summary>
    public Func<Handoff, bool>? Fits { get; init; }
}

/// <summary>A handoff in a list, with where it matches if it was searched for.</summary>
public sealed record HandoffFound(Handoff Handoff, SearchHit? Hit);

/// <summary>One page.</summary>
/// <param name="Handoffs">Best, or newest, first.</param>
/// <param name="Now">The moment of the question, which decides statuses.</param>
/// <param name="NextCursor">Goes on, or null at the end.</param>
/// <param name="Total">How many in all.</param>
/// <param name="Search">What a search says beside its hits; null for a list.</param>
public sealed record HandoffsFound(ImmutableArray<HandoffFound> Handoffs, DateTimeOffset Now, string? NextCursor, long Total, SearchPage? Search);
