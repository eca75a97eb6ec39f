using System.Collections.Immutable;
using System.Text;
using Baton.Memory.Callers;
using Baton.Memory.Dialects.M3.Searching;
using Baton.Memory.Links;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Server;
using Baton.Memory.Text;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.M3.Moving;

/// <summary>Memories with their links, as M3's export.</summary>
internal sealed class ExportTool(M3Desk desk) : MappedTool("memory_export")
{
    public override async ValueTask<Outcome<ToolReply>> RunAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!arguments.Time("since").TryGet(out var since, out var wrong)) return wrong;
        var type = arguments.Filled("type_filter");
        var filter = new M3Filter(arguments.Filled("agent_filter"), null, null, type, Scratchpad: true);
        bool Fits(MemoryRecord memory) => filter.Takes(memory) && (since.Value is not { } from || memory.CreatedAt >= from);
        if (!(await desk.ListAsync(caller, arguments.Filled("project"), type is null ? [] : [type], Fits, int.MaxValue, cancellationToken)).TryGet(out var memories, out var failure)) return failure;
        var links = new Dictionary<string, ImmutableArray<LinkShown>>(StringComparer.Ordinal);
        foreach (var memory in memories)
        {
            var shown = await desk.Links.LinkAsync(caller, new LinkRequest { Ref = new RecordRef(memory.Id) }, cancellationToken);
            if (shown.Succeeded) links[memory.Id] = [.. shown.Value.Links.Where(link => link.From == memory.Id)];
        }
        var export = M3Export.Write(memories, links, desk.Now);
        return new ToolReply { Text = MarkedBlock.EscapeJson(Encoding.UTF8.GetString(export.Span)), StructuredContent = export };
    }
}
