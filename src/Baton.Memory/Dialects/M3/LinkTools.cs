using System.Collections.Immutable;
using System.Globalization;
using Baton.Memory.Callers;
using Baton.Memory.Links;
using Baton.Memory.Memories;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.M3;

/// <summary>Links between memories, in M3's words.</summary>
internal sealed class LinkTools(M3Desk desk)
{
    private const string Standard = "related";

    public ImmutableArray<IDialectTool> All =>
    [
        new ToolAction("memory_link", (caller, arguments, cancel) => LinkAsync(caller, arguments, Standard, cancel)),
        new ToolAction("memory_link_bulk", (caller, arguments, cancel) => M3Bulk.RunAsync(
            "Links", arguments.Objects("links"), desk.Context.Limits.BatchItems, "/links",
            one => LinkAsync(caller, (Arguments)one, arguments.Filled("relationship_type") ?? Standard, cancel))),
        new ToolAction("memory_graph", GraphAsync),
    ];

    private async ValueTask<Outcome<ToolReply>> LinkAsync(MemoryCaller caller, Arguments arguments, string standard, CancellationToken cancellationToken)
    {
        var relation = arguments.Filled("relationship_type") ?? standard;
        if (!(await desk.MemoryAsync(caller, arguments.RequiredText("from_id"), "/from_id", cancellationToken)).TryGet(out var from, out var unknown)) return unknown;
        if (!(await desk.MemoryAsync(caller, arguments.RequiredText("to_id"), "/to_id", cancellationToken)).TryGet(out var to, out unknown)) return unknown;
        var request = new LinkRequest { Ref = new RecordRef(from.Id), To = to.Id, Relation = relation, AnyRelation = true };
        var failure = relation == "supersedes"
            ? (await desk.Memories.UpdateAsync(caller, new RecordRef(from.Id), new MemoryFields { Supersedes = [to.Id] }, cancellationToken)).Failure
            : (await desk.Links.LinkAsync(caller, request, cancellationToken)).Failure;
        if (failure is not null) return failure;
        return Reply.Of($"Linked: {from.Id} {relation} {to.Id}", json =>
        {
            json.WriteString("from_id", from.Id);
            json.WriteString("to_id", to.Id);
            json.WriteString("relationship_type", relation);
        });
    }

    private async ValueTask<Outcome<ToolReply>> GraphAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!arguments.Amount("depth", 1, 3).TryGet(out var depth, out var wrong)) return wrong;
        if (!(await desk.MemoryAsync(caller, arguments.RequiredText("memory_id"), "/memory_id", cancellationToken)).TryGet(out var memory, out var unknown)) return unknown;
        var request = new LinkRequest { Ref = new RecordRef(memory.Id), Depth = depth };
        if (!(await desk.Links.LinkAsync(caller, request, cancellationToken)).TryGet(out var shown, out var failure)) return failure;
        var nodes = new List<(string Id, string Title, string Type)> { (memory.Id, memory.Title ?? "", memory.Type) };
        foreach (var id in shown.Links.SelectMany(link => (string[])[link.From, link.To]).Distinct(StringComparer.Ordinal).Where(id => id != memory.Id))
        {
            var got = await desk.Memories.GetAsync(caller, new RecordRef(id), history: false, cancellationToken);
            nodes.Add(got.Succeeded ? (id, got.Value.Memory.Title ?? "", got.Value.Memory.Type) : (id, "", id[0] == 'h' ? M3Types.Handoff : ""));
        }
        return Reply.Of(string.Create(CultureInfo.InvariantCulture, $"{nodes.Count} node(s) and {shown.Links.Length} link(s) around {memory.Id}."), json =>
        {
            json.WriteString("id", memory.Id);
            json.Rows("nodes", nodes, (writer, node) =>
            {
                writer.WriteString("id", node.Id);
                writer.WriteString("title", node.Title);
                writer.WriteString("type", node.Type);
            });
            json.Rows("edges", shown.Links, (writer, link) =>
            {
                writer.WriteString("from_id", link.From);
                writer.WriteString("to_id", link.To);
                writer.WriteString("relationship_type", link.Relation);
                writer.WriteNumber("depth", link.Depth);
            });
            json.WriteBoolean("more", shown.More);
        });
    }
}
