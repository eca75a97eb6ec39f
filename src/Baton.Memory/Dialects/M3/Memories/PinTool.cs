using Baton.Memory.Callers;
using Baton.Memory.Memories;
using Baton.Memory.Outcomes;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.M3.Memories;

/// <summary>Pins a memory.</summary>
internal sealed class PinTool(M3Desk desk) : MappedTool("memory_pin")
{
    public override async ValueTask<Outcome<ToolReply>> RunAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var updated = await desk.Memories.UpdateAsync(caller, M3Desk.RefOf(arguments.RequiredText("id")), new MemoryFields { Pinned = true }, cancellationToken);
        return updated.TryGet(out var done, out var failure) ? M3Rows.Pinned("Pinned", done.Memory) : failure;
    }
}
