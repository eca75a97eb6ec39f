using System.Collections.Immutable;

namespace Baton.Memory.Storage;

/// <summary>
/// One version of one record: the columns a store filters by, and <see cref="Data"/>, the whole record as this room wrote
/// it. Never changed once written.
/// </summary>
public sealed record StoredVersion
{
    public required string Id { get; init; }
    public required RecordKind Kind { get; init; }

    /// <summary>1 for the first.</summary>
    public required int Version { get; init; }
    public required string Project { get; init; }

    /// <summary>Unique among records in force: handoffs within the project; memories within project, visibility and, when private, owner.</summary>
    public string? Key { get; init; }
    public Visibility Visibility { get; init; } = Visibility.Project;

    /// <summary>The principal that made the record.</summary>
    public required string Owner { get; init; }
    public string? Thread { get; init; }

    /// <summary>Place in the thread, counted by the writer.</summary>
    public long? Position { get; init; }

    /// <summary>Status as stored; a claim whose lease has lapsed counts as <c>open</c> in filters.</summary>
    public string? Status { get; init; }

    /// <summary>Until when the claim holds, where <see cref="Status"/> is <c>claimed</c>.</summary>
    public DateTimeOffset? ClaimUntil { get; init; }

    /// <summary>Whom it is addressed to: a principal or a role.</summary>
    public string? To { get; init; }

    /// <summary>A memory's type.</summary>
    public string? Type { get; init; }
    public ImmutableArray<string> Tags { get; init; } = [];
    public bool Pinned { get; init; }

    /// <summary>-1, 0 or 1.</summary>
    public int Priority { get; init; }

    /// <summary>0 to 1, or null.</summary>
    public double? Importance { get; init; }

    /// <summary>How far a memory is to be trusted (<c>stated</c>, <c>hypothesis</c>, <c>verified</c>), or null.</summary>
    public string? Layer { get; init; }

    /// <summary>When the record was first written.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When this version was recorded: the axis of <c>known_at</c>.</summary>
    public required DateTimeOffset RecordedAt { get; init; }
    public DateTimeOffset? ExpiresAt { get; init; }
    public DateTimeOffset? ValidFrom { get; init; }
    public DateTimeOffset? ValidTo { get; init; }

    /// <summary>Set on a version that marks the record deleted; a later version without it restores.</summary>
    public DateTimeOffset? DeletedAt { get; init; }

    /// <summary>The record that replaced this one.</summary>
    public string? SupersededBy { get; init; }

    /// <summary>SHA-256 in hex of the normalised text, to recognise text that comes back.</summary>
    public string? ContentHash { get; init; }

    /// <summary>Who wrote this version, and what they did.</summary>
    public required Provenance By { get; init; }

    /// <summary>Who wrote the first version; readers by <c>from</c> filter on its principal and client.</summary>
    public required Provenance CreatedBy { get; init; }

    /// <summary>The record as UTF-8 JSON, without the body.</summary>
    public required ReadOnlyMemory<byte> Data { get; init; }

    /// <summary>A handoff's body, or null.</summary>
    public StoredBody? Body { get; init; }

    /// <summary>
    /// The text to index; null keeps what the version before had indexed, so that a claim need not read and index a body
    /// again. Version 1 always has it; records that a store returns never do.
    /// </summary>
    public SearchText? Search { get; init; }
}

/// <summary>Bytes kept apart from the record, in segments so that an append writes only what is new.</summary>
/// <param name="Segments">SHA-256 of each segment, in order, as <see cref="IMemoryWriter.PutSegmentAsync"/> returned it.</param>
/// <param name="Bytes">Length of the whole.</param>
/// <param name="Sha256">SHA-256 of the whole, lower-case hex.</param>
public sealed record StoredBody(ImmutableArray<string> Segments, long Bytes, string Sha256);

/// <summary>What full-text search sees of a record, by field.</summary>
/// <param name="Title">Title or key: weighs most.</param>
/// <param name="Keywords">Tags, identifiers split and whole, file names, author.</param>
/// <param name="Text">Everything else.</param>
public sealed record SearchText(string Title, string Keywords, string Text);

/// <summary>A version and its place in the order of all writes.</summary>
public readonly record struct StoredRow(long Sequence, StoredVersion Version);
