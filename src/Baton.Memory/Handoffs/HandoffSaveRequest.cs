using System.Collections.Immutable;
using Baton.Memory.Idempotency;
using Baton.Memory.Records;
using Baton.Memory.Safety;

namespace Baton.Memory.Handoffs;

/// <summary>What to save as a handoff, or as the next version of the one that has the key. Fields left out keep their value.</summary>
public sealed record HandoffSaveRequest
{
    public required string Summary { get; init; }
    public string? Project { get; init; }

    /// <summary>Null derives a new one.</summary>
    public string? Key { get; init; }
    public Patch<string> Thread { get; init; }
    public Patch<string> Title { get; init; }

    /// <summary>UTF-8 bytes, kept as they are.</summary>
    public Patch<ReadOnlyMemory<byte>> Body { get; init; }
    public Patch<ImmutableArray<string>> Decisions { get; init; }
    public Patch<ImmutableArray<string>> Pending { get; init; }
    public Patch<ImmutableArray<string>> Changed { get; init; }
    public Patch<ImmutableArray<string>> NextActions { get; init; }
    public Patch<ImmutableArray<string>> Blockers { get; init; }
    public Patch<ImmutableArray<FileNote>> Files { get; init; }
    public Patch<ImmutableArray<string>> Refs { get; init; }
    public Patch<ImmutableArray<string>> Tags { get; init; }

    /// <summary><c>open</c>, <c>done</c> or <c>archived</c>; a claim is made with a claim.</summary>
    public Patch<string> Status { get; init; }
    public Patch<string> To { get; init; }
    public Patch<int> Priority { get; init; }
    public Patch<TimeSpan> TimeToLive { get; init; }
    public Patch<bool> Pinned { get; init; }
    public Patch<ImmutableSortedDictionary<string, string>> Labels { get; init; }

    /// <summary>The version the author had seen.</summary>
    public int? IfMatch { get; init; }

    /// <summary>Refuses to make a version of an existing handoff.</summary>
    public bool ErrorOnConflict { get; init; }
    public IdempotencyKey? Idempotency { get; init; }
}

/// <summary>A saved handoff, what was replaced in it and what to know about it.</summary>
public sealed record HandoffSaved(Handoff Handoff, ImmutableArray<Redaction> Redacted, ImmutableArray<string> Warnings);
