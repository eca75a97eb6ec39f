using Baton.Memory.Callers;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Server;
using Baton.Memory.Tasks;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.M3.Tasks;

/// <summary>Points a task to the memory that is its result.</summary>
internal sealed class SetResultTool(M3Desk desk) : MappedTool("task_set_result")
{
    public override async ValueTask<Outcome<ToolReply>> RunAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!(await desk.MemoryAsync(caller, arguments, "result_memory_id", cancellationToken)).TryGet(out var memory, out var unknown)) return unknown;
        var request = new TaskUpdateRequest { Ref = new RecordRef(arguments.RequiredText(M3Labels.TaskId)), Fields = new TaskFields { Result = memory.Id } };
        return (await desk.Tasks.UpdateAsync(caller, request, cancellationToken)).TryGet(out var written, out var failure) ? M3TaskReply.Shown("Result set", arguments.Own(written), desk.Now) : M3Desk.NoTask(failure, "/task_id");
    }
}
