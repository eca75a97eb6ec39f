using System.Collections.Immutable;
using Baton.Memory.Callers;
using Baton.Memory.Memories;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.M3.Conversations;

/// <summary>Begins a conversation: a memory, in whose thread its messages are.</summary>
internal sealed class StartTool(M3Desk desk) : MappedTool("conversation_start")
{
    public override async ValueTask<Outcome<ToolReply>> RunAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (arguments.RefuseBlank("title") is { } unnamed) return unnamed;
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
        if (!(await desk.Memories.SaveAsync(caller, new MemorySaveRequest([request]) { MayRepeat = true }, cancellationToken)).TryGet(out var saved, out var failure)) return failure;
        return ScreenedReply.Of($"Conversation started: {saved.Memories[0].Id}", arguments.Own(saved.Redacted), arguments.Own(saved.Warnings), json =>
        {
            json.WriteString("conversation_id", saved.Memories[0].Id);
            json.WriteString("id", saved.Memories[0].Id);
        });
    }
}
