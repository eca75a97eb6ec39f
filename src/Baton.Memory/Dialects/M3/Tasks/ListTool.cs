using System.Globalization;
using System.Text;
using Baton.Memory.Callers;
using Baton.Memory.Outcomes;
using Baton.Memory.Server;
using Baton.Memory.Tasks;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.M3.Tasks;

/// <summary>A project's tasks.</summary>
internal sealed class ListTool(M3Desk desk) : MappedTool("task_list")
{
    public override async ValueTask<Outcome<ToolReply>> RunAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!arguments.Amount("limit", 50, 200).TryGet(out var limit, out var wrong)) return wrong;
        if (!(await desk.Records.ProjectAsync(caller, arguments.Filled("project"), cancellationToken)).TryGet(out var project, out var refused)) return refused;
        var filter = new TaskFilter { Project = project, Parent = arguments.Filled("parent_task_id"), To = arguments.Filled("owner_agent") is { } owner ? [owner] : [] };
        if (arguments.Filled("state") is { } word)
        {
            if (!M3States.StatusOf(word).TryGet(out var status, out wrong)) return wrong;
            filter = filter with { Statuses = [status] };
        }
        if (!(await desk.Tasks.FindAsync(caller, new TaskSearchRequest { Filter = filter, Limit = limit }, cancellationToken)).TryGet(out var found, out var failure)) return failure;
        var text = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"{found.Tasks.Length} of {found.Total} task(s)."));
        foreach (var one in found.Tasks) text.Append('\n').Append(M3TaskReply.Line(one.Task, found.Now));
        return Reply.Of(text.ToString(), json =>
        {
            json.Rows("tasks", found.Tasks, (writer, one) => M3Rows.Task(writer, one.Task, found.Now));
            json.WriteNumber("count", found.Tasks.Length);
            json.WriteNumber("total", found.Total);
        });
    }
}
