using Baton.Memory.Callers;
using Baton.Memory.Outcomes;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.M3.Memories;

/// <summary>Several deletions, each by itself.</summary>
internal sealed class DeleteBulkTool(M3Desk desk) : MappedTool("memory_delete_bulk")
{
    private readonly DeleteTool _one = new(desk);

    public override ValueTask<Outcome<ToolReply>> RunAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
        => M3Bulk.RunAsync("Deletions", arguments.Texts("ids"), desk.Context.Limits.BatchItems, "/ids", id => _one.RunAsync(caller, id, arguments.Flag("hard"), cancellationToken));
}
