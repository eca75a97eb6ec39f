using Baton.Memory.Records;
using Baton.Memory.Storage;

namespace Baton.Memory.Agents;

/// <inheritdoc/>
internal sealed class NoticeCodec : IRecordCodec
{
    public RecordKind Kind => RecordKind.Notice;

    public StoredVersion Revive(ReadOnlyMemory<byte> data, ReadOnlyMemory<byte> body) => NoticeRow.Of(NoticeReader.Read(data.Span)) with { Data = data };

    public StoredVersion Restamp(StoredVersion state, VersionStamp stamp, ReadOnlyMemory<byte> body)
        => NoticeRow.Of(NoticeReader.Read(state) with
        {
            Version = stamp.Version,
            UpdatedAt = stamp.At,
            By = stamp.By,
            DeletedAt = stamp.DeletedAt,
        });
}
