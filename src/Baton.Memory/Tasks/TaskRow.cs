using Baton.Memory.Records;
using Baton.Memory.Search;
using Baton.Memory.Storage;
using Baton.Memory.Time;

namespace Baton.Memory.Tasks;

/// <summary>A task as the store keeps it. Its thread is its parent's id, so that subtasks are found as a thread is.</summary>
internal static class TaskRow
{
    /// <param name="task">The version to write.</param>
    /// <param name="search">Null when nothing searchable changed.</param>
    public static StoredVersion Of(TaskRecord task, SearchText? search) => new()
    {
        Id = task.Id,
        Kind = RecordKind.Task,
        Version = task.Version,
        Project = task.Project,
        Key = task.Key,
        Owner = task.CreatedBy.Principal,
        Thread = task.Parent,
        Status = task.Status,
        ClaimUntil = task.Claim?.Until,
        To = task.To,
        Tags = task.Tags,
        Priority = task.Priority,
        CreatedAt = task.CreatedAt,
        RecordedAt = task.UpdatedAt,
        DeletedAt = task.DeletedAt,
        By = task.By,
        CreatedBy = task.CreatedBy,
        Data = TaskWriter.ToData(task),
        Search = search,
    };

    /// <summary>The next version of a task, with everything that names it.</summary>
    public static TaskRecord Next(TaskRecord current, DateTimeOffset now, Provenance by)
        => Kept(current) with { Version = current.Version + 1, UpdatedAt = MemoryClock.NotBefore(current.UpdatedAt, now), By = by };

    /// <summary>A task whose text stays its author's whoever writes the next version.</summary>
    public static TaskRecord Kept(TaskRecord task) => task with { SavedBy = task.SavedBy ?? task.By, SavedAt = task.SavedAt ?? task.UpdatedAt };

    public static SearchText SearchOf(TaskRecord task)
        => Indexing.Of($"{task.Title} {task.Key}", string.Join(' ', [.. task.Tags, task.CreatedBy.Principal, task.To ?? ""]), TextOf(task));

    /// <summary>What a search shows of a task.</summary>
    public static SearchDocument DocumentOf(StoredVersion stored)
    {
        var task = TaskReader.Read(stored);
        return new SearchDocument($"{task.Title} {task.Key} {string.Join(' ', task.Tags)}", TextOf(task));
    }

    private static string TextOf(TaskRecord task) => $"{task.Title}\n{task.Description}\n{task.Outcome?.Text}".TrimEnd();
}
