using System.Collections.Immutable;
using Baton.Memory.Callers;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Projects;
using Baton.Memory.Records;
using Baton.Memory.Search;
using Baton.Memory.Storage;

namespace Baton.Memory.Tasks;

/// <summary>Lists tasks, newest first, searches them, best first, and reads one.</summary>
internal sealed class TaskListing(MemoryContext context)
{
    private readonly SearchPipeline _pipeline = new((_, stored) => ValueTask.FromResult(TaskRow.DocumentOf(stored)));

    public async ValueTask<Outcome<TasksFound>> FindAsync(MemoryCaller caller, TaskSearchRequest request, CancellationToken cancellationToken)
    {
        if (ProjectFilter.Refuse(caller, request.Filter.Project) is { } refused) return refused;
        if (request.Query is { } query && Fail.IfOver("query", query, context.Limits.QueryBytes, "/query") is { } large) return large;
        return await context.Store.ReadAsync<Outcome<TasksFound>>(async reader =>
        {
            var scope = MemoryContext.ScopeOf(caller, context.Clock.Now);
            if (!(await FilterAsync(reader, scope, request.Filter)).TryGet(out var filter, out var failure)) return failure;
            return await (string.IsNullOrWhiteSpace(request.Query) ? ListAsync(reader, scope, filter, request) : SearchAsync(reader, scope, filter, request));
        }, cancellationToken);
    }

    public ValueTask<Outcome<TaskGot>> GetAsync(MemoryCaller caller, RecordRef named, bool history, CancellationToken cancellationToken)
        => context.Store.ReadAsync<Outcome<TaskGot>>(async reader =>
        {
            var scope = MemoryContext.ScopeOf(caller, context.Clock.Now);
            if (!(await RecordFinder.FindAsync(reader, caller, scope, RecordKind.Task, named)).TryGet(out var stored, out var failure)) return failure;
            var task = TaskReader.Read(stored);
            var (subtasks, more) = await TaskSubtasks.ListAsync(reader, scope, task);
            ImmutableArray<TaskRecord> versions = history ? [.. (await reader.HistoryAsync(scope, task.Id)).Select(version => TaskReader.Read(version))] : [];
            return new TaskGot(task, subtasks, more, versions, scope.Now);
        }, cancellationToken);

    private static async ValueTask<Outcome<RecordFilter>> FilterAsync(IMemoryReader reader, Scope scope, TaskFilter asked)
    {
        var filter = asked.ToRecordFilter();
        if (asked.Parent is null) return filter;
        if (!(await RecordFinder.ResolveIdAsync(reader, scope, asked.Parent, RecordKind.Task, "/parent")).TryGet(out var parent, out var failure)) return failure;
        return filter with { Thread = parent };
    }

    private static async ValueTask<Outcome<TasksFound>> ListAsync(IMemoryReader reader, Scope scope, RecordFilter filter, TaskSearchRequest request)
    {
        if (!ListCursor.Decode(request.Cursor, request.Filter.Fingerprint).TryGet(out var after, out var failure)) return failure;
        var page = await reader.ListAsync(scope, filter, new PageRequest(request.Limit, after));
        return new TasksFound(
            [.. page.Rows.Select(row => new TaskFound(TaskReader.Read(row), null))],
            scope.Now, ListCursor.Encode(page.Next, request.Filter.Fingerprint), await reader.CountAsync(scope, filter), null);
    }

    private async ValueTask<Outcome<TasksFound>> SearchAsync(IMemoryReader reader, Scope scope, RecordFilter filter, TaskSearchRequest request)
    {
        var question = new SearchQuestion
        {
            Query = request.Query!,
            Scope = scope,
            Filter = filter,
            Limit = request.Limit,
            Cursor = request.Cursor,
            ShowsDuplicates = request.ShowsDuplicates,
            Fingerprint = request.Query + "\n" + request.Filter.Fingerprint,
        };
        if (!(await _pipeline.RunAsync(reader, question)).TryGet(out var found, out var failure)) return failure;
        return new TasksFound(
            [.. found.Hits.Select(hit => new TaskFound(TaskReader.Read(hit.Record), hit))], scope.Now, found.NextCursor, found.Total, found);
    }
}
