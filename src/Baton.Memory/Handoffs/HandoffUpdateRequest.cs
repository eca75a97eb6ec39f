using System.Collections.Immutable;
using Baton.Memory.Operations;
using Baton.Memory.Records;
using Baton.Memory.Safety;

namespace Baton.Memory.Handoffs;

/// <summary>What to change about a handoff without saving its content anew.</summary>
public sealed record HandoffUpdateRequest
{
    public required RecordRef Ref { get; init; }
    public Patch<string> Status { get; init; }
    public Patch<ImmutableArray<string>> NextActions { get; init; }
    public Patch<ImmutableArray<string>> Tags { get; init; }

    /// <summary>What was done with it.</summary>
    public Patch<string> Outcome { get; init; }

    /// <summary>A remark to add.</summary>
    public string? Comment { get; init; }

    /// <summary>The id of a remark to take away; its author's principal only.</summary>
    public string? RemoveComment { get; init; }
    public Patch<TimeSpan> TimeToLive { get; init; }
    public Patch<bool> Pinned { get; init; }
    public Patch<ImmutableSortedDictionary<string, string>> Labels { get; init; }

    /// <summary>Needed for the status while a claim holds.</summary>
    public string? ClaimToken { get; init; }
    public int? IfMatch { get; init; }
}

/// <summary>An updated handoff.</summary>
public sealed record HandoffUpdated(Handoff Handoff, DateTimeOffset Now, ImmutableArray<Redaction> Redacted, ImmutableArray<string> Warnings);
