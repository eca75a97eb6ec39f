using Baton.Memory.Callers;
using Baton.Memory.Memories;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Sessions;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.Sovereign;

/// <summary>Which insights are asked for.</summary>
internal static class InsightQuestion
{
    /// <summary>The bounds in time and domain that the arguments set.</summary>
    public static async ValueTask<Outcome<Func<MemoryRecord, bool>>> FitsAsync(
        SovereignDesk desk, MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!arguments.Time("start_date").TryGet(out var from, out var wrong)) return wrong;
        if (!arguments.Time("end_date").TryGet(out var to, out wrong)) return wrong;
        if (!(await SinceAsync(desk, caller, arguments, cancellationToken)).TryGet(out var since, out wrong)) return wrong;
        var within = SovereignLabels.Within(arguments);
        return (Func<MemoryRecord, bool>)(memory => SovereignTypes.IsKnowledge(memory) && within(memory)
            && (from.Value is null || memory.UpdatedAt >= from.Value) && (to.Value is null || memory.UpdatedAt <= to.Value)
            && (since.Value is null || memory.UpdatedAt > since.Value));
    }

    /// <summary>The best hits that fit, in the order asked for.</summary>
    public static async ValueTask<Outcome<Listed<MemoryRecord>>> SearchAsync(
        SovereignDesk desk, MemoryCaller caller, string query, Func<MemoryRecord, bool> fits, string? order, int most, CancellationToken cancellationToken)
    {
        if (!(await desk.Records.ProjectAsync(caller, null, cancellationToken)).TryGet(out var project, out var refused)) return refused;
        var request = new MemorySearchRequest { Query = query, Project = project, Limit = desk.Records.Limits.PageItems, ShowsDuplicates = true };
        if (!(await desk.Memories.SearchAsync(caller, request, cancellationToken)).TryGet(out var page, out var failure)) return failure;
        var hits = page.Hits.Select(hit => MemoryReader.Read(hit.Record)).Where(fits).ToList();
        var best = hits.Take(most);
        var shown = order switch
        {
            "newest" => best.OrderByDescending(memory => memory.UpdatedAt),
            "oldest" => best.OrderBy(memory => memory.UpdatedAt),
            _ => best,
        };
        return new Listed<MemoryRecord>([.. shown], page.NextCursor is null ? hits.Count : null, page.NextCursor is not null || hits.Count > most);
    }

    private static async ValueTask<Outcome<Moment>> SinceAsync(SovereignDesk desk, MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!arguments.Flag("since_last_reflection")) return new Moment(null);
        return (await desk.Sessions.StartAsync(caller, new SessionStartRequest(), cancellationToken)).TryGet(out var digest, out var failure)
            ? new Moment(digest.Since) : failure;
    }
}
