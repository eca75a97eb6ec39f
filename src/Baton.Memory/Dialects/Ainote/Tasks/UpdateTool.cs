using Baton.Memory.Callers;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Server;
using Baton.Memory.Tasks;
using Baton.Memory.Time;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.Ainote.Tasks;

/// <summary>Changes what is given of a task; with a time of completion it is done, with an empty one it is open again.</summary>
internal sealed class UpdateTool(AinoteDesk desk) : MappedTool("update_task")
{
    private readonly TaskBook _book = new(desk);

    public override async ValueTask<Outcome<ToolReply>> RunAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var named = new RecordRef(arguments.RequiredText("id"));
        if (!(await desk.Tasks.GetAsync(caller, named, history: false, cancellationToken)).TryGet(out var got, out var unknown)) return TaskBook.Named(unknown);
        if (!_book.Fields(arguments, got.Task).TryGet(out var fields, out var wrong)) return wrong;
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
        return (await desk.Tasks.UpdateAsync(caller, request, cancellationToken)).TryGet(out var written, out var failure) ? TaskBook.Shown("Task updated", arguments.Own(written)) : failure;
    }
}
