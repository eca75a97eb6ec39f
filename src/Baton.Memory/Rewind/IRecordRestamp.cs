using Baton.Memory.Storage;

namespace Baton.Memory.Rewind;

/// <summary>Writes a state of a record again, as another version of it: each kind of record knows how.</summary>
internal interface IRecordRestamp
{
    /// <summary>The state under a new stamp, with the text to index; nothing else about it changes.</summary>
    ValueTask<StoredVersion> RestampAsync(IMemoryReader reader, StoredVersion state, VersionStamp stamp);
}

/// <summary>What tells one version from another of the same state.</summary>
/// <param name="Version">Its number.</param>
/// <param name="At">When it is recorded.</param>
/// <param name="By">Who writes it.</param>
/// <param name="DeletedAt">Marks it deleted; null restores.</param>
internal sealed record VersionStamp(int Version, DateTimeOffset At, Provenance By, DateTimeOffset? DeletedAt);
