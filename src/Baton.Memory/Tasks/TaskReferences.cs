using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Storage;

namespace Baton.Memory.Tasks;

/// <summary>Makes whole ids of what a task names: its parent and its result.</summary>
internal static class TaskReferences
{
    /// <summary>How deep tasks may lie within each other.</summary>
    private const int Deepest = 32;

    public static async ValueTask<Outcome<TaskFields>> ResolveAsync(IMemoryReader reader, Scope scope, TaskFields fields, string? task, string project)
    {
        if (fields.Parent.HasValue)
        {
            if (!(await ParentAsync(reader, scope, fields.Parent.Or(""), task, project)).TryGet(out var parent, out var failure)) return failure;
            fields = fields with { Parent = parent };
        }
        if (fields.Result.HasValue)
        {
            if (!(await FindAsync(reader, scope, RecordKind.Memory, fields.Result.Or(""), "/result")).TryGet(out var result, out var failure)) return failure;
            fields = fields with { Result = result.Id };
        }
        return fields;
    }

    private static async ValueTask<Outcome<string>> ParentAsync(IMemoryReader reader, Scope scope, string named, string? task, string project)
    {
        if (!(await FindAsync(reader, scope, RecordKind.Task, named, "/parent")).TryGet(out var parent, out var failure)) return failure;
        if (parent.Project != project)
        {
            return Fail.Invalid($"{parent.Id} is in project '{parent.Project}', this task in '{project}'.", "/parent", "A task and its parts lie in one project.");
        }
        var above = TaskReader.Read(parent);
        for (var depth = 1; ; depth++)
        {
            if (above.Id == task) return Fail.Invalid($"{parent.Id} is this task, or a part of it.", "/parent", "Choose a task that is not below it.");
            if (depth == Deepest) return Fail.TooLarge("The line of parents", depth + 1, Deepest, "tasks", "/parent");
            if (above.Parent is null || await reader.GetAsync(scope, above.Parent) is not { } next) return parent.Id;
            above = TaskReader.Read(next);
        }
    }

    private static async ValueTask<Outcome<StoredVersion>> FindAsync(IMemoryReader reader, Scope scope, RecordKind kind, string named, string path)
    {
        if (!(await RecordFinder.ResolveIdAsync(reader, scope, named, kind, path)).TryGet(out var id, out var failure)) return failure;
        return await reader.GetAsync(scope, id) is { } found ? found : RecordFinder.NoSuchId(named, kind, path);
    }
}
