using System.Collections.Immutable;
using Baton.Memory.Storage;

namespace Baton.Memory.Purging;

/// <summary>What an operator wants destroyed.</summary>
public sealed record PurgeRequest
{
    /// <summary>Ids, or prefixes that name one record; empty to choose by the other conditions.</summary>
    public ImmutableArray<string> Ids { get; init; } = [];

    /// <inheritdoc cref="RemovalFilter.Project"/>
    public string? Project { get; init; }

    /// <inheritdoc cref="RemovalFilter.ExpiredBefore"/>
    public DateTimeOffset? ExpiredBefore { get; init; }

    /// <inheritdoc cref="RemovalFilter.DeletedBefore"/>
    public DateTimeOffset? DeletedBefore { get; init; }

    /// <summary>Kept with each tombstone.</summary>
    public string Why { get; init; } = "";
}

/// <summary>What a purge would destroy, or did.</summary>
/// <param name="Items">The records, by id.</param>
/// <param name="Done">What was destroyed; null for a preview.</param>
public sealed record PurgePlan(IReadOnlyList<PurgeItem> Items, Purged? Done);

/// <summary>One record in a purge, as it stood.</summary>
/// <param name="Version">Its newest version, hence how many go.</param>
public sealed record PurgeItem(
    string Id, RecordKind Kind, string Project, string? Key, int Version, DateTimeOffset WrittenAt, DateTimeOffset? DeletedAt, DateTimeOffset? ExpiresAt)
{
    internal static PurgeItem Of(StoredVersion version)
        => new(version.Id, version.Kind, version.Project, version.Key, version.Version, version.RecordedAt, version.DeletedAt, version.ExpiresAt);
}
