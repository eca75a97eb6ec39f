using System.Collections.Immutable;
using System.Text.Json;
using Baton.Memory.Callers;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;

namespace Baton.Memory.Dialects.M3.Tasks;

/// <summary>Reads a task and what is below it. Deeper trees, and larger ones, are not shown whole; each node says what it leaves out.</summary>
internal sealed class TaskTree(M3Desk desk)
{
    private const int Most = 500;
    private int _nodes;

    public async ValueTask<Outcome<TaskNode>> ReadAsync(MemoryCaller caller, string id, int depth, CancellationToken cancellationToken)
    {
        if (!(await desk.Tasks.GetAsync(caller, new RecordRef(id), history: false, cancellationToken)).TryGet(out var got, out var failure)) return failure;
        _nodes++;
        var children = ImmutableArray.CreateBuilder<TaskNode>();
        foreach (var task in depth > 0 ? got.Subtasks.Reverse() : [])
        {
            if (_nodes >= Most) break;
            if (!(await ReadAsync(caller, task.Id, depth - 1, cancellationToken)).TryGet(out var child, out failure)) return failure;
            children.Add(child);
        }
        return new TaskNode(got.Task, children.ToImmutable(), got.MoreSubtasks + got.Subtasks.Length - children.Count);
    }
}

/// <summary>A task and what is below it, as far as it is shown; <paramref name="More"/> children are not.</summary>
internal sealed record TaskNode(TaskRecord Task, ImmutableArray<TaskNode> Children, long More)
{
    public string Lines(DateTimeOffset now, string indent)
        => M3TaskReply.Line(Task, now) + string.Concat(Children.Select(child => indent + child.Lines(now, indent + "  ")));

    public void Write(Utf8JsonWriter json, DateTimeOffset now)
    {
        M3Rows.Task(json, Task, now);
        json.Rows("children", Children, (writer, child) => child.Write(writer, now));
        json.WriteNumber("more", More);
    }
}
