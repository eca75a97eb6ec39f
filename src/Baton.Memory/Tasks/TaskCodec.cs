using Baton.Memory.Records;
using Baton.Memory.Storage;

namespace Baton.Memory.Tasks;

/// <inheritdoc/>
internal sealed class TaskCodec : IRecordCodec
{
    public RecordKind Kind => RecordKind.Task;

    public StoredVersion Revive(ReadOnlyMemory<byte> data, ReadOnlyMemory<byte> body)
    {
        var task = TaskReader.Read(data.Span);
        return TaskRow.Of(task, TaskRow.SearchOf(task)) with { Data = data };
    }

    public StoredVersion Restamp(StoredVersion state, VersionStamp stamp, ReadOnlyMemory<byte> body)
    {
        var task = TaskRow.Kept(TaskReader.Read(state)) with
        {
            Version = stamp.Version,
            UpdatedAt = stamp.At,
            By = stamp.By,
            DeletedAt = stamp.DeletedAt,
        };
        return TaskRow.Of(task, TaskRow.SearchOf(task));
    }
}
