using Baton.Memory.Handoffs;
using Baton.Memory.Limits;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Text;

namespace Baton.Memory.Tasks;

/// <summary>What a task's fields may hold, whoever calls.</summary>
internal static class TaskRules
{
    public static Failure? Check(TaskFields fields, MemoryLimits limits)
        => Title(fields, limits)
        ?? Fail.IfOver("description", fields.Description.Or(""), limits.ContentBytes, "/description")
        ?? HandoffRules.Name("to", fields.To, limits.NameLength)
        ?? (fields.Priority.Or(0) is < -1 or > 1 ? Fail.Invalid("priority is -1, 0 or 1.", "/priority") : null)
        ?? Fail.IfOver("outcome", fields.Outcome.Or(""), limits.SummaryBytes, "/outcome")
        ?? HandoffRules.Tags(fields.Tags, limits);

    public static Failure? Status(string? status)
    {
        if (status is null || TaskState.Writable.Contains(status)) return null;
        if (status == TaskState.Claimed) return Fail.Invalid("A task becomes claimed by claiming it.", "/status", "Call task_claim.");
        return Fail.Invalid($"'{Excerpt.Line(status, 40)}' is no status.", "/status", $"Use {string.Join(", ", TaskState.Writable)}.");
    }

    private static Failure? Title(TaskFields fields, MemoryLimits limits)
        => fields.Title.Given && string.IsNullOrWhiteSpace(fields.Title.Or(""))
            ? Fail.Invalid("title is empty.", "/title", "Say in one line what is to be done.")
            : HandoffRules.Title(fields.Title, limits);
}
