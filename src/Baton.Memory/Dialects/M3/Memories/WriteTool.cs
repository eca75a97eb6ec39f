using Baton.Memory.Callers;
using Baton.Memory.Json;
using Baton.Memory.Memories;
using Baton.Memory.Outcomes;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.M3.Memories;

/// <summary>Writes a memory; what is like it is named, and nothing is decided about it.</summary>
internal sealed class WriteTool(M3Desk desk) : MappedTool("memory_write")
{
    public override async ValueTask<Outcome<ToolReply>> RunAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!M3Fields.Read(arguments, null, desk.Context.Limits).TryGet(out var fields, out var wrong)) return wrong;
        var request = fields with { Content = arguments.RequiredText("content"), Type = arguments.RequiredText("type"), Project = arguments.Filled("project") };
        if (!(await desk.Memories.SaveAsync(caller, new MemorySaveRequest([request]), cancellationToken)).TryGet(out var saved, out var failure)) return failure;
        var receipt = saved.Memories[0];
        var similar = string.Concat(saved.Similar.Select(other => $"\nSee also {other.Id} ({other.Relation}): {M3Rows.Line(other.Text)}"));
        return ScreenedReply.Of($"Created: {receipt.Id}{similar}", arguments.Own(saved.Redacted), arguments.Own(saved.Warnings).AddRange(M3Scope.NotesOn(arguments.Filled(M3Labels.Scope))), json =>
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
        });
    }
}
