using Baton.Memory.Callers;
using Baton.Memory.Claims;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Storage;

namespace Baton.Memory.Tasks;

/// <summary>Gives a task to exactly one.</summary>
internal sealed class TaskClaiming(MemoryContext context) : IClaimKind<TaskRecord>
{
    public RecordKind Kind => RecordKind.Task;

    public string Operation => "task_claim";

    public async ValueTask<Outcome<TaskClaimed>> ClaimAsync(MemoryCaller caller, TaskClaimRequest request, CancellationToken cancellationToken)
        => (await new Claiming<TaskRecord>(context, this).ClaimAsync(caller, request, cancellationToken)).TryGet(out var claimed, out var failure)
            ? new TaskClaimed(claimed.Record, claimed.Now, claimed.Token) { Warnings = claimed.Warnings }
            : failure;

    public TaskRecord Read(ReadOnlySpan<byte> data) => TaskReader.Read(data);

    public ReadOnlyMemory<byte> ToData(TaskRecord record) => TaskWriter.ToData(record);

    public TaskRecord Next(TaskRecord current, string status, WorkClaim? claim, DateTimeOffset now, Provenance by)
        => TaskRow.Next(current, now, by) with { Status = status, Claim = claim };

    public StoredVersion RowOf(TaskRecord record) => TaskRow.Of(record, search: null);

    public Failure NotOpen(TaskRecord record, string status) => TaskTransitions.Refuse(record, TaskState.Claimed, record.UpdatedAt, "/id")!;
}
