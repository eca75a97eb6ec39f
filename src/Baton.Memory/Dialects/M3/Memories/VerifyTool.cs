using System.Text;
using Baton.Memory.Callers;
using Baton.Memory.Json;
using Baton.Memory.Memories;
using Baton.Memory.Outcomes;
using Baton.Memory.Server;
using Baton.Memory.Tools;
using Baton.Memory.Transfer.Foreign;

namespace Baton.Memory.Dialects.M3.Memories;

/// <summary>Whether a memory's text is the one that was written.</summary>
internal sealed class VerifyTool(M3Desk desk) : MappedTool("memory_verify")
{
    public override async ValueTask<Outcome<ToolReply>> RunAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!(await desk.Memories.VerifyAsync(caller, M3Desk.RefOf(arguments.RequiredText("id")), cancellationToken)).TryGet(out var verified, out var failure)) return failure;
        var memory = verified.Memory;
        var text = verified.IsIntact ? $"OK: {memory.Id} is as it was written." : $"MISMATCH: the text of {memory.Id} is not the one that was written. Run baton doctor.";
        return Reply.Of(text, json =>
        {
            json.WriteString("id", memory.Id);
            json.WriteString("status", verified.IsIntact ? "ok" : "mismatch");
            json.WriteString("content_hash", ForeignJson.Digest(Encoding.UTF8.GetBytes(MemoryRow.TextOf(memory))));
            json.Text("stored_hash", verified.StoredHash);
            json.Text("computed_hash", verified.ComputedHash);
            json.WriteNumber("version", memory.Version);
        });
    }
}
