using Baton.Memory.Callers;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.Ainote.Tasks;

/// <summary>Marks a task deleted; it can be restored.</summary>
internal sealed class DeleteTool(AinoteDesk desk) : MappedTool("delete_task")
{
    public override async ValueTask<Outcome<ToolReply>> RunAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var named = new RecordRef(arguments.RequiredText("id"));
        if (!(await desk.Tasks.DeleteAsync(caller, named, restore: false, cancellationToken)).TryGet(out var task, out var failure)) return TaskBook.Named(failure);
        return Reply.Of($"Task deleted: {task.Id}; it can be restored.", json =>
        {
            json.WriteBoolean("success", true);
            json.WriteString("id", task.Id);
        });
    }
}
