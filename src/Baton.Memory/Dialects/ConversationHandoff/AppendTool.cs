using System.Globalization;
using System.Text;
using Baton.Memory.Callers;
using Baton.Memory.Handoffs;
using Baton.Memory.Json;
using Baton.Memory.Operations;
using Baton.Memory.Records;
using Baton.Memory.Outcomes;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.ConversationHandoff;

internal sealed class AppendTool(ConversationDesk desk) : IDialectTool
{
    public string Name => "handoff_append";

    public async ValueTask<ToolReply> CallAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!(await desk.FindAsync(caller, arguments.RequiredText("key"), cancellationToken)).TryGet(out var found, out var unknown)) return Reply.Of(unknown);
        var chunk = Encoding.UTF8.GetBytes(arguments.RequiredText("chunk"));
        var size = (found.Body?.Bytes ?? 0) + chunk.Length;
        if (size > desk.Limits.ConversationBytes)
        {
            return Reply.Of(Fail.TooLarge("The conversation with this chunk", size, desk.Limits.ConversationBytes, "bytes", "/chunk", "Go on in another handoff."));
        }
        var request = new HandoffAppendRequest(new RecordRef(found.Id), chunk, arguments.Integer("seq"));
        if (!(await desk.Handoffs.AppendAsync(caller, request, cancellationToken)).TryGet(out var updated, out var failure)) return Reply.Of(failure);
        updated = arguments.Own(updated);
        var conversation = await desk.ReadAsync(updated.Handoff, cancellationToken);
        var text = string.Create(CultureInfo.InvariantCulture, $"Appended to {updated.Handoff.Key}: {updated.Handoff.Body?.Bytes ?? 0} bytes, {conversation.Messages} messages.");
        return Reply.Of(Notes.After(text, updated.Redacted, updated.Warnings), json =>
        {
            json.WriteStartObject("handoff");
            conversation.WriteMembers(json);
            json.WriteEndObject();
            json.Redacted(updated.Redacted);
            json.AllTexts("notes", updated.Warnings);
        });
    }
}
