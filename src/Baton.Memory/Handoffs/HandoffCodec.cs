using Baton.Memory.Records;
using Baton.Memory.Storage;

namespace Baton.Memory.Handoffs;

/// <inheritdoc/>
internal sealed class HandoffCodec : IRecordCodec
{
    public RecordKind Kind => RecordKind.Handoff;

    public StoredVersion Revive(ReadOnlyMemory<byte> data, ReadOnlyMemory<byte> body)
    {
        var handoff = HandoffReader.Read(data.Span);
        return HandoffRow.Of(handoff, HandoffRow.SearchOf(handoff, body.Span)) with { Data = data };
    }

    public StoredVersion Restamp(StoredVersion state, VersionStamp stamp, ReadOnlyMemory<byte> body)
    {
        var was = HandoffReader.Read(state);
        var handoff = was with
        {
            Version = stamp.Version,
            UpdatedAt = stamp.At,
            By = stamp.By,
            SavedBy = was.SavedBy ?? was.By,
            DeletedAt = stamp.DeletedAt,
        };
        return HandoffRow.Of(handoff, HandoffRow.SearchOf(handoff, body.Span));
    }
}
