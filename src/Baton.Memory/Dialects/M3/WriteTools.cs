using System.Collections.Immutable;
using System.Globalization;
using Baton.Memory.Callers;
using Baton.Memory.Json;
using Baton.Memory.Memories;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.M3;

/// <summary>Writing memories and taking them away.</summary>
internal sealed class WriteTools(M3Desk desk)
{
    public ImmutableArray<IDialectTool> All =>
    [
        new ToolAction("memory_write", WriteAsync), new ToolAction("memory_supersede", SupersedeAsync), new ToolAction("memory_update", UpdateAsync),
        new ToolAction("memory_update_bulk", (caller, arguments, cancel) => M3Bulk.RunAsync(
            "Updates", arguments.Objects("updates"), desk.Context.Limits.BatchItems, "/updates", one => UpdateAsync(caller, (Arguments)one, cancel))),
        new ToolAction("memory_delete", (caller, arguments, cancel) => DeleteAsync(caller, arguments.RequiredText("id"), arguments.Flag("hard"), cancel)),
        new ToolAction("memory_delete_bulk", (caller, arguments, cancel) => M3Bulk.RunAsync(
            "Deletions", arguments.Texts("ids"), desk.Context.Limits.BatchItems, "/ids", id => DeleteAsync(caller, id, arguments.Flag("hard"), cancel))),
    ];

    private async ValueTask<Outcome<ToolReply>> WriteAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!M3Fields.Read(arguments, null, desk.Context.Limits).TryGet(out var fields, out var wrong)) return wrong;
        var request = fields with { Content = arguments.RequiredText("content"), Type = arguments.RequiredText("type"), Project = arguments.Filled("project") };
        if (!(await desk.Memories.SaveAsync(caller, new MemorySaveRequest([request]), cancellationToken)).TryGet(out var saved, out var failure)) return failure;
        var receipt = saved.Memories[0];
        var similar = string.Concat(saved.Similar.Select(other => $"\nSee also {other.Id} ({other.Relation}): {M3Rows.Line(other.Text)}"));
        return Reply.Of(Notes.After($"Created: {receipt.Id}", saved.Redacted, saved.Warnings) + similar, json =>
        {
            json.WriteString("id", receipt.Id);
            json.WriteNumber("version", receipt.Version);
            json.WriteString("project", receipt.Project);
            json.Objects("similar", saved.Similar, (writer, other) =>
            {
                writer.WriteString("id", other.Id);
                writer.WriteString("relation", other.Relation);
                writer.WriteNumber("score", other.Score);
            });
            json.Redacted(saved.Redacted);
            json.AllTexts("notes", saved.Warnings);
        });
    }

    private async ValueTask<Outcome<ToolReply>> SupersedeAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!(await desk.MemoryAsync(caller, arguments.RequiredText("old_id"), "/old_id", cancellationToken)).TryGet(out var old, out var unknown)) return unknown;
        if (!M3Fields.Read(arguments, old, desk.Context.Limits).TryGet(out var fields, out var wrong)) return wrong;
        var request = fields with
        {
            Content = arguments.RequiredText("content"),
            Project = old.Project,
            Type = fields.Type.Or(old.Type),
            Title = Patch.SetOrKeep(fields.Title.Over(old.Title)),
            Thread = Patch.SetOrKeep(old.Thread),
            Tags = Patch.Set(old.Tags),
            Importance = fields.Importance.OverValue(old.Importance) is { } importance ? importance : default(Patch<double>),
            Visibility = fields.Visibility.Apply(old.Visibility, old.Visibility),
            Supersedes = [old.Id],
        };
        if (!(await desk.Memories.SaveAsync(caller, new MemorySaveRequest([request]), cancellationToken)).TryGet(out var saved, out var failure)) return failure;
        return Reply.Of(Notes.After($"Created: {saved.Memories[0].Id}, which supersedes {old.Id}.", saved.Redacted, saved.Warnings), json =>
        {
            json.WriteString("id", saved.Memories[0].Id);
            json.WriteNumber("version", saved.Memories[0].Version);
            json.WriteString("superseded", old.Id);
            json.WriteString("project", old.Project);
            json.Redacted(saved.Redacted);
            json.AllTexts("notes", saved.Warnings);
        });
    }

    private async ValueTask<Outcome<ToolReply>> UpdateAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!(await desk.MemoryAsync(caller, arguments.RequiredText("id"), "/id", cancellationToken)).TryGet(out var memory, out var unknown)) return unknown;
        if (!M3Fields.Read(arguments, memory, desk.Context.Limits).TryGet(out var fields, out var wrong)) return wrong;
        var request = fields with { IfMatch = arguments.Count("if_match") ?? memory.Version };
        if (!(await desk.Memories.UpdateAsync(caller, new(memory.Id), request, cancellationToken)).TryGet(out var updated, out var failure)) return failure;
        var text = string.Create(CultureInfo.InvariantCulture, $"Updated: {memory.Id}, version {updated.Memory.Version}.");
        return Reply.Of(Notes.After(text, updated.Redacted, updated.Warnings), json =>
        {
            json.WriteString("id", memory.Id);
            json.WriteNumber("version", updated.Memory.Version);
            json.Redacted(updated.Redacted);
            json.AllTexts("notes", updated.Warnings);
        });
    }

    private async ValueTask<Outcome<ToolReply>> DeleteAsync(MemoryCaller caller, string id, bool hard, CancellationToken cancellationToken)
    {
        if (!(await desk.Memories.DeleteAsync(caller, M3Desk.RefOf(id), restore: false, cancellationToken)).TryGet(out var deleted, out var failure)) return failure;
        var note = hard ? "Marked deleted; only an operator destroys, with baton purge." : "Marked deleted; it can be restored.";
        return Reply.Of($"Deleted: {deleted.Id}. {note}", json =>
        {
            json.WriteString("id", deleted.Id);
            json.WriteBoolean("deleted", true);
            json.WriteBoolean("hard", false);
            json.WriteString("note", note);
        });
    }
}
