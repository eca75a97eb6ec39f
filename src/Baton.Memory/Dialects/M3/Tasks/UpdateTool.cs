using Baton.Memory.Callers;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Server;
using Baton.Memory.Tasks;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.M3.Tasks;

/// <summary>Changes a task and moves it from state to state.</summary>
internal sealed class UpdateTool(M3Desk desk) : MappedTool("task_update")
{
    public override async ValueTask<Outcome<ToolReply>> RunAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!(await desk.TaskAsync(caller, arguments, M3Labels.TaskId, history: true, cancellationToken)).TryGet(out var got, out var unknown)) return unknown;
        if (!M3TaskLabels.Read(arguments, got.Task.Labels, desk.Context.Limits).TryGet(out var labels, out var wrong)) return wrong;
        var fields = new TaskFields
        {
            Description = Patch.SetOrKeep(arguments.Filled("description")),
            Labels = ReferenceEquals(labels, got.Task.Labels) ? default : Patch.Set(labels),
        };
        if (arguments.Filled("state") is not { } word)
        {
            var request = new TaskUpdateRequest { Ref = new RecordRef(got.Task.Id), Fields = fields };
            return (await desk.Tasks.UpdateAsync(caller, request, cancellationToken)).TryGet(out var written, out var failure) ? M3TaskReply.Shown("Task updated", arguments.Own(written), desk.Now) : failure;
        }
        if (!M3States.StatusOf(word).TryGet(out var status, out wrong)) return wrong;
        var move = new TaskMoveRequest { Task = got, Status = status, Fields = fields, Actor = arguments.Filled(M3Labels.Actor), Token = arguments.Filled("claim_token") };
        return (await desk.Tasks.MoveAsync(caller, move, cancellationToken)).TryGet(out var moved, out var stopped) ? M3TaskReply.Shown("Task updated", arguments.Own(moved.Written), desk.Now, moved.Token) : stopped;
    }
}
