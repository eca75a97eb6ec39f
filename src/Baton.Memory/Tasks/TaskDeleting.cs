using Baton.Memory.Callers;
using Baton.Memory.Claims;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Projects;
using Baton.Memory.Records;
using Baton.Memory.Storage;

namespace Baton.Memory.Tasks;

/// <summary>Marks a task deleted and brings it back.</summary>
internal sealed class TaskDeleting(MemoryContext context)
{
    private const string Operation = "task_delete";

    public ValueTask<Outcome<TaskRecord>> DeleteAsync(MemoryCaller caller, RecordRef named, bool restore, CancellationToken cancellationToken)
        => context.Store.WriteAsync<TaskRecord>(async writer =>
        {
            var now = context.Clock.Now;
            var scope = MemoryContext.ScopeOf(caller, now);
            var within = restore ? scope with { IncludeDeleted = true } : scope;
            if (!(await RecordFinder.FindAsync(writer, caller, within, RecordKind.Task, named)).TryGet(out var stored, out var failure)) return failure;
            if (ProjectResolver.RefuseWrite(caller, stored.Project) is { } refused) return refused;
            var task = TaskReader.Read(stored);
            if ((restore ? await RefuseRestoreAsync(writer, scope, task) : await RefuseDeleteAsync(writer, scope, task)) is { } kept) return kept;
            var next = TaskRow.Next(task, now, MemoryContext.By(caller, Operation));
            next = next with { DeletedAt = restore ? null : next.UpdatedAt };
            await writer.PutVersionAsync(TaskRow.Of(next, search: null));
            return next;
        }, cancellationToken);

    private static async ValueTask<Failure?> RefuseDeleteAsync(IMemoryReader reader, Scope scope, TaskRecord task)
    {
        if (task.ClaimAt(scope.Now) is { } claim) return ClaimRules.Held(task, claim, "/id");
        var count = await TaskSubtasks.CountAsync(reader, scope, task);
        return count == 0 ? null
            : Fail.Invalid($"{task.Id} has {count} subtask(s).", "/id", "Delete them first, or give them another parent with task_update.");
    }

    private async ValueTask<Failure?> RefuseRestoreAsync(IMemoryReader reader, Scope scope, TaskRecord task)
    {
        if (task.DeletedAt is null) return Fail.Invalid($"{task.Id} is not deleted.", "/restore");
        if (task.Key is not { } key || await reader.FindByKeyAsync(scope, RecordKind.Task, task.Project, key) is not { } taken)
        {
            return await RecordCount.RefuseAsync(reader, scope, context.Limits, 1);
        }
        return new Failure(FailureCode.Duplicate, $"Key '{key}' belongs to {taken.Id} now.") { Path = "/id", Hint = "Delete that one first." };
    }
}
