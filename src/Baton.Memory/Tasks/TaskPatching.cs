using System.Collections.Immutable;
using Baton.Memory.Callers;
using Baton.Memory.Records;
using Baton.Memory.Safety;

namespace Baton.Memory.Tasks;

/// <summary>Puts the given fields over a task; the others stay.</summary>
internal static class TaskPatching
{
    public static TaskRecord Apply(TaskRecord task, TaskFields fields, ImmutableArray<SuspiciousMark> found, MemoryCaller caller, DateTimeOffset now) => task with
    {
        Title = fields.Title.Or(task.Title),
        Description = fields.Description.Over(task.Description),
        To = fields.To.Over(task.To)?.Trim(),
        Priority = fields.Priority.Apply(task.Priority, 0),
        DueAt = fields.DueAt.OverValue(task.DueAt),
        Parent = fields.Parent.Over(task.Parent),
        Result = fields.Result.Over(task.Result),
        Outcome = fields.Outcome.HasValue ? new WorkOutcome(fields.Outcome.Or(""), caller.Principal, now) : fields.Outcome.Cleared ? null : task.Outcome,
        Tags = [.. fields.Tags.Apply(task.Tags, []).Select(tag => tag.Trim()).Distinct(StringComparer.Ordinal)],
        Labels = fields.Labels.Apply(task.Labels, ImmutableSortedDictionary<string, string>.Empty),
        SavedBy = fields.Title.Given || fields.Description.Given ? null : task.SavedBy,
        SavedAt = fields.Title.Given || fields.Description.Given ? null : task.SavedAt,
        Suspicious = SuspiciousMarks.Replace(task.Suspicious, found, TaskScreening.GivenFields(fields)),
    };
}
