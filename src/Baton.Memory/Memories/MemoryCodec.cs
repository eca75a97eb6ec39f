using Baton.Memory.Records;
using Baton.Memory.Storage;

namespace Baton.Memory.Memories;

/// <inheritdoc/>
internal sealed class MemoryCodec : IRecordCodec
{
    public RecordKind Kind => RecordKind.Memory;

    public StoredVersion Revive(ReadOnlyMemory<byte> data, ReadOnlyMemory<byte> body)
        => MemoryRow.Of(MemoryReader.Read(data)) with { Data = data };

    public StoredVersion Restamp(StoredVersion state, VersionStamp stamp, ReadOnlyMemory<byte> body)
        => MemoryRow.Of(MemoryRow.Kept(MemoryReader.Read(state)) with
        {
            Version = stamp.Version,
            UpdatedAt = stamp.At,
            By = stamp.By,
            DeletedAt = stamp.DeletedAt,
        });
}
