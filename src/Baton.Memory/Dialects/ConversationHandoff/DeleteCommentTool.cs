using Baton.Memory.Callers;
using Baton.Memory.Handoffs;
using Baton.Memory.Operations;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.ConversationHandoff;

internal sealed class DeleteCommentTool(ConversationDesk desk) : IDialectTool
{
    public string Name => "handoff_delete_comment";

    public async ValueTask<ToolReply> CallAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!(await desk.FindAsync(caller, arguments.RequiredText("key"), cancellationToken)).TryGet(out var found, out var unknown)) return Reply.Of(unknown);
        var comment = arguments.RequiredText("comment_id");
        var request = new HandoffUpdateRequest { Ref = new RecordRef(found.Id), RemoveComment = comment };
        if (!(await desk.Handoffs.UpdateAsync(caller, request, cancellationToken)).TryGet(out var updated, out var failure)) return Reply.Of(failure with { Path = "/comment_id" });
        return Reply.Of($"Comment {comment} deleted from {updated.Handoff.Key}; earlier versions keep it.", json =>
        {
            json.WriteString("key", updated.Handoff.Key);
            json.WriteString("comment_id", comment);
            json.WriteNumber("comments", updated.Handoff.Comments.Length);
        });
    }
}
