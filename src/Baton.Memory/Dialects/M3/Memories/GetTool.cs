using System.Text;
using Baton.Memory.Callers;
using Baton.Memory.Handoffs;
using Baton.Memory.Ids;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Server;
using Baton.Memory.Storage;
using Baton.Memory.Text;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.M3.Memories;

/// <summary>A memory, or a handoff with its body, by id.</summary>
internal sealed class GetTool(M3Desk desk) : MappedTool("memory_get")
{
    public override async ValueTask<Outcome<ToolReply>> RunAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var id = arguments.RequiredText("id");
        if (RecordIds.TryNormalise(id, out _, out var kind) && kind == RecordKind.Handoff) return await HandoffAsync(caller, id, cancellationToken);
        if (!(await desk.MemoryAsync(caller, arguments, "id", cancellationToken)).TryGet(out var memory, out var failure)) return failure;
        var text = new StringBuilder(MarkedBlock.Notice).Append('\n');
        MemoryText.Append(text, memory);
        return Reply.Of(text.ToString(), json => M3Rows.Memory(json, memory));
    }

    private async ValueTask<Outcome<ToolReply>> HandoffAsync(MemoryCaller caller, string id, CancellationToken cancellationToken)
    {
        var request = new HandoffLoadRequest { Ref = new RecordRef(id), MaxTokens = HandoffLoadRequest.Whole };
        if (!(await desk.Handoffs.LoadAsync(caller, request, cancellationToken)).TryGet(out var loaded, out var failure)) return failure;
        return Reply.Of(HandoffText.Loaded(loaded), json =>
        {
            M3Rows.Handoff(json, loaded.Handoff, loaded.Now);
            HandoffDetails.Write(json, loaded.Handoff);
            if (loaded.Body is { Length: > 0 } body) json.WriteString("body", body.Span);
        });
    }
}
