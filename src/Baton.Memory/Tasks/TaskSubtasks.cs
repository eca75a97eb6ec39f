using System.Collections.Immutable;
using Baton.Memory.Records;
using Baton.Memory.Storage;

namespace Baton.Memory.Tasks;

/// <summary>The tasks directly below another.</summary>
internal static class TaskSubtasks
{
    /// <summary>How many a reply lists.</summary>
    private const int Shown = 200;

    public static async ValueTask<(ImmutableArray<TaskRecord> Subtasks, long More)> ListAsync(IMemoryReader reader, Scope scope, TaskRecord task)
    {
        var filter = Below(task);
        var page = await reader.ListAsync(scope, filter, new PageRequest(Shown));
        var more = page.Next is null ? 0 : await reader.CountAsync(scope, filter) - page.Rows.Count;
        return ([.. page.Rows.Select(row => TaskReader.Read(row))], more);
    }

    public static ValueTask<long> CountAsync(IMemoryReader reader, Scope scope, TaskRecord task) => reader.CountAsync(scope, Below(task));

    public static ValueTask<long> CountUnfinishedAsync(IMemoryReader reader, Scope scope, TaskRecord task)
        => reader.CountAsync(scope, Below(task) with { Statuses = [TaskState.Open, TaskState.Claimed, TaskState.Blocked] });

    private static RecordFilter Below(TaskRecord task) => new() { Kind = RecordKind.Task, Project = task.Project, Thread = task.Id };
}
