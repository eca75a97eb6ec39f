using System.Collections.Immutable;
using Baton.Memory.Callers;
using Baton.Memory.Claims;
using Baton.Memory.Idempotency;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Projects;
using Baton.Memory.Records;
using Baton.Memory.Safety;
using Baton.Memory.Storage;

namespace Baton.Memory.Tasks;

/// <summary>Changes a task's fields and moves it from status to status.</summary>
internal sealed class TaskUpdating(MemoryContext context)
{
    private const string Operation = "task_update";

    public async ValueTask<Outcome<TaskWritten>> UpdateAsync(MemoryCaller caller, TaskUpdateRequest request, CancellationToken cancellationToken)
    {
        if (request.Fields.IsEmpty && request.Status is null) return Fail.Invalid("There is nothing to change.", "", "Give status or at least one field.");
        if ((TaskRules.Status(request.Status) ?? TaskRules.Check(request.Fields, context.Limits)) is { } wrong) return wrong;
        var found = await context.Store.ReadAsync(
            reader => RecordFinder.ProjectOfAsync(reader, caller, RecordKind.Task, request.Ref, context.Clock.Now), cancellationToken);
        if (!found.TryGet(out var project, out var failure)) return failure;
        var screening = new Screening(project);
        var clean = request with { Fields = TaskScreening.Clean(request.Fields, screening) };
        if (screening.Refusal is { } refusal) return refusal;
        return await context.Store.WriteAsync(writer => IdempotencyGate.RunAsync(
            writer, caller, Operation, request.Idempotency, context.Clock.Now, TaskWrittenCodec.Instance,
            () => WriteAsync(writer, caller, clean, screening)), cancellationToken);
    }

    private async ValueTask<Outcome<TaskWritten>> WriteAsync(IMemoryWriter writer, MemoryCaller caller, TaskUpdateRequest request, Screening screening)
    {
        var now = context.Clock.Now;
        var scope = MemoryContext.ScopeOf(caller, now);
        if (!(await RecordFinder.FindAsync(writer, caller, scope, RecordKind.Task, request.Ref)).TryGet(out var stored, out var failure)) return failure;
        if (ProjectResolver.RefuseWrite(caller, stored.Project) is { } refused) return refused;
        if (await VersionGuard.CheckAsync(writer, scope, stored, request.IfMatch) is { } stale) return stale;
        var current = TaskReader.Read(stored);
        if (request.Status is { } to)
        {
            if (ClaimRules.RefuseStatus(current, request.ClaimToken, now) is { } held) return held;
            if (TaskTransitions.Refuse(current, to, now, "/status") is { } illegal) return illegal;
        }
        if (!(await TaskReferences.ResolveAsync(writer, scope, request.Fields, current.Id, current.Project)).TryGet(out var fields, out var unknown)) return unknown;

        var next = TaskPatching.Apply(TaskRow.Next(current, now, MemoryContext.By(caller, Operation)), fields, screening.Suspicious, caller, now);
        if (request.Status is { } status) next = next with { Status = status, Claim = null };
        await writer.PutVersionAsync(TaskRow.Of(next, TaskRow.SearchOf(next)));
        return new TaskWritten(next, now, screening.Redacted, [.. screening.Warnings, .. await UnfinishedAsync(writer, scope, next, request.Status)]);
    }

    private static async ValueTask<ImmutableArray<string>> UnfinishedAsync(IMemoryReader reader, Scope scope, TaskRecord task, string? status)
    {
        if (status is null || !TaskState.Finished.Contains(status)) return [];
        var count = await TaskSubtasks.CountUnfinishedAsync(reader, scope, task);
        return count == 0 ? [] : [$"{count} subtask(s) are not finished; task_get lists them."];
    }
}
