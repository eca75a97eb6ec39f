using System.Collections.Immutable;
using System.Globalization;
using Baton.Memory.Callers;
using Baton.Memory.Handoffs;
using Baton.Memory.Json;
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
            DeleteSources = deletes,
            Finish = (merged, of) => MergedLabels.Keep(merged, of, desk.Now),
        };
        if (!(await desk.Handoffs.MergeAsync(caller, request, cancellationToken)).TryGet(out var merged, out var failure)) return Reply.Of(failure);
        ImmutableArray<string> keys = [.. sources.Select(source => source.Key)];
        ImmutableArray<string> deleted = deletes ? keys : [];
        var conversation = await desk.ReadAsync(merged.Handoff, cancellationToken);
        return ScreenedReply.Of(string.Create(CultureInfo.InvariantCulture,
            $"Merged {sources.Length} handoffs into {merged.Handoff.Key} (id {merged.Handoff.Id}), {Counted.Of(conversation.Messages, "message")}, {conversation.Status}; {deleted.Length} of the sources deleted."), arguments.Own(merged.Redacted), arguments.Own(merged.Warnings), json =>
        {
            json.WriteStartObject("handoff");
            conversation.WriteMembers(json);
            json.WriteEndObject();
            json.AllTexts("merged", keys);
            json.AllTexts("deleted", deleted);
        });
    }
}
