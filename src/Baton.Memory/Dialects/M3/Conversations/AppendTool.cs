using System.Collections.Immutable;
using Baton.Memory.Callers;
using Baton.Memory.Json;
using Baton.Memory.Memories;
using Baton.Memory.Outcomes;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.M3.Conversations;

/// <summary>Adds a message to a conversation, at the next place in its thread.</summary>
internal sealed class AppendTool(M3Desk desk) : MappedTool("conversation_append")
{
    public override async ValueTask<Outcome<ToolReply>> RunAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var role = arguments.RequiredText(M3Labels.Role);
        if ((arguments.RefuseBlank(M3Labels.Role) ?? arguments.RefuseBlank("content") ?? OriginalArguments.RefuseLabel(M3Labels.Role, role, 100)) is { } refused) return refused;
        if (!(await desk.MemoryAsync(caller, arguments, "conversation_id", cancellationToken)).TryGet(out var conversation, out var unknown)) return unknown;
        if (conversation.Type != M3Types.Conversation) return Fail.Invalid($"{conversation.Id} is no conversation.", "/conversation_id", "Begin one with conversation_start.");
        if (!M3Fields.Read(arguments, null, desk.Context.Limits).TryGet(out var fields, out var wrong)) return wrong;
        var request = fields with
        {
            Project = conversation.Project,
            Type = M3Types.Message,
            Thread = conversation.Id,
            Title = role,
            Content = arguments.RequiredText("content"),
            Labels = fields.Labels.Or(ImmutableSortedDictionary<string, string>.Empty).SetItem(M3Labels.Role, role),
        };
        if (!(await desk.Memories.SaveAsync(caller, new MemorySaveRequest([request]) { MayRepeat = true }, cancellationToken)).TryGet(out var saved, out var failure)) return failure;
        if (!(await desk.Records.MemoryAsync(caller, saved.Memories[0].Id, cancellationToken)).TryGet(out var message, out failure)) return failure;
        return ScreenedReply.Of($"Appended: {message.Id}", arguments.Own(saved.Redacted), arguments.Own(saved.Warnings), json =>
        {
            json.WriteString("id", message.Id);
            json.WriteString("conversation_id", conversation.Id);
            json.Number("position", message.Position);
        });
    }
}
