using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Text;
using Baton.Memory.Time;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.Ainote;

/// <summary>Which tasks <c>list_tasks</c> asks for; days are days of the dialect's zone, both ends included.</summary>
internal sealed record TaskFilterOf(
    string? Status, bool? Important, string? Location, string? Category, DayRange Due, DayRange Completed, DayRange Created, bool? Overdue, bool? DueToday, bool? Notified, DateTimeOffset Now, DayRange Today)
{
    public static Outcome<TaskFilterOf> Read(Arguments arguments, AinoteDesk desk)
    {
        if (!Between("due", arguments, desk).TryGet(out var due, out var wrong) || !Between("completed", arguments, desk).TryGet(out var completed, out wrong)
            || !Between("created", arguments, desk).TryGet(out var created, out wrong)) return wrong;
        var today = DateOnly.FromDateTime(desk.LocalNow.DateTime);
        bool? Flag(string name) => arguments.Has(name) ? arguments.Flag(name) : null;
        return new TaskFilterOf(
            arguments.Filled("status"), Flag("is_important"), arguments.Filled(TaskLabels.Location), arguments.Filled(TaskLabels.Category), due, completed, created,
            Flag("overdue"), Flag("due_today"), Flag("has_notification"), desk.Context.Clock.Now, new DayRange(desk.At(today, TimeOnly.MinValue), desk.At(today.AddDays(1), TimeOnly.MinValue)));
    }

    public bool Takes(TaskRecord task)
        => (Status is null || TaskJson.StatusOf(task) == Status)
        && (Important is null || (task.Priority > 0) == Important)
        && (Location is null || task.Labels.GetValueOrDefault(TaskLabels.Location)?.Contains(Location, StringComparison.OrdinalIgnoreCase) == true)
        && (Category is null || task.Labels.GetValueOrDefault(TaskLabels.Category) == Category)
        && Due.Takes(task.DueAt) && Completed.Takes(TaskJson.CompletedAt(task)) && Created.Takes(task.CreatedAt)
        && (Overdue is null || task.IsOverdue(Now) == Overdue)
        && (DueToday is null || (task.DueAt is not null && Today.Takes(task.DueAt)) == DueToday)
        && (Notified is null || task.Labels.ContainsKey(TaskLabels.Notification) == Notified);

    /// <summary>In the order asked for; the newest first where none is.</summary>
    public static IEnumerable<TaskRecord> Sorted(IEnumerable<TaskRecord> tasks, string? by, bool descending)
    {
        Func<TaskRecord, IComparable?>? key = by switch
        {
            "due_date" => task => task.DueAt ?? DateTimeOffset.MaxValue,
            "created_at" => task => task.CreatedAt,
            "completed_at" => task => TaskJson.CompletedAt(task) ?? DateTimeOffset.MaxValue,
            "updated_at" => task => task.UpdatedAt,
            "is_important" => task => task.Priority,
            _ => null,
        };
        return key is null ? tasks : descending ? tasks.OrderByDescending(key) : tasks.OrderBy(key);
    }

    private static Outcome<DayRange> Between(string what, Arguments arguments, AinoteDesk desk)
    {
        if (!Bound($"{what}_date_start", arguments, desk, 0).TryGet(out var start, out var wrong) || !Bound($"{what}_date_end", arguments, desk, 1).TryGet(out var end, out wrong)) return wrong;
        return new DayRange(start.Value, end.Value);
    }

    private static Outcome<Moment> Bound(string name, Arguments arguments, AinoteDesk desk, int daysAfter)
    {
        if (arguments.Filled(name) is not { } text) return new Moment(null);
        if (HandoffName.TryDate(text, out var date))
        {
            var day = Math.Min(date.DayNumber + daysAfter, DateOnly.MaxValue.DayNumber);
            return new Moment(desk.At(DateOnly.FromDayNumber(day), TimeOnly.MinValue));
        }
        return Instants.TryParse(text, out var instant, out _) ? new Moment(instant) : Fail.Invalid($"'{Excerpt.Line(text, 40)}' is no date.", $"/{name}", "Use YYYY-MM-DD.");
    }
}

/// <summary>From and until, each perhaps open.</summary>
internal readonly record struct DayRange(DateTimeOffset? Start, DateTimeOffset? End)
{
    /// <param name="at">The moment in question; none is in no span that has a bound.</param>
    public bool Takes(DateTimeOffset? at)
        => (Start is null && End is null) || (at is { } moment && (Start is not { } start || moment >= start) && (End is not { } end || moment < end));
}
