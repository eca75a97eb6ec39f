using Baton.Memory.Callers;
using Baton.Memory.Server;
using Baton.Memory.Tasks;

namespace Baton.Memory.Tools;

internal sealed class TaskDeleteTool(TaskOperations tasks) : ITool
{
    public ToolSpec Spec { get; } = new()
    {
        Name = "task_delete",
        Title = "Delete a task",
        Toolset = "tasks",
        Annotations = new ToolAnnotations(ReadOnly: false, Destructive: true, Idempotent: false),
        Description = "Take one task without subtasks out of every list; it is kept, and restore brings it back. To give work up, prefer task_update status cancelled.",
        Parameters = [Common.Id, Common.Key, Common.Project, new Parameter("restore", ParameterKind.Boolean)],
        Output = TouchedReply.Output,
        Always = ["count", "ids"],
    };

    public async ValueTask<ToolReply> CallAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var restore = arguments.Flag("restore");
        return (await tasks.DeleteAsync(caller, arguments.Ref, restore, cancellationToken)).TryGet(out var task, out var failure)
            ? TouchedReply.Of(restore ? $"Restored {task.Id}." : $"Deleted {task.Id}. restore: true brings it back.", [task.Id])
            : Reply.Of(failure);
    }
}
