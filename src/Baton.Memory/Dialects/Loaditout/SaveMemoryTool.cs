using System.Collections.Immutable;
using System.Globalization;
using Baton.Memory.Callers;
using Baton.Memory.Ids;
using Baton.Memory.Json;
using Baton.Memory.Memories;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Safety;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.Loaditout;

/// <summary>Saves under a key; what is no key of a memory but an id that was printed is taken for one.</summary>
internal sealed class SaveMemoryTool(MemoryOperations memories) : IDialectTool
{
    public string Name => "save_memory";

    public async ValueTask<ToolReply> CallAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var key = arguments.RequiredText("key").Trim();
        var fields = JsonContent.Into(new MemoryFields { Type = arguments.RequiredText("type") }, arguments.Utf8("value"));
        if (RecordIds.TryNormalise(key, out var id, out _) && id.Length == RecordIds.Length)
        {
            var updated = await memories.UpdateAsync(caller, new RecordRef(id), fields, cancellationToken);
            if (updated.TryGet(out var there, out var refused)) return Saved(key, there.Memory.Id, there.Memory.Version, there.Memory.Project, arguments.Own(there.Redacted), arguments.Own(there.Warnings));
            if (refused.Code != FailureCode.NotFound) return Reply.Of(refused);
        }
        var outcome = await memories.SaveAsync(caller, new MemorySaveRequest([fields with { Key = key }]), cancellationToken);
        if (!outcome.TryGet(out var saved, out var failure)) return Reply.Of(failure);
        return Saved(key, saved.Memories[0].Id, saved.Memories[0].Version, saved.Memories[0].Project, arguments.Own(saved.Redacted), arguments.Own(saved.Warnings));
    }

    private static ToolReply Saved(
        string key, string id, int version, string project, ImmutableArray<Redaction> redacted, ImmutableArray<string> warnings)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"Memory saved: {HandoffText.Word(key)} (id {id}, version {version}, project {HandoffText.Word(project)}).");
        return Reply.Of(Notes.After(text, redacted, warnings), json =>
        {
            json.WriteBoolean("saved", true);
            json.WriteString("key", key);
            json.WriteString("id", id);
            json.WriteNumber("version", version);
            json.WriteString("project", project);
            json.Redacted(redacted);
            json.AllTexts("notes", warnings);
        });
    }
}
