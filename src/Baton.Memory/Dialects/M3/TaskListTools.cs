using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Baton.Memory.Callers;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Server;
using Baton.Memory.Tasks;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.M3;

/// <summary>Reading tasks.</summary>
internal sealed class TaskListTools(M3Desk desk)
{
    /// <summary>Deeper trees, and larger ones, are not shown whole; the reply says so.</summary>
    private const int MostNodes = 500;

    public ImmutableArray<IDialectTool> All => [new ToolAction("task_get", GetAsync), new ToolAction("task_list", ListAsync), new ToolAction("task_tree", TreeAsync)];

    private async ValueTask<Outcome<ToolReply>> GetAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!(await desk.Tasks.GetAsync(caller, new RecordRef(arguments.RequiredText("task_id")), history: false, cancellationToken)).TryGet(out var got, out var failure)) return failure with { Path = "/task_id" };
        return Reply.Of(Line(got.Task), json =>
        {
            M3Rows.Task(json, got.Task, got.Now);
            json.Rows("subtasks", got.Subtasks, (writer, task) => M3Rows.Task(writer, task, got.Now));
        });
    }

    private async ValueTask<Outcome<ToolReply>> ListAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!arguments.Amount("limit", 50, 200).TryGet(out var limit, out var wrong)) return wrong;
        if (!(await desk.ProjectAsync(caller, arguments.Filled("project"), cancellationToken)).TryGet(out var project, out var refused)) return refused;
        var filter = new TaskFilter { Project = project, Parent = arguments.Filled("parent_task_id"), To = arguments.Filled("owner_agent") is { } owner ? [owner] : [] };
        if (arguments.Filled("state") is { } word)
        {
            if (!M3States.StatusOf(word).TryGet(out var status, out wrong)) return wrong;
            filter = filter with { Statuses = [status] };
        }
        if (!(await desk.Tasks.FindAsync(caller, new TaskSearchRequest { Filter = filter, Limit = limit }, cancellationToken)).TryGet(out var found, out var failure)) return failure;
        var text = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"{found.Tasks.Length} of {found.Total} task(s)."));
        foreach (var one in found.Tasks) text.Append('\n').Append(Line(one.Task));
        return Reply.Of(text.ToString(), json =>
        {
            json.Rows("tasks", found.Tasks, (writer, one) => M3Rows.Task(writer, one.Task, found.Now));
            json.WriteNumber("count", found.Tasks.Length);
            json.WriteNumber("total", found.Total);
        });
    }

    private async ValueTask<Outcome<ToolReply>> TreeAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!arguments.Amount("max_depth", 3, 20).TryGet(out var depth, out var wrong)) return wrong;
        var count = new NodeCount();
        if (!(await NodeAsync(caller, arguments.RequiredText("root_task_id"), depth, count, cancellationToken)).TryGet(out var root, out var failure)) return failure with { Path = "/root_task_id" };
        return Reply.Of(Line(root.Task) + Below(root, "\n  "), json => Write(json, root));
    }

    private async ValueTask<Outcome<TaskNode>> NodeAsync(MemoryCaller caller, string id, int depth, NodeCount count, CancellationToken cancellationToken)
    {
        if (!(await desk.Tasks.GetAsync(caller, new RecordRef(id), history: false, cancellationToken)).TryGet(out var got, out var failure)) return failure;
        count.Nodes++;
        var children = ImmutableArray.CreateBuilder<TaskNode>();
        foreach (var task in depth > 0 ? got.Subtasks.Reverse() : [])
        {
            if (count.Nodes >= MostNodes) break;
            if (!(await NodeAsync(caller, task.Id, depth - 1, count, cancellationToken)).TryGet(out var child, out failure)) return failure;
            children.Add(child);
        }
        return new TaskNode(got.Task, children.ToImmutable(), got.MoreSubtasks + got.Subtasks.Length - children.Count);
    }

    private void Write(Utf8JsonWriter json, TaskNode node)
    {
        M3Rows.Task(json, node.Task, desk.Now);
        json.Rows("children", node.Children, Write);
        json.WriteNumber("more", node.More);
    }

    private string Below(TaskNode node, string indent) => string.Concat(node.Children.Select(child => indent + Line(child.Task) + Below(child, indent + "  ")));

    private string Line(TaskRecord task) => $"{task.Id} ({M3States.WordOf(task.StatusAt(desk.Now))}{(task.To is { } owner ? $", {M3Rows.Line(owner)}" : "")}): {M3Rows.Line(task.Title)}";

    /// <summary>A task and what is below it, as far as it is shown; <paramref name="More"/> children are not.</summary>
    private sealed record TaskNode(TaskRecord Task, ImmutableArray<TaskNode> Children, long More);

    private sealed class NodeCount
    {
        public int Nodes { get; set; }
    }
}
