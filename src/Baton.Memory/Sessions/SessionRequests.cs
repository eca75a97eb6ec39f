using System.Collections.Immutable;
using Baton.Memory.Idempotency;
using Baton.Memory.Memories;
using Baton.Memory.Records;
using Baton.Memory.Safety;
using Baton.Memory.Storage;

namespace Baton.Memory.Sessions;

/// <summary>To learn, at the start of a session, what is open and known.</summary>
public sealed record SessionStartRequest
{
    public string? Project { get; init; }

    /// <summary>Narrows the handoffs.</summary>
    public string? Thread { get; init; }

    /// <summary>What the digest may cost.</summary>
    public long MaxTokens { get; init; } = 1500;
}

/// <summary>What a session should know at its start. Making it changes nothing.</summary>
/// <param name="Project">The project it is about.</param>
/// <param name="Text">The digest, raw.</param>
/// <param name="Handoffs">Those it names.</param>
/// <param name="Memories">Those it names.</param>
/// <param name="Changes">The newest write to each record since the caller last closed a session here, newest first; at most 50.</param>
/// <param name="Since">When that was; null for never.</param>
/// <param name="AsOf">The moment of the digest.</param>
public sealed record SessionDigest(
    string Project,
    string Text,
    ImmutableArray<Handoff> Handoffs,
    ImmutableArray<MemoryRecord> Memories,
    ImmutableArray<StoredChange> Changes,
    DateTimeOffset? Since,
    DateTimeOffset AsOf);

/// <summary>What a session leaves behind, in one call at its end.</summary>
public sealed record SessionCloseRequest
{
    public required string Summary { get; init; }
    public string? Project { get; init; }
    public string? Thread { get; init; }
    public ImmutableArray<string> Decisions { get; init; } = [];
    public ImmutableArray<string> Pending { get; init; } = [];
    public ImmutableArray<string> Changed { get; init; } = [];
    public ImmutableArray<string> NextActions { get; init; } = [];
    public ImmutableArray<string> Blockers { get; init; } = [];

    /// <summary>What stays true, to be saved as memories.</summary>
    public ImmutableArray<MemoryFields> Learned { get; init; } = [];

    /// <summary>The claim on the handoff that the session worked on; completes it.</summary>
    public string? ClaimToken { get; init; }
    public IdempotencyKey? Idempotency { get; init; }
}

/// <summary>A closed session.</summary>
/// <param name="Handoff">The handoff it left.</param>
/// <param name="Completed">The handoff it had resumed, now done; null when there was none.</param>
/// <param name="Saved">The memories it left, and what is similar to them.</param>
/// <param name="Redacted">Secrets that were replaced.</param>
/// <param name="Warnings">What else to know.</param>
public sealed record SessionClosed(
    Handoff Handoff, string? Completed, MemoriesSaved Saved, ImmutableArray<Redaction> Redacted, ImmutableArray<string> Warnings);
