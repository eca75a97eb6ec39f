using Baton.Memory.Callers;
using Baton.Memory.Outcomes;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.M3.Tasks;

/// <summary>A task with its subtasks.</summary>
internal sealed class GetTool(M3Desk desk) : MappedTool("task_get")
{
    public override async ValueTask<Outcome<ToolReply>> RunAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
        => !(await desk.TaskAsync(caller, arguments, M3Labels.TaskId, history: false, cancellationToken)).TryGet(out var got, out var failure) ? failure
            : Reply.Of(M3TaskReply.Line(got.Task, got.Now), json =>
            {
                M3Rows.Task(json, got.Task, got.Now);
                json.Rows("subtasks", got.Subtasks, (writer, task) => M3Rows.Task(writer, task, got.Now));
            });
}
