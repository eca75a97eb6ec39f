using Baton.Memory.Storage;

namespace Baton.Memory.Records;

/// <summary>
/// One kind of record as those see it who handle every kind alike: rewind and import. What a row holds follows from the
/// record's data, so a row can be made again from it.
/// </summary>
internal interface IRecordCodec
{
    RecordKind Kind { get; }

    /// <summary>The row of a version, with the text to index.</summary>
    /// <param name="data">What <see cref="StoredVersion.Data"/> held.</param>
    /// <param name="body">The body's bytes; empty when there is none.</param>
    /// <exception cref="System.Text.Json.JsonException">The data is not of this kind.</exception>
    StoredVersion Revive(ReadOnlyMemory<byte> data, ReadOnlyMemory<byte> body);

    /// <summary>The same state as another version.</summary>
    StoredVersion Restamp(StoredVersion state, VersionStamp stamp, ReadOnlyMemory<byte> body);
}

/// <summary>What tells one version from another of the same state.</summary>
/// <param name="Version">Its number.</param>
/// <param name="At">When it is recorded.</param>
/// <param name="By">Who writes it.</param>
/// <param name="DeletedAt">Marks it deleted; null restores.</param>
internal sealed record VersionStamp(int Version, DateTimeOffset At, Provenance By, DateTimeOffset? DeletedAt);
