using System.Collections.Immutable;
using System.Globalization;
using Baton.Memory.Callers;
using Baton.Memory.Handoffs;
using Baton.Memory.Json;
using Baton.Memory.Operations;
using Baton.Memory.Server;
using Baton.Memory.Text;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.ConversationHandoff;

internal sealed class MergeTool(ConversationDesk desk) : IDialectTool
{
    public string Name => "handoff_merge";

    public async ValueTask<ToolReply> CallAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (ConversationDraft.Key(arguments.Text("new_key"), "/new_key") is { } wrong) return Reply.Of(wrong);
        var deletes = arguments.Flag("delete_sources");
        if (!(await desk.SourcesAsync(caller, arguments.Texts("keys"), deletes, cancellationToken)).TryGet(out var sources, out var unknown)) return Reply.Of(unknown);
        var request = new HandoffMergeRequest
        {
            Refs = [.. sources.Select(source => source.Id)],
            Key = arguments.Text("new_key") ?? desk.NewKey(),
            Title = arguments.Text("new_title"),
            Summary = arguments.Text("new_summary"),
            Chronological = arguments.Text("strategy") != "sequential",
        };
        if (!(await desk.Handoffs.MergeAsync(caller, request, cancellationToken)).TryGet(out var merged, out var failure)) return Reply.Of(failure);
        if (!(await desk.Handoffs.UpdateAsync(caller, MergedLabels.Update(merged.Handoff, sources, desk.Now), cancellationToken)).TryGet(out var labelled, out failure)) return Reply.Of(failure);
        var deleted = ImmutableArray.CreateBuilder<string>();
        foreach (var source in deletes ? sources : [])
        {
            if ((await desk.Handoffs.DeleteAsync(caller, new HandoffDeleteRequest { Ref = new RecordRef(source.Id) }, cancellationToken)).Succeeded) deleted.Add(source.Key);
        }
        var conversation = await desk.ReadAsync(labelled.Handoff, cancellationToken);
        return ScreenedReply.Of(string.Create(CultureInfo.InvariantCulture,
            $"Merged {sources.Length} handoffs into {labelled.Handoff.Key} (id {labelled.Handoff.Id}), {Counted.Of(conversation.Messages, "message")}, {conversation.Status}; {deleted.Count} of the sources deleted."), arguments.Own(merged.Redacted), arguments.Own(merged.Warnings), json =>
        {
            json.WriteStartObject("handoff");
            conversation.WriteMembers(json);
            json.WriteEndObject();
            json.AllTexts("merged", [.. sources.Select(source => source.Key)]);
            json.AllTexts("deleted", deleted.ToImmutable());
        });
    }
}
