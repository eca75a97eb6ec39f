using System.Collections.Immutable;

namespace Baton.Memory.Storage;

/// <summary>What a caller asks for, within what the <see cref="Scope"/> lets it see. Absent members do not restrict.</summary>
public sealed record RecordFilter
{
    public required RecordKind Kind { get; init; }

    /// <summary>Records of the project, and shared ones of every project.</summary>
    public string? Project { get; init; }
    public string? Thread { get; init; }

    /// <summary>Any of these statuses, lapsed leases counting as <c>open</c>; empty for all.</summary>
    public ImmutableArray<string> Statuses { get; init; } = [];

    /// <summary>Addressed to one of these, or (when it holds the empty string) to nobody; empty for all.</summary>
    public ImmutableArray<string> To { get; init; } = [];

    /// <summary>First written by this principal, grant or client.</summary>
    public string? From { get; init; }
    public ImmutableArray<string> Types { get; init; } = [];

    /// <summary>Of none of these types.</summary>
    public ImmutableArray<string> TypesNone { get; init; } = [];

    /// <summary>Memories of any of these layers of trust; empty for all.</summary>
    public ImmutableArray<string> Layers { get; init; } = [];
    public ImmutableArray<string> TagsAny { get; init; } = [];
    public ImmutableArray<string> TagsAll { get; init; } = [];

    /// <summary>With none of these.</summary>
    public ImmutableArray<string> TagsNone { get; init; } = [];
    public Visibility? Visibility { get; init; }
    public bool? Pinned { get; init; }

    /// <summary>-1, 0 or 1.</summary>
    public int? Priority { get; init; }

    /// <summary>Bounds in time are exclusive.</summary>
    public DateTimeOffset? CreatedAfter { get; init; }

    /// <inheritdoc cref="CreatedAfter"/>
    public DateTimeOffset? CreatedBefore { get; init; }

    /// <summary>The last instant of creation that counts.</summary>
    public DateTimeOffset? CreatedUntil { get; init; }

    /// <inheritdoc cref="CreatedAfter"/>
    public DateTimeOffset? UpdatedAfter { get; init; }

    /// <summary>The last instant of change that counts.</summary>
    public DateTimeOffset? UpdatedUntil { get; init; }

    /// <summary>Same normalised text.</summary>
    public string? ContentHash { get; init; }

    /// <summary>Key that starts with this text.</summary>
    public string? KeyPrefix { get; init; }

    /// <summary>The same with every name as names are kept: without white space around it.</summary>
    internal RecordFilter Trimmed() => this with
    {
        Project = Project?.Trim(),
        Thread = Thread?.Trim(),
        To = Trim(To),
        From = From?.Trim(),
        Types = Trim(Types),
        TagsAny = Trim(TagsAny),
        TagsAll = Trim(TagsAll),
    };

    private static ImmutableArray<string> Trim(ImmutableArray<string> names) => names.IsDefaultOrEmpty ? [] : [.. names.Select(name => name.Trim())];
}

/// <summary>Which part of a list: at most <paramref name="Limit"/> rows after the row the cursor names.</summary>
/// <param name="Limit">1 to 1,000.</param>
/// <param name="After">Position after which to go on, from <see cref="StoredPage.Next"/>; null for the start.</param>
/// <param name="Order">The newest first, by which of its instants.</param>
public sealed record PageRequest(int Limit, PagePosition? After = null, ListOrder Order = ListOrder.Changed);

/// <summary>Which instant of a record a list goes by.</summary>
public enum ListOrder
{
    /// <summary>When it was last written.</summary>
    Changed,

    /// <summary>When it was first written: what others do to it later moves nothing.</summary>
    Created,
}

/// <summary>A place in a list that stays right while others write: the row's own ordering values.</summary>
public sealed record PagePosition(DateTimeOffset At, string Id);

/// <summary>Rows and where to go on; <paramref name="Next"/> is null at the end.</summary>
public sealed record StoredPage(IReadOnlyList<StoredVersion> Rows, PagePosition? Next);
