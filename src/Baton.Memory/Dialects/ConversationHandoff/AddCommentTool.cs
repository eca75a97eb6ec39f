using Baton.Memory.Callers;
using Baton.Memory.Handoffs;
using Baton.Memory.Json;
using Baton.Memory.Operations;
using Baton.Memory.Records;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.ConversationHandoff;

internal sealed class AddCommentTool(ConversationDesk desk) : IDialectTool
{
    public string Name => "handoff_add_comment";

    public async ValueTask<ToolReply> CallAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (ConversationDraft.Label("author", arguments, desk.Limits) is { } wrong) return Reply.Of(wrong);
        if (!(await desk.FindAsync(caller, arguments.RequiredText("key"), cancellationToken)).TryGet(out var found, out var unknown)) return Reply.Of(unknown);
        var named = new RecordRef(found.Id);
        var request = new HandoffUpdateRequest { Ref = named, Comment = arguments.RequiredText("content") };
        if (!(await desk.Handoffs.UpdateAsync(caller, request, cancellationToken)).TryGet(out var updated, out var failure)) return Reply.Of(failure);
        var comment = updated.Handoff.Comments[^1];
        var (redacted, notes) = (arguments.Own(updated.Redacted), arguments.Own(updated.Warnings));
        if (arguments.Text("author") is { Length: > 0 } author)
        {
            var labels = updated.Handoff.Labels.SetItem(ConversationLabels.AuthorOf(comment.Id), author);
            if (!(await desk.Handoffs.UpdateAsync(caller, new HandoffUpdateRequest { Ref = named, Labels = labels }, cancellationToken)).TryGet(out updated, out failure)) return Reply.Of(failure);
        }
        return Reply.Of(Notes.After($"Comment {comment.Id} added to {updated.Handoff.Key}.", redacted, notes), json =>
        {
            json.WriteString("key", updated.Handoff.Key);
            json.WriteStartObject("comment");
            ConversationText.Write(json, updated.Handoff, comment);
            json.WriteEndObject();
            json.Redacted(redacted);
            json.AllTexts("notes", notes);
        });
    }
}
