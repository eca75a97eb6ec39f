namespace Baton.Memory.Storage;

/// <summary>What is left of a record that an operator destroyed: that it was there, and who destroyed it when and why.</summary>
/// <param name="Id">The record's id, never given again.</param>
/// <param name="Kind">What it was.</param>
/// <param name="At">When it was destroyed.</param>
/// <param name="By">The operator, and the one command.</param>
/// <param name="Why">The operator's reason; may be empty.</param>
public sealed record Tombstone(string Id, RecordKind Kind, DateTimeOffset At, Provenance By, string Why);

/// <summary>A tombstone and its place in the order of all.</summary>
public readonly record struct TombstoneRow(long Sequence, Tombstone Tombstone);

/// <summary>What a purge destroyed.</summary>
/// <param name="Records">Records, each with all its versions, texts and links.</param>
/// <param name="Versions">Versions of them.</param>
/// <param name="Segments">Parts of bodies that nothing else refers to.</param>
public sealed record Purged(int Records, long Versions, long Segments);
