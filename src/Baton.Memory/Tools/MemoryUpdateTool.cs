using Baton.Memory.Callers;
using Baton.Memory.Json;
using Baton.Memory.Memories;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Server;

namespace Baton.Memory.Tools;

internal sealed class MemoryUpdateTool(MemoryOperations memories) : ITool
{
    private static readonly HashSet<string> References = ["id", "key", "project", "if_match"];

    public ToolSpec Spec { get; } = new()
    {
        Name = "memory_update",
        Title = "Update a memory",
        Toolset = "core",
        Annotations = new ToolAnnotations(ReadOnly: false, Destructive: false, Idempotent: false),
        Description = "Change some fields of one memory; makes a version, fields left out stay, null or [] clears. With id, key is its new key. Example: {\"id\":\"m_01J…\",\"content\":\"Port is 5434 now\",\"if_match\":2}",
        Parameters = [Common.Id, .. MemoryParameters.Fields.Select(parameter => parameter.Name is "supersedes" or "visibility" or "type" ? parameter with { Rare = true, About = null } : parameter with { About = null })],
        Output = "{\"memory\":" + Common.MemoryBrief + ",\"redacted\":" + Common.ObjectList + ",\"warnings\":" + Common.TextList + "}",
        Always = ["memory"],
    };

    public async ValueTask<ToolReply> CallAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var byId = arguments.Has("id");
        var named = byId ? new RecordRef(arguments.Text("id")) : arguments.Ref;
        var fields = MemoryParameters.From(arguments);
        if (!byId) fields = fields with { Key = null };
        var changes = Spec.Parameters.Any(parameter => !References.Contains(parameter.Name) && arguments.Given(parameter.Name)) || fields.Key is not null;
        if (!changes) return Reply.Of(Fail.Invalid("There is nothing to change.", "", "Give at least one field beside id or key."));
        if (!(await memories.UpdateAsync(caller, named, fields, cancellationToken)).TryGet(out var updated, out var failure)) return Reply.Of(failure);
        return Reply.Of(Notes.After(MemoryText.Receipt("Updated", updated.Memory), updated.Redacted, updated.Warnings), json =>
        {
            json.WriteStartObject("memory");
            MemoryWriter.WriteMembers(json, updated.Memory);
            json.WriteEndObject();
            json.Redacted(updated.Redacted);
            json.AllTexts("warnings", updated.Warnings);
        });
    }
}
