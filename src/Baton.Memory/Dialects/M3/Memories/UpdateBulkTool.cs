using Baton.Memory.Callers;
using Baton.Memory.Outcomes;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.M3.Memories;

/// <summary>Several updates, each by itself.</summary>
internal sealed class UpdateBulkTool(M3Desk desk) : MappedTool("memory_update_bulk")
{
    private readonly UpdateTool _one = new(desk);

    public override ValueTask<Outcome<ToolReply>> RunAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
        => M3Bulk.RunAsync("Updates", arguments.Objects("updates"), desk.Context.Limits.BatchItems, "/updates", one => _one.RunAsync(caller, (Arguments)one, cancellationToken));
}
