using Baton.Memory.Callers;
using Baton.Memory.Memories;
using Baton.Memory.Outcomes;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.M3.Searching;

/// <summary>Memories and handoffs in one list, every filter on every result.</summary>
internal sealed class SearchTool(M3Desk desk) : MappedTool("memory_search")
{
    private readonly M3Searching _searching = new(desk);

    public override async ValueTask<Outcome<ToolReply>> RunAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!arguments.Amount("k", 8, 200).TryGet(out var k, out var wrong) || !arguments.Time("as_of").TryGet(out var asOf, out wrong) || !arguments.Share("recency_bias").TryGet(out var recency, out wrong)) return wrong;
        if (!(await desk.Records.ProjectAsync(caller, arguments.Filled("project"), cancellationToken)).TryGet(out var project, out var failure)) return failure;
        var type = arguments.Filled("type_filter");
        var request = new MemorySearchRequest
        {
            Query = arguments.RequiredText("query"),
            Project = project,
            Thread = arguments.Filled("conversation_id"),
            Types = type is null ? [] : [type],
            AsOf = asOf.Value,
            RecencyBias = recency,
            Limit = k,
        };
        var (fits, none) = (M3Filter.Of(arguments, type), new M3Results([], null));
        M3Results memories = none, handoffs = none;
        if (type != M3Types.Handoff && !(await _searching.MemoriesAsync(caller, request, fits, cancellationToken)).TryGet(out memories!, out failure)) return failure;
        if (type is null or M3Types.Handoff && !(await _searching.HandoffsAsync(caller, request, fits, cancellationToken)).TryGet(out handoffs!, out failure)) return failure;
        var best = memories.Found.Concat(handoffs.Found).OrderByDescending(one => one.Hit.Score).Take(k).ToList();
        var kept = arguments.Flag("adaptive_k") ? ScoreDrop.Before([.. best.Select(one => one.Hit.Score)]) : best.Count;
        return new M3Results(best[..kept], memories.Last) { CutOff = arguments.Flag("adaptive_k") ? best.Count - kept : null, Notes = SearchNotes.On(caller, arguments, best.Count - kept) }.Shown(project, arguments.Flag("explain"), desk.Now);
    }
}
