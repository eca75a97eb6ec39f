using Baton.Memory.Callers;
using Baton.Memory.Handoffs;
using Baton.Memory.Idempotency;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Projects;
using Baton.Memory.Records;
using Baton.Memory.Safety;
using Baton.Memory.Storage;

namespace Baton.Memory.Tasks;

/// <summary>Saves a new task, or makes the next version of the one that has the key. The status is not its business.</summary>
internal sealed class TaskSaving(MemoryContext context)
{
    private const string Operation = "task_save";

    public async ValueTask<Outcome<TaskWritten>> SaveAsync(MemoryCaller caller, TaskSaveRequest request, CancellationToken cancellationToken)
    {
        if (!request.Fields.Title.Given) return Fail.Invalid("'title' is required.", "/title", "Say in one line what is to be done.");
        if ((HandoffRules.Key(request.Key, context.Limits, "/key") ?? TaskRules.Check(request.Fields, context.Limits)) is { } refused) return refused;
        var resolved = await context.Store.ReadAsync(
            reader => ProjectResolver.ResolveAsync(reader, caller, request.Project, context.Clock.Now), cancellationToken);
        if (!resolved.TryGet(out var project, out var failure)) return failure;
        var screening = new Screening(project);
        var clean = request with { Fields = TaskScreening.Clean(request.Fields, screening) };
        if (screening.Refusal is { } refusal) return refusal;
        return await context.Store.WriteAsync(writer => IdempotencyGate.RunAsync(
            writer, caller, Operation, request.Idempotency, context.Clock.Now, TaskWrittenCodec.Instance,
            () => WriteAsync(writer, caller, clean, project, screening)), cancellationToken);
    }

    private async ValueTask<Outcome<TaskWritten>> WriteAsync(
        IMemoryWriter writer, MemoryCaller caller, TaskSaveRequest request, Project project, Screening screening)
    {
        var now = context.Clock.Now;
        var scope = MemoryContext.ScopeOf(caller, now);
        var key = request.Key?.Trim();
        var stored = key is null ? null : await writer.FindByKeyAsync(scope, RecordKind.Task, project.Name, key);
        if (stored is null && request.IfMatch is not null)
        {
            return Fail.NotFound("There is no task with this key to match a version of.", "/if_match", "Save without if_match to make it.");
        }
        if (stored is not null && await VersionGuard.CheckAsync(writer, scope, stored, request.IfMatch) is { } stale) return stale;
        if (stored is null && await RecordCount.RefuseAsync(writer, scope, context.Limits, 1) is { } full) return full;
        if (!(await TaskReferences.ResolveAsync(writer, scope, request.Fields, stored?.Id, project.Name)).TryGet(out var fields, out var unknown)) return unknown;

        var by = MemoryContext.By(caller, Operation);
        await ProjectResolver.EnsureAsync(writer, project);
        var task = stored is null ? New(key, project.Name, now, by) : TaskRow.Next(TaskReader.Read(stored), now, by);
        task = TaskPatching.Apply(task, fields, screening.Suspicious, caller, now);
        await writer.PutVersionAsync(TaskRow.Of(task, TaskRow.SearchOf(task)));
        return new TaskWritten(task, now, screening.Redacted, screening.Warnings);
    }

    private TaskRecord New(string? key, string project, DateTimeOffset now, Provenance by) => new()
    {
        Id = context.Ids.Next(RecordKind.Task),
        Key = key,
        Project = project,
        Version = 1,
        Title = "",
        CreatedAt = now,
        UpdatedAt = now,
        By = by,
        CreatedBy = by,
    };
}
