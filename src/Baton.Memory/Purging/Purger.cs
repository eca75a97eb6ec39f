using System.Collections.Immutable;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Storage;

namespace Baton.Memory.Purging;

/// <summary>Destroys records for the operator: shows them first, then does it in one transaction.</summary>
internal sealed class Purger(IMemoryStore store, TimeProvider time)
{
    private const int PageSize = 1000;

    public ValueTask<Outcome<PurgePlan>> PreviewAsync(PurgeRequest request, CancellationToken cancellationToken)
        => store.ReadAsync(async reader => (await SelectAsync(reader, request)).TryGet(out var items, out var failure)
            ? new PurgePlan(items, Done: null)
            : (Outcome<PurgePlan>)failure, cancellationToken);

    /// <param name="request">What to destroy.</param>
    /// <param name="by">The operator; kept with each tombstone.</param>
    /// <param name="cancellationToken">Before the commit.</param>
    public ValueTask<Outcome<PurgePlan>> ApplyAsync(PurgeRequest request, Provenance by, CancellationToken cancellationToken)
        => store.WriteAsync<PurgePlan>(async writer =>
        {
            if (!(await SelectAsync(writer, request)).TryGet(out var items, out var failure)) return failure;
            return new PurgePlan(items, await writer.PurgeAsync([.. items.Select(item => item.Id)], request.Why, by, time.GetUtcNow()));
        }, cancellationToken);

    private async ValueTask<Outcome<IReadOnlyList<PurgeItem>>> SelectAsync(IMemoryReader reader, PurgeRequest request)
    {
        if (request.Ids.IsEmpty && request.Project is null && request.ExpiredBefore is null && request.DeletedBefore is null)
        {
            return Fail.Invalid("Nothing says what to purge.", hint: "Give ids, a project, or a moment before which records expired or were deleted.");
        }
        if (request.Project is { } project && await reader.FindProjectAsync(project) is null) return Fail.NotFound($"There is no project '{project}'.");
        if (!(await ResolveAsync(reader, request.Ids)).TryGet(out var ids, out var failure)) return failure;
        var filter = new RemovalFilter
        {
            Ids = ids,
            Project = request.Project,
            ExpiredBefore = request.ExpiredBefore,
            DeletedBefore = request.DeletedBefore,
        };
        var items = new List<PurgeItem>();
        while (await reader.FindRemovableAsync(filter, items.Count == 0 ? null : items[^1].Id, PageSize) is { Count: > 0 } page)
        {
            items.AddRange(page.Select(PurgeItem.Of));
        }
        return items;
    }

    private async ValueTask<Outcome<ImmutableArray<string>>> ResolveAsync(IMemoryReader reader, ImmutableArray<string> given)
    {
        var everything = Scope.Operator(time.GetUtcNow());
        var ids = ImmutableArray.CreateBuilder<string>(given.Length);
        foreach (var text in given)
        {
            if (!(await RecordFinder.ResolveIdAsync(reader, everything, text, kind: null, "/id")).TryGet(out var id, out var failure)) return failure;
            if (await reader.FindTombstoneAsync(id) is { } gone) return Fail.NotFound($"{id} was destroyed on {gone.At:u} by {gone.By.Principal}.");
            if (await reader.GetAsync(everything, id) is null) return Fail.NotFound($"There is no record {id}.");
            ids.Add(id);
        }
        return ids.ToImmutable();
    }
}
