using Baton.Memory.Callers;
using Baton.Memory.Handoffs;
using Baton.Memory.Memories;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;

namespace Baton.Memory.Dialects.M3.Searching;

/// <summary>Searches with the filters that only the dialect knows; what does not fit takes nobody's place.</summary>
internal sealed class M3Searching(M3Desk desk)
{
    public async ValueTask<Outcome<M3Results>> MemoriesAsync(MemoryCaller caller, MemorySearchRequest request, M3Filter fits, CancellationToken cancellationToken)
    {
        if (!(await desk.Memories.SearchAsync(caller, request with { Fits = fits.Takes, ShowsDuplicates = true }, cancellationToken)).TryGet(out var page, out var failure)) return failure;
        return new M3Results([.. page.Hits.Select(hit => new M3Found(hit, MemoryReader.Read(hit.Record), null))], page);
    }

    /// <summary>Handoffs by the same words and filters; with no words there is nothing to rank them by.</summary>
    public async ValueTask<Outcome<M3Results>> HandoffsAsync(MemoryCaller caller, MemorySearchRequest asked, M3Filter fits, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(asked.Query)) return new M3Results([], null);
        var request = new HandoffSearchRequest
        {
            Query = asked.Query,
            Filter = new HandoffFilter { Project = asked.Project, Thread = asked.Thread },
            Limit = asked.Limit,
            RecencyBias = asked.RecencyBias,
            ShowsDuplicates = true,
            Fits = handoff => (asked.AsOf is not { } then || handoff.CreatedAt <= then) && fits.Takes(handoff),
        };
        if (!(await desk.Handoffs.FindAsync(caller, request, cancellationToken)).TryGet(out var page, out var failure)) return failure;
        return new M3Results([.. page.Handoffs.Select(one => new M3Found(one.Hit!, null, one.Handoff))], null);
    }
}
