using System.Collections.Immutable;
using Baton.Memory.Safety;
using Baton.Memory.Storage;

namespace Baton.Memory.Records;

/// <summary>
/// A message in an inbox. It is read by whom it is addressed to, each for itself: that one has read a notice to a role leaves
/// it unread for the others.
/// </summary>
public sealed record Notice
{
    public required string Id { get; init; }
    public required string Project { get; init; }
    public required int Version { get; init; }

    /// <summary>A principal or a role.</summary>
    public required string To { get; init; }
    public string? Subject { get; init; }
    public required string Message { get; init; }
    public string? Thread { get; init; }

    /// <summary>Ids of records that it is about.</summary>
    public ImmutableArray<string> Refs { get; init; } = [];

    /// <summary>-1, 0 or 1.</summary>
    public int Priority { get; init; }

    /// <summary>Only the principal it is addressed to may see it.</summary>
    public bool IsPrivate { get; init; }
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Who has read it, each once.</summary>
    public ImmutableArray<NoticeRead> ReadBy { get; init; } = [];
    public ImmutableArray<SuspiciousMark> Suspicious { get; init; } = [];

    /// <summary>Words of other vocabularies that are kept but decide nothing, such as a kind of message.</summary>
    public ImmutableSortedDictionary<string, string> Labels { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When this version was recorded.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }
    public DateTimeOffset? DeletedAt { get; init; }

    /// <summary>Who wrote this version.</summary>
    public required Provenance By { get; init; }

    /// <summary>Who sent it.</summary>
    public required Provenance CreatedBy { get; init; }

    /// <summary>Whether a principal has read it.</summary>
    public bool IsReadBy(string principal) => ReadBy.Any(read => read.Principal == principal);
}

/// <summary>That a principal has read a notice, and when.</summary>
public sealed record NoticeRead(string Principal, DateTimeOffset At);
