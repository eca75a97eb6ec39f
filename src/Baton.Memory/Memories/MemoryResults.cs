using System.Collections.Immutable;
using Baton.Memory.Idempotency;
using Baton.Memory.Records;
using Baton.Memory.Safety;

namespace Baton.Memory.Memories;

/// <summary>Memories to save, all or none.</summary>
public sealed record MemorySaveRequest(ImmutableArray<MemoryFields> Memories, IdempotencyKey? Idempotency = null)
{
    /// <summary>Where the list stood, for the places in errors, such as <c>/memories</c>; null when there was one memory and no list.</summary>
    public string? ListPath { get; init; }

    /// <summary>Leaves out, with a warning, text that was just recalled, instead of refusing the whole.</summary>
    public bool SkipRecalled { get; init; }

    /// <summary>Of what has a place of its own, such as a message, a file or a document: it may say what was just recalled.</summary>
    public bool MayRepeat { get; init; }
}

/// <summary>A saved memory's identity.</summary>
public sealed record MemoryReceipt(string Id, string? Key, int Version, string Project);

/// <summary>A memory that is there already and close to one that was saved; what to do about it is the author's choice.</summary>
/// <param name="Index">Which of the saved ones.</param>
/// <param name="Id">The one that is there.</param>
/// <param name="Key">Its key, or null.</param>
/// <param name="Relation"><c>same</c>, <c>similar</c> or <c>may_contradict</c>.</param>
/// <param name="Score">How close, 0 to 1.</param>
/// <param name="Text">Its text, shortened.</param>
public sealed record SimilarMemory(int Index, string Id, string? Key, string Relation, double Score, string Text);

/// <summary>What a save gave.</summary>
public sealed record MemoriesSaved(
    ImmutableArray<MemoryReceipt> Memories, ImmutableArray<SimilarMemory> Similar, ImmutableArray<Redaction> Redacted, ImmutableArray<string> Warnings);

/// <summary>A memory, and its versions where they were asked for.</summary>
public sealed record MemoryGot(MemoryRecord Memory, ImmutableArray<MemoryRecord> History);

/// <summary>An updated memory.</summary>
public sealed record MemoryUpdated(MemoryRecord Memory, ImmutableArray<Redaction> Redacted, ImmutableArray<string> Warnings);
