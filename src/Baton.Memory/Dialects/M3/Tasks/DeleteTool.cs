using Baton.Memory.Callers;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.M3.Tasks;

/// <summary>Marks a task deleted. <c>hard</c> is heard and destroys nothing: only an operator does.</summary>
internal sealed class DeleteTool(M3Desk desk) : MappedTool("task_delete")
{
    public override async ValueTask<Outcome<ToolReply>> RunAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
        => (await desk.Tasks.DeleteAsync(caller, new RecordRef(arguments.RequiredText(M3Labels.TaskId)), restore: false, cancellationToken)).TryGet(out var task, out var failure)
            ? M3Rows.Deleted("Task deleted", task.Id, arguments.Flag("hard")) : M3Desk.NoTask(failure, "/task_id");
}
