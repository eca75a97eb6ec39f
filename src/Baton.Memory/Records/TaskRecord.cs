using System.Collections.Immutable;
using Baton.Memory.Safety;
using Baton.Memory.Storage;

namespace Baton.Memory.Records;

/// <summary>Work with an owner, at one version.</summary>
public sealed record TaskRecord : IClaimable
{
    public required string Id { get; init; }

    /// <summary>Unique within the project, or null.</summary>
    public string? Key { get; init; }
    public required string Project { get; init; }
    public required int Version { get; init; }
    public required string Title { get; init; }
    public string? Description { get; init; }

    /// <summary>One of <see cref="TaskState"/>, as written; ask <see cref="ClaimableState.StatusAt"/> for what it is.</summary>
    public string Status { get; init; } = TaskState.Open;
    public WorkClaim? Claim { get; init; }

    /// <summary>A principal or a role, or null for anyone. Routes, never hides.</summary>
    public string? To { get; init; }

    /// <summary>-1, 0 or 1.</summary>
    public int Priority { get; init; }
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>The task that this one is a part of.</summary>
    public string? Parent { get; init; }

    /// <summary>The memory that holds what came of it.</summary>
    public string? Result { get; init; }

    /// <summary>Why it is where it is: what was done, what blocks it, why it failed.</summary>
    public WorkOutcome? Outcome { get; init; }
    public ImmutableArray<string> Tags { get; init; } = [];
    public ImmutableArray<SuspiciousMark> Suspicious { get; init; } = [];

    /// <summary>Words of other vocabularies that are kept but decide nothing.</summary>
    public ImmutableSortedDictionary<string, string> Labels { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When this version was recorded.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }
    public DateTimeOffset? DeletedAt { get; init; }

    /// <summary>Who wrote this version.</summary>
    public required Provenance By { get; init; }

    /// <summary>Who wrote its title or description, where this version's author only touched it otherwise; null when that is <see cref="By"/>.</summary>
    public Provenance? SavedBy { get; init; }

    /// <summary>When they were written; null when that is <see cref="UpdatedAt"/>.</summary>
    public DateTimeOffset? SavedAt { get; init; }

    /// <summary>Who wrote the first.</summary>
    public required Provenance CreatedBy { get; init; }

    /// <summary>Whether it is past its time and not finished.</summary>
    public bool IsOverdue(DateTimeOffset now) => DueAt <= now && !TaskState.Finished.Contains(Status);
}

/// <summary>A task's statuses.</summary>
public static class TaskState
{
    public const string Open = HandoffStatus.Open;
    public const string Claimed = HandoffStatus.Claimed;
    public const string Blocked = "blocked";
    public const string Done = HandoffStatus.Done;
    public const string Failed = "failed";
    public const string Cancelled = "cancelled";

    /// <summary>All of them, in the order of a life.</summary>
    public static ImmutableArray<string> All { get; } = [Open, Claimed, Blocked, Done, Failed, Cancelled];

    /// <summary>Those in which nobody works on it any more.</summary>
    public static ImmutableArray<string> Finished { get; } = [Done, Failed, Cancelled];

    /// <summary>Those that can be written; a task becomes claimed by claiming it.</summary>
    public static ImmutableArray<string> Writable { get; } = [Open, Blocked, Done, Failed, Cancelled];
}
