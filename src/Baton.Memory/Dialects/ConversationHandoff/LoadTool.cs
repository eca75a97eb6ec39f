using System.Globalization;
using Baton.Memory.Callers;
using Baton.Memory.Handoffs;
using Baton.Memory.Json;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.ConversationHandoff;

internal sealed class LoadTool(ConversationDesk desk) : IDialectTool
{
    public string Name => "handoff_load";

    public async ValueTask<ToolReply> CallAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!(await desk.FindAsync(caller, arguments.RequiredText("key"), cancellationToken)).TryGet(out var handoff, out var unknown)) return Reply.Of(unknown);
        var wanted = arguments.Patch<double>("max_messages");
        if (wanted.HasValue && (wanted.Or(0) < 1 || Math.Truncate(wanted.Or(0)) != wanted.Or(0)))
        {
            return Reply.Of(Fail.Invalid("max_messages must be a whole number from 1.", "/max_messages"));
        }
        var request = new HandoffLoadRequest
        {
            Ref = new RecordRef(handoff.Id),
            MaxTokens = (desk.Limits.BodyBytes + handoff.Summary.Length) * 2L,
            MaxMessages = wanted.HasValue ? (int)Math.Min(wanted.Or(0), int.MaxValue) : null,
        };
        if (!(await desk.Handoffs.LoadAsync(caller, request, cancellationToken)).TryGet(out var loaded, out var failure)) return Reply.Of(failure);
        var conversation = await desk.ReadAsync(loaded.Handoff, cancellationToken);
        var note = loaded.Truncated is null ? null
            : string.Create(CultureInfo.InvariantCulture, $"Only the last {request.MaxMessages} of {conversation.Messages} messages are shown; leave max_messages out for all.");
        return Reply.Of(ConversationText.Loaded(conversation, loaded, note), json =>
        {
            json.WriteStartObject("handoff");
            conversation.WriteMembers(json);
            HandoffDetails.Write(json, loaded.Handoff);
            json.WriteString("conversation", (loaded.Body ?? default).Span);
            json.Objects("comments", loaded.Handoff.Comments, (writer, comment) => ConversationText.Write(writer, loaded.Handoff, comment));
            json.WriteEndObject();
            json.WriteString("note", note);
        }, (loaded.Body?.Length ?? 0) + 2048);
    }
}
