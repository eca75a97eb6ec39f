using System.Globalization;
using System.Text;
using Baton.Memory.Claims;
using Baton.Memory.Records;
using Baton.Memory.Text;
using Baton.Memory.Time;

namespace Baton.Memory.Tools;

/// <summary>Tasks as text for the model: facts of the store outside, everything that someone wrote inside a marked block.</summary>
internal static class TaskText
{
    public static string Receipt(string what, TaskRecord task, DateTimeOffset now)
        => string.Create(CultureInfo.InvariantCulture, $"{what} {task.Id} version {task.Version}, {State(task, now)}, project {HandoffText.Word(task.Project)}.");

    /// <summary>One line of a list.</summary>
    public static string Line(TaskRecord task, DateTimeOffset now)
    {
        var line = new StringBuilder();
        line.Append(CultureInfo.InvariantCulture, $"{task.Id} ({State(task, now)}{(task.Priority > 0 ? ", urgent" : "")}): {Excerpt.Line(task.Title, 300)}");
        if (task.To is { } to) line.Append(CultureInfo.InvariantCulture, $" [to {Excerpt.Line(to, 100)}]");
        if (task.DueAt is { } due) line.Append(CultureInfo.InvariantCulture, $" [due {Instants.ToMinute(due)}{(task.IsOverdue(now) ? ", overdue" : "")}]");
        return line.ToString();
    }

    public static BlockLabel Label(TaskRecord task)
        => new(task.Id, HandoffText.Author(task.SavedBy ?? task.By), task.Project, Instants.Format(task.SavedAt ?? task.UpdatedAt), HandoffText.Trust(task.Suspicious.Select(mark => mark.Reason)));

    private static string State(TaskRecord task, DateTimeOffset now)
        => task.ClaimAt(now) is { } claim
            ? $"claimed by {HandoffText.Word(ClaimRules.Holder(claim))} until {Instants.ToMinute(claim.Until)}"
            : task.StatusAt(now);
}
