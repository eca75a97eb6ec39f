using Baton.Memory.Callers;
using Baton.Memory.Handoffs;
using Baton.Memory.Memories;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;

namespace Baton.Memory.Dialects.M3.Searching;

/// <summary>Searches until enough results fit the filters that only the dialect knows; what does not fit takes nobody's place.</summary>
internal sealed class M3Searching(M3Desk desk)
{
    public const int Page = 100;

    public async ValueTask<Outcome<M3Results>> MemoriesAsync(MemoryCaller caller, MemorySearchRequest request, M3Filter fits, int most, CancellationToken cancellationToken)
    {
        var found = new List<M3Found>();
        while (true)
        {
            if (!(await desk.Memories.SearchAsync(caller, request, cancellationToken)).TryGet(out var page, out var failure)) return failure;
            foreach (var hit in page.Hits)
            {
                var memory = MemoryReader.Read(hit.Record);
                if (found.Count < most && fits.Takes(memory)) found.Add(new M3Found(hit, memory, null));
            }
            if (page.NextCursor is null || found.Count >= most) return new M3Results(found, page);
            request = request with { Cursor = page.NextCursor };
        }
    }

    /// <summary>Handoffs by the same words and filters; with no words there is nothing to rank them by.</summary>
    public async ValueTask<Outcome<M3Results>> HandoffsAsync(MemoryCaller caller, MemorySearchRequest asked, M3Filter fits, int most, CancellationToken cancellationToken)
    {
        var found = new List<M3Found>();
        if (string.IsNullOrWhiteSpace(asked.Query)) return new M3Results(found, null);
        var request = new HandoffSearchRequest { Query = asked.Query, Filter = new HandoffFilter { Project = asked.Project, Thread = asked.Thread }, Limit = Page, ShowsDuplicates = true };
        while (true)
        {
            if (!(await desk.Handoffs.FindAsync(caller, request, cancellationToken)).TryGet(out var page, out var failure)) return failure;
            foreach (var one in page.Handoffs)
            {
                var isThen = asked.AsOf is not { } then || one.Handoff.CreatedAt <= then;
                if (found.Count < most && isThen && fits.Takes(one.Handoff) && one.Hit is { } hit) found.Add(new M3Found(hit, null, one.Handoff));
            }
            if (page.NextCursor is null || found.Count >= most) return new M3Results(found, null);
            request = request with { Cursor = page.NextCursor };
        }
    }
}
