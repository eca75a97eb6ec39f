using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Baton.Memory.Callers;
using Baton.Memory.Claims;
using Baton.Memory.Json;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Server;
using Baton.Memory.Tasks;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.M3;

/// <summary>Writing tasks.</summary>
internal sealed class TaskTools(M3Desk desk)
{
    private readonly TaskMoves _moves = new(desk);

    public ImmutableArray<IDialectTool> All =>
    [
        new ToolAction("task_create", CreateAsync), new ToolAction("task_assign", AssignAsync), new ToolAction("task_update", UpdateAsync),
        new ToolAction("task_delete", DeleteAsync), new ToolAction("task_set_result", ResultAsync),
    ];

    private async ValueTask<Outcome<ToolReply>> CreateAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!Labels(arguments, null).TryGet(out var labels, out var wrong)) return wrong;
        var fields = new TaskFields
        {
            Title = arguments.RequiredText("title"),
            Description = Patch.SetOrKeep(arguments.Filled("description")),
            To = Patch.SetOrKeep(arguments.Filled("owner_agent")),
            Parent = Patch.SetOrKeep(arguments.Filled("parent_task_id")),
            Labels = labels,
        };
        var saved = await desk.Tasks.SaveAsync(caller, new TaskSaveRequest { Fields = fields, Project = arguments.Filled("project") }, cancellationToken);
        return saved.TryGet(out var written, out var failure) ? Shown("Task created", written.Task) : failure;
    }

    private async ValueTask<Outcome<ToolReply>> AssignAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var id = arguments.RequiredText("task_id");
        if (!(await desk.Tasks.GetAsync(caller, new RecordRef(id), history: false, cancellationToken)).TryGet(out var got, out var unknown)) return unknown with { Path = "/task_id" };
        var owner = arguments.RequiredText("owner_agent");
        if (got.Task.ClaimAt(got.Now) is { } claim && got.Task.To != owner) return ClaimRules.Held(got.Task, claim, "/task_id");
        var request = new TaskUpdateRequest { Ref = new RecordRef(got.Task.Id), Fields = new TaskFields { To = owner }, IfMatch = got.Task.Version };
        return (await desk.Tasks.UpdateAsync(caller, request, cancellationToken)).TryGet(out var written, out var failure) ? Shown("Task assigned", written.Task) : failure;
    }

    private async ValueTask<Outcome<ToolReply>> UpdateAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!(await desk.Tasks.GetAsync(caller, new RecordRef(arguments.RequiredText("task_id")), history: true, cancellationToken)).TryGet(out var got, out var unknown)) return unknown with { Path = "/task_id" };
        if (!Labels(arguments, got.Task.Labels).TryGet(out var labels, out var wrong)) return wrong;
        var fields = new TaskFields
        {
            Description = Patch.SetOrKeep(arguments.Filled("description")),
            Labels = ReferenceEquals(labels, got.Task.Labels) ? default : Patch.Set(labels),
        };
        if (arguments.Filled("state") is not { } word)
        {
            var request = new TaskUpdateRequest { Ref = new RecordRef(got.Task.Id), Fields = fields };
            return (await desk.Tasks.UpdateAsync(caller, request, cancellationToken)).TryGet(out var written, out var failure) ? Shown("Task updated", written.Task) : failure;
        }
        if (!M3States.StatusOf(word).TryGet(out var status, out wrong)) return wrong;
        return (await _moves.MoveAsync(caller, got, status, fields, arguments.Filled("actor"), arguments.Filled("claim_token"), cancellationToken)).TryGet(out var moved, out var stopped)
            ? Shown("Task updated", moved.Task, moved.Token) : stopped;
    }

    private async ValueTask<Outcome<ToolReply>> DeleteAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var named = new RecordRef(arguments.RequiredText("task_id"));
        if (!(await desk.Tasks.DeleteAsync(caller, named, restore: false, cancellationToken)).TryGet(out var task, out var failure)) return failure with { Path = "/task_id" };
        var note = arguments.Flag("hard") ? "Marked deleted; only an operator destroys, with baton purge." : "Marked deleted; it can be restored.";
        return Reply.Of($"Task deleted: {task.Id}. {note}", json =>
        {
            json.WriteString("id", task.Id);
            json.WriteBoolean("deleted", true);
            json.WriteBoolean("hard", false);
            json.WriteString("note", note);
        });
    }

    private async ValueTask<Outcome<ToolReply>> ResultAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!(await desk.MemoryAsync(caller, arguments.RequiredText("result_memory_id"), "/result_memory_id", cancellationToken)).TryGet(out var memory, out var unknown)) return unknown;
        var request = new TaskUpdateRequest { Ref = new RecordRef(arguments.RequiredText("task_id")), Fields = new TaskFields { Result = memory.Id } };
        return (await desk.Tasks.UpdateAsync(caller, request, cancellationToken)).TryGet(out var written, out var failure) ? Shown("Result set", written.Task) : failure;
    }

    /// <summary>The labels with what this call says; the same object when it says nothing.</summary>
    private Outcome<ImmutableSortedDictionary<string, string>> Labels(Arguments arguments, ImmutableSortedDictionary<string, string>? current)
    {
        var labels = current ?? ImmutableSortedDictionary<string, string>.Empty;
        if (!arguments.Object(M3Labels.Metadata).TryGet(out var metadata, out var wrong)) return wrong;
        var said = metadata.IsEmpty || metadata.Span.SequenceEqual("{}"u8) ? null : Encoding.UTF8.GetString(metadata.Span);
        foreach (var (name, value) in (IEnumerable<(string, string?)>)[(M3Labels.CreatedBy, arguments.Filled(M3Labels.CreatedBy)), (M3Labels.Actor, arguments.Filled(M3Labels.Actor)), (M3Labels.Metadata, said)])
        {
            if (value is null) continue;
            if (OriginalArguments.RefuseLabel(name, value, desk.Context.Limits.ItemBytes) is { } refused) return refused;
            labels = labels.SetItem(name, value);
        }
        return labels;
    }

    private ToolReply Shown(string what, TaskRecord task, string? token = null)
        => Reply.Of(string.Create(CultureInfo.InvariantCulture, $"{what}: {task.Id}, {M3States.WordOf(task.StatusAt(desk.Now))}, version {task.Version}."), json =>
        {
            M3Rows.Task(json, task, desk.Now);
            json.Text("claim_token", token);
        });
}
