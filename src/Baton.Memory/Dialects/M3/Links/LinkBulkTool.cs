using Baton.Memory.Callers;
using Baton.Memory.Outcomes;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.M3.Links;

/// <summary>Several links, each by itself.</summary>
internal sealed class LinkBulkTool(M3Desk desk) : MappedTool("memory_link_bulk")
{
    private readonly LinkTool _one = new(desk);

    public override ValueTask<Outcome<ToolReply>> RunAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
        => M3Bulk.RunAsync(
            "Links", arguments.Objects("links"), desk.Context.Limits.BatchItems, "/links",
            one => _one.RunAsync(caller, (Arguments)one, arguments.Filled(LinkTool.Relation) ?? LinkTool.Standard, cancellationToken));
}
