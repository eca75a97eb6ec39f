namespace Baton.Memory.Storage;

/// <summary>One write, for digests ("what changed since") and rewind.</summary>
public sealed record StoredChange(string Id, RecordKind Kind, string Project, int Version, DateTimeOffset At, Provenance By);

/// <summary>How much is kept, of what the scope may see.</summary>
/// <param name="Records">Records in force by kind.</param>
/// <param name="Versions">Versions in all.</param>
/// <param name="Bytes">Size of the store on disk, everything included.</param>
public sealed record StoreUsage(IReadOnlyDictionary<RecordKind, long> Records, long Versions, long Bytes);
