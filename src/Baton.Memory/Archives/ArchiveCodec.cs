using Baton.Memory.Records;
using Baton.Memory.Storage;

namespace Baton.Memory.Archives;

/// <inheritdoc/>
internal sealed class ArchiveCodec : IRecordCodec
{
    public RecordKind Kind => RecordKind.Archive;

    public StoredVersion Revive(ReadOnlyMemory<byte> data, ReadOnlyMemory<byte> body) => ArchiveRow.Of(ArchiveReader.Read(data.Span), index: true) with { Data = data };

    /// <summary>A run of its own, since the versions between may hold text that this one does not.</summary>
    public StoredVersion Restamp(StoredVersion state, VersionStamp stamp, ReadOnlyMemory<byte> body)
    {
        var archive = ArchiveReader.Read(state);
        return ArchiveRow.Of(archive with
        {
            Version = stamp.Version,
            Chunk = null,
            Run = new ArchiveRun(stamp.Version, SameTextAs(archive)),
            UpdatedAt = stamp.At,
            By = stamp.By,
            DeletedAt = stamp.DeletedAt,
        }, index: true);
    }

    /// <summary>The version that this one only repeats, so that a text that came back twice is recognised as the same.</summary>
    private static int SameTextAs(Archive archive)
        => archive.Chunk is null && archive.Run.First == archive.Version && archive.Run.Base > 0 ? archive.Run.Base : archive.Version;
}
