using System.Globalization;
using Baton.Memory.Callers;
using Baton.Memory.Links;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.M3.Links;

/// <summary>What is around a memory.</summary>
internal sealed class GraphTool(M3Desk desk) : MappedTool("memory_graph")
{
    public override async ValueTask<Outcome<ToolReply>> RunAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!arguments.Amount("depth", 1, 3).TryGet(out var depth, out var wrong)) return wrong;
        if (!(await desk.MemoryAsync(caller, arguments, "memory_id", cancellationToken)).TryGet(out var memory, out var unknown)) return unknown;
        var request = new LinkRequest { Ref = new RecordRef(memory.Id), Depth = depth };
        if (!(await desk.Links.LinkAsync(caller, request, cancellationToken)).TryGet(out var shown, out var failure)) return failure;
        var nodes = new List<GraphNode> { new(memory.Id, memory.Title ?? "", memory.Type) };
        foreach (var id in shown.Links.SelectMany(link => (string[])[link.From, link.To]).Distinct(StringComparer.Ordinal).Where(id => id != memory.Id))
        {
            var got = await desk.Memories.GetAsync(caller, new RecordRef(id), history: false, cancellationToken);
            nodes.Add(GraphNode.Of(id, got.Succeeded ? got.Value.Memory : null));
        }
        return Reply.Of(string.Create(CultureInfo.InvariantCulture, $"{nodes.Count} node(s) and {shown.Links.Length} link(s) around {memory.Id}."), json =>
        {
            json.WriteString("id", memory.Id);
            json.Rows("nodes", nodes, (writer, node) => node.Write(writer));
            json.Rows("edges", shown.Links, GraphNode.WriteEdge);
            json.WriteBoolean("more", shown.More);
        });
    }
}
