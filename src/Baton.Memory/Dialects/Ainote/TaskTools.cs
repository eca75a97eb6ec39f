using System.Collections.Immutable;
using System.Globalization;
using Baton.Memory.Callers;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Server;
using Baton.Memory.Tasks;
using Baton.Memory.Time;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.Ainote;

/// <summary>Writing tasks: what is to be done is the title, notes are the description, and what is important comes first.</summary>
internal sealed class TaskTools(AinoteDesk desk)
{
    public ImmutableArray<IDialectTool> All => [new ToolAction("create_task", CreateAsync), new ToolAction("update_task", UpdateAsync), new ToolAction("delete_task", DeleteAsync)];

    private async ValueTask<Outcome<ToolReply>> CreateAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!Fields(arguments, null).TryGet(out var fields, out var wrong)) return wrong;
        var saved = await desk.Tasks.SaveAsync(caller, new TaskSaveRequest { Fields = fields with { Title = arguments.RequiredText("content") } }, cancellationToken);
        return saved.TryGet(out var written, out var failure) ? Shown("Task created", written.Task) : failure with { Path = failure.Path == "/title" ? "/content" : failure.Path };
    }

    private async ValueTask<Outcome<ToolReply>> UpdateAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var named = new RecordRef(arguments.RequiredText("id"));
        if (!(await desk.Tasks.GetAsync(caller, named, history: false, cancellationToken)).TryGet(out var got, out var unknown)) return unknown;
        if (!Fields(arguments, got.Task).TryGet(out var fields, out var wrong)) return wrong;
        var status = default(string);
        if (arguments.Given(TaskLabels.CompletedAt))
        {
            if (!arguments.Time(TaskLabels.CompletedAt).TryGet(out var completed, out wrong)) return wrong;
            var labels = fields.Labels.Or(got.Task.Labels);
            labels = completed.Value is { } at ? labels.SetItem(TaskLabels.CompletedAt, Instants.Format(at)) : labels.Remove(TaskLabels.CompletedAt);
            (status, fields) = (completed.Value is null ? TaskState.Open : TaskState.Done, fields with { Labels = labels });
        }
        if (status == got.Task.StatusAt(got.Now)) status = null;
        if (fields.IsEmpty && status is null) return Fail.Invalid("There is nothing to change.", "", "Give at least one field.");
        var request = new TaskUpdateRequest { Ref = new RecordRef(got.Task.Id), Fields = fields, Status = status };
        return (await desk.Tasks.UpdateAsync(caller, request, cancellationToken)).TryGet(out var written, out var failure) ? Shown("Task updated", written.Task) : failure;
    }

    private async ValueTask<Outcome<ToolReply>> DeleteAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var named = new RecordRef(arguments.RequiredText("id"));
        if (!(await desk.Tasks.DeleteAsync(caller, named, restore: false, cancellationToken)).TryGet(out var task, out var failure)) return failure;
        return Reply.Of($"Task deleted: {task.Id}; it can be restored.", json =>
        {
            json.WriteBoolean("success", true);
            json.WriteString("id", task.Id);
        });
    }

    private Outcome<TaskFields> Fields(Arguments arguments, TaskRecord? current)
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
        if (labels.GetValueOrDefault(TaskLabels.DueDate) is not { } day) return new Moment(null);
        if (!HandoffName.TryDate(day, out var date)) return Instants.TryParse(day, out var whole, out _) ? new Moment(whole) : Fail.Invalid($"'{Text.Excerpt.Line(day, 40)}' is no date.", "/due_date", "Use YYYY-MM-DD.");
        if (labels.GetValueOrDefault(TaskLabels.DueTime) is not { } clock) return new Moment(desk.At(date, new TimeOnly(23, 59, 59)));
        return HandoffName.Clock(clock) is { } minute ? new Moment(desk.At(date, TimeOnly.ParseExact(minute, "HHmm", CultureInfo.InvariantCulture)))
            : Fail.Invalid($"'{Text.Excerpt.Line(clock, 40)}' is no time.", "/due_time", "Use HH:MM.");
    }

    private static ToolReply Shown(string what, TaskRecord task) => Reply.Of($"{what}: {task.Id}, {TaskJson.StatusOf(task)}.", json =>
    {
        json.WriteBoolean("success", true);
        json.WriteStartObject("task");
        TaskJson.Members(json, task);
        json.WriteEndObject();
    });
}
