using Baton.Memory.Callers;
using Baton.Memory.Links;
using Baton.Memory.Memories;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.M3.Links;

/// <summary>Links two memories in M3's word; <c>supersedes</c> is what the native tools mean by it.</summary>
internal sealed class LinkTool(M3Desk desk) : MappedTool("memory_link")
{
    public const string Standard = "related";
    public const string Relation = "relationship_type";

    public override ValueTask<Outcome<ToolReply>> RunAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
        => RunAsync(caller, arguments, Standard, cancellationToken);

    public async ValueTask<Outcome<ToolReply>> RunAsync(MemoryCaller caller, Arguments arguments, string standard, CancellationToken cancellationToken)
    {
        var relation = arguments.Filled(Relation) ?? standard;
        if (!(await desk.MemoryAsync(caller, arguments, "from_id", cancellationToken)).TryGet(out var from, out var unknown)) return unknown;
        if (!(await desk.MemoryAsync(caller, arguments, "to_id", cancellationToken)).TryGet(out var to, out unknown)) return unknown;
        var request = new LinkRequest { Ref = new RecordRef(from.Id), To = to.Id, Relation = relation, AnyRelation = true };
        var failure = relation == "supersedes"
            ? (await desk.Memories.UpdateAsync(caller, new RecordRef(from.Id), new MemoryFields { Supersedes = [to.Id] }, cancellationToken)).Failure
            : (await desk.Links.LinkAsync(caller, request, cancellationToken)).Failure;
        if (failure is not null) return failure;
        return Reply.Of($"Linked: {from.Id} {relation} {to.Id}", json =>
        {
            json.WriteString("from_id", from.Id);
            json.WriteString("to_id", to.Id);
            json.WriteString(Relation, relation);
        });
    }
}
