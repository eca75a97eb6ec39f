using Baton.Memory.Callers;
using Baton.Memory.Outcomes;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.M3.Tasks;

/// <summary>A task with what is below it.</summary>
internal sealed class TreeTool(M3Desk desk) : MappedTool("task_tree")
{
    public override async ValueTask<Outcome<ToolReply>> RunAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!arguments.Amount("max_depth", 3, 20).TryGet(out var depth, out var wrong)) return wrong;
        if (!(await new TaskTree(desk).ReadAsync(caller, arguments.RequiredText("root_task_id"), depth, cancellationToken)).TryGet(out var root, out var failure)) return M3Desk.NoTask(failure, "/root_task_id");
        return Reply.Of(root.Lines(desk.Now, "\n  "), json => root.Write(json, desk.Now));
    }
}
