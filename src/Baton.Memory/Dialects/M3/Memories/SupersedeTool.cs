using Baton.Memory.Callers;
using Baton.Memory.Memories;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.M3.Memories;

/// <summary>Writes a memory in place of another, with what it does not say taken over from it.</summary>
internal sealed class SupersedeTool(M3Desk desk) : MappedTool("memory_supersede")
{
    public override async ValueTask<Outcome<ToolReply>> RunAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!(await desk.MemoryAsync(caller, arguments, "old_id", cancellationToken)).TryGet(out var old, out var unknown)) return unknown;
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
        return ScreenedReply.Of($"Created: {saved.Memories[0].Id}, which supersedes {old.Id}.", arguments.Own(saved.Redacted), arguments.Own(saved.Warnings).AddRange(M3Scope.NotesOn(arguments.Filled(M3Labels.Scope))), json =>
        {
            json.WriteString("id", saved.Memories[0].Id);
            json.WriteNumber("version", saved.Memories[0].Version);
            json.WriteString("superseded", old.Id);
            json.WriteString("project", old.Project);
        });
    }
}
