using Baton.Memory.Callers;
using Baton.Memory.Claims;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Server;
using Baton.Memory.Tasks;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.M3.Tasks;

/// <summary>Addresses a task to an agent; one that is under a claim stays whose it is.</summary>
internal sealed class AssignTool(M3Desk desk) : MappedTool("task_assign")
{
    public override async ValueTask<Outcome<ToolReply>> RunAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!(await desk.TaskAsync(caller, arguments, M3Labels.TaskId, history: false, cancellationToken)).TryGet(out var got, out var unknown)) return unknown;
        var owner = arguments.RequiredText("owner_agent");
        if (got.Task.ClaimAt(got.Now) is { } claim && got.Task.To != owner) return ClaimRules.Held(got.Task, claim, "/task_id");
        var request = new TaskUpdateRequest { Ref = new RecordRef(got.Task.Id), Fields = new TaskFields { To = owner }, IfMatch = got.Task.Version };
        return (await desk.Tasks.UpdateAsync(caller, request, cancellationToken)).TryGet(out var written, out var failure) ? M3TaskReply.Shown("Task assigned", arguments.Own(written), desk.Now) : failure;
    }
}
