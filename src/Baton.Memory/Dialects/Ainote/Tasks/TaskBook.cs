using System.Collections.Immutable;
using System.Globalization;
using Baton.Memory.Callers;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Server;
using Baton.Memory.Tasks;
using Baton.Memory.Text;
using Baton.Memory.Time;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.Ainote.Tasks;

/// <summary>Tasks as Ainote has them: what is to be done is the title, notes are the description, and what is important comes first.</summary>
internal sealed class TaskBook(AinoteDesk desk)
{
    public static ToolReply Shown(string what, TaskWritten written) => ScreenedReply.Of($"{what}: {written.Task.Id}, {TaskJson.StatusOf(written.Task)}.", written.Redacted, written.Warnings, json =>
    {
        json.WriteBoolean("success", true);
        json.WriteStartObject("task");
        TaskJson.Members(json, written.Task);
        json.WriteEndObject();
    });

    /// <summary>The failure of an id that names no task, with the tool that shows those that do.</summary>
    public static Failure Named(Failure failure) => failure.Code == FailureCode.NotFound ? failure with { Hint = "See list_tasks." } : failure;

    public async ValueTask<Outcome<List<TaskRecord>>> AllAsync(MemoryCaller caller, string? query, CancellationToken cancellationToken)
    {
        if (!(await desk.Desk.ProjectAsync(caller, null, cancellationToken)).TryGet(out var project, out var refused)) return refused;
        var all = new List<TaskRecord>();
        var request = new TaskSearchRequest { Query = query, Filter = new TaskFilter { Project = project }, Limit = query is null ? 200 : int.MaxValue, ShowsDuplicates = true };
        do
        {
            if (!(await desk.Tasks.FindAsync(caller, request, cancellationToken)).TryGet(out var page, out var failure)) return failure;
            all.AddRange(page.Tasks.Select(found => found.Task));
            request = request with { Cursor = page.NextCursor };
        }
        while (request.Cursor is not null);
        return all;
    }

    /// <summary>What a call says of a task, over what it is.</summary>
    public Outcome<TaskFields> Fields(Arguments arguments, TaskRecord? current)
    {
        if (!TaskLabels.Over(arguments, current?.Labels, desk.Context.Limits).TryGet(out var labels, out var wrong)) return wrong;
        if (!Due(labels).TryGet(out var due, out wrong)) return wrong;
        var says = !ReferenceEquals(labels, current?.Labels) && (current is not null || labels.Count > 0);
        return new TaskFields
        {
            Title = Patch.SetOrKeep(arguments.Filled("content")),
            Description = arguments.Text("notes") is { } notes ? notes.Length == 0 ? Patch.Clear<string>() : notes : default(Patch<string>),
            Priority = arguments.Has("is_important") ? arguments.Flag("is_important") ? 1 : 0 : default(Patch<int>),
            DueAt = due.Value is { } at ? at : labels.ContainsKey(TaskLabels.DueDate) || current?.DueAt is null ? default(Patch<DateTimeOffset>) : Patch.Clear<DateTimeOffset>(),
            Labels = says ? Patch.Set(labels) : default,
        };
    }

    /// <summary>When it is due, in the dialect's zone: at the time given, else in the last second of the day.</summary>
    private Outcome<Moment> Due(ImmutableSortedDictionary<string, string> labels)
    {
        var minute = labels.GetValueOrDefault(TaskLabels.DueTime) is { } clock ? HandoffName.Clock(clock) : "";
        if (minute is null) return Fail.Invalid($"'{Excerpt.Line(labels[TaskLabels.DueTime], 40)}' is no time.", "/due_time", "Use HH:MM.");
        if (labels.GetValueOrDefault(TaskLabels.DueDate) is not { } day) return new Moment(null);
        if (!HandoffName.TryDate(day, out var date))
        {
            return Instants.TryParse(day, out var whole, out _) ? new Moment(whole) : Fail.Invalid($"'{Excerpt.Line(day, 40)}' is no date.", "/due_date", "Use YYYY-MM-DD.");
        }
        var time = labels.ContainsKey(TaskLabels.DueTime) ? TimeOnly.ParseExact(minute, "HHmm", CultureInfo.InvariantCulture) : new TimeOnly(23, 59, 59);
        return new Moment(desk.At(date, time));
    }
}
