using System.Collections.Immutable;
using Baton.Memory.Callers;
using Baton.Memory.Json;
using Baton.Memory.Memories;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.M3;

/// <summary>Conversations: a memory for the conversation, and in its thread one for each message.</summary>
internal sealed class MessageTools(M3Desk desk)
{
    public ImmutableArray<IDialectTool> All => [new ToolAction("conversation_start", StartAsync), new ToolAction("conversation_append", AppendAsync)];

    private async ValueTask<Outcome<ToolReply>> StartAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!M3Fields.Read(arguments, null, desk.Context.Limits).TryGet(out var fields, out var wrong)) return wrong;
        var tags = (arguments.Text("tags") ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var request = fields with
        {
            Project = arguments.Filled("project"),
            Type = M3Types.Conversation,
            Title = arguments.RequiredText("title"),
            Content = $"Conversation: {arguments.RequiredText("title")}",
            Tags = Patch.Set<ImmutableArray<string>>([.. tags]),
        };
        if (!(await desk.Memories.SaveAsync(caller, new MemorySaveRequest([request]), cancellationToken)).TryGet(out var saved, out var failure)) return failure;
        return Reply.Of($"Conversation started: {saved.Memories[0].Id}", json =>
        {
            json.WriteString("conversation_id", saved.Memories[0].Id);
            json.WriteString("id", saved.Memories[0].Id);
        });
    }

    private async ValueTask<Outcome<ToolReply>> AppendAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var role = arguments.RequiredText(M3Labels.Role);
        if (OriginalArguments.RefuseLabel(M3Labels.Role, role, 100) is { } refused) return refused;
        if (!(await desk.MemoryAsync(caller, arguments.RequiredText("conversation_id"), "/conversation_id", cancellationToken)).TryGet(out var conversation, out var unknown)) return unknown;
        if (conversation.Type != M3Types.Conversation) return Fail.Invalid($"{conversation.Id} is no conversation.", "/conversation_id", "Begin one with conversation_start.");
        if (!M3Fields.Read(arguments, null, desk.Context.Limits).TryGet(out var fields, out var wrong)) return wrong;
        var request = fields with
        {
            Project = conversation.Project,
            Type = M3Types.Message,
            Thread = conversation.Id,
            Content = $"{role}: {arguments.RequiredText("content")}",
            Labels = fields.Labels.Or(ImmutableSortedDictionary<string, string>.Empty).SetItem(M3Labels.Role, role),
        };
        if (!(await desk.Memories.SaveAsync(caller, new MemorySaveRequest([request]), cancellationToken)).TryGet(out var saved, out var failure)) return failure;
        if (!(await desk.MemoryAsync(caller, saved.Memories[0].Id, "/conversation_id", cancellationToken)).TryGet(out var message, out failure)) return failure;
        return Reply.Of(Notes.After($"Appended: {message.Id}", saved.Redacted, saved.Warnings), json =>
        {
            json.WriteString("id", message.Id);
            json.WriteString("conversation_id", conversation.Id);
            json.Number("position", message.Position);
            json.Redacted(saved.Redacted);
        });
    }
}
