using System.Collections.Immutable;
using Baton.Memory.Callers;
using Baton.Memory.Safety;
using Baton.Memory.Storage;

namespace Baton.Memory.Records;

/// <summary>Work to resume, at one version. Its body lies apart: see <see cref="Body"/>.</summary>
public sealed record Handoff : IClaimable
{
    public required string Id { get; init; }

    /// <summary>Unique within the project.</summary>
    public required string Key { get; init; }
    public required string Project { get; init; }
    public required int Version { get; init; }
    public string? Thread { get; init; }
    public string? Title { get; init; }
    public required string Summary { get; init; }

    /// <summary>Where the body's bytes lie, their number and hash; null when there is none.</summary>
    public StoredBody? Body { get; init; }
    public ImmutableArray<string> Decisions { get; init; } = [];
    public ImmutableArray<string> Pending { get; init; } = [];
    public ImmutableArray<string> Changed { get; init; } = [];
    public ImmutableArray<string> NextActions { get; init; } = [];
    public ImmutableArray<string> Blockers { get; init; } = [];
    public ImmutableArray<FileNote> Files { get; init; } = [];

    /// <summary>Ids of memories and handoffs.</summary>
    public ImmutableArray<string> Refs { get; init; } = [];
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>As written; ask <see cref="ClaimableState.StatusAt"/> for what it is.</summary>
    public string Status { get; init; } = HandoffStatus.Open;
    public WorkClaim? Claim { get; init; }

    /// <summary>A principal or a role, or null for anyone. Routes, never hides.</summary>
    public string? To { get; init; }
    public int Priority { get; init; }
    public DateTimeOffset? ExpiresAt { get; init; }
    public bool Pinned { get; init; }
    public ImmutableArray<Comment> Comments { get; init; } = [];
    public WorkOutcome? Outcome { get; init; }

    /// <summary>The client's working folder when it was saved.</summary>
    public Workspace? Workspace { get; init; }
    public ImmutableArray<SuspiciousMark> Suspicious { get; init; } = [];

    /// <summary>Words of other vocabularies that are kept but decide nothing, such as a dialect's own status.</summary>
    public ImmutableSortedDictionary<string, string> Labels { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Handoffs this one was merged from.</summary>
    public ImmutableArray<string> MergedFrom { get; init; } = [];
    public AppendState? Append { get; init; }

    /// <summary>The replaced secret that the body ends with, whose rest may come with the next chunk.</summary>
    public OpenSecret? OpenSecret { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its content was last written, as opposed to claims, comments and statuses.</summary>
    public required DateTimeOffset SavedAt { get; init; }

    /// <summary>When this version was recorded.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }
    public DateTimeOffset? DeletedAt { get; init; }

    /// <summary>Who wrote this version.</summary>
    public required Provenance By { get; init; }

    /// <summary>Who last wrote its content, where that is not who wrote this version: who claims or comments on a text is not its author.</summary>
    public Provenance? SavedBy { get; init; }

    /// <summary>Who wrote the first.</summary>
    public required Provenance CreatedBy { get; init; }
}
