using Baton.Memory.Callers;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Server;
using Baton.Memory.Tasks;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.M3.Tasks;

/// <summary>Makes a task.</summary>
internal sealed class CreateTool(M3Desk desk) : MappedTool("task_create")
{
    public override async ValueTask<Outcome<ToolReply>> RunAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!M3TaskLabels.Read(arguments, null, desk.Context.Limits).TryGet(out var labels, out var wrong)) return wrong;
        var fields = new TaskFields
        {
            Title = arguments.RequiredText("title"),
            Description = Patch.SetOrKeep(arguments.Filled("description")),
            To = Patch.SetOrKeep(arguments.Filled("owner_agent")),
            Parent = Patch.SetOrKeep(arguments.Filled("parent_task_id")),
            Labels = labels,
        };
        var saved = await desk.Tasks.SaveAsync(caller, new TaskSaveRequest { Fields = fields, Project = arguments.Filled("project") }, cancellationToken);
        return saved.TryGet(out var written, out var failure) ? M3TaskReply.Shown("Task created", arguments.Own(written), desk.Now) : failure;
    }
}
