using System.Collections.Immutable;
using Baton.Memory.Callers;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Storage;

namespace Baton.Memory.Memories;

/// <summary>Two memories that say the same, and how close they are, 0 to 1.</summary>
public sealed record DuplicatePair(MemoryRecord Newer, MemoryRecord Older, double Score);

/// <summary>What a look for duplicates gave.</summary>
/// <param name="Pairs">Each older memory is in one pair at most.</param>
/// <param name="Scanned">How many memories were compared.</param>
public sealed record DuplicatesFound(ImmutableArray<DuplicatePair> Pairs, int Scanned);

/// <summary>Finds pairs among the newest memories of a project; whose type, thread, visibility or kin differs are no pair.</summary>
internal sealed class DuplicateFinding(MemoryContext context)
{
    private static readonly ImmutableArray<string> Same = ["same", "similar"];

    /// <param name="caller">Who asks.</param>
    /// <param name="among">Which memories.</param>
    /// <param name="threshold">How close they are at least, 0 to 1.</param>
    /// <param name="kinOf">What two have in common that may be a pair.</param>
    /// <param name="cancellationToken">Ends between comparisons.</param>
    public async ValueTask<Outcome<DuplicatesFound>> FindAsync(
        MemoryCaller caller, RecordQuestion<MemoryRecord> among, double threshold, Func<MemoryRecord, string> kinOf, CancellationToken cancellationToken)
    {
        if (!(await new RecordListing(context).MemoriesAsync(caller, among, cancellationToken)).TryGet(out var listed, out var refused)) return refused;
        var pairs = await context.Store.ReadAsync(reader => PairsAsync(reader, MemoryContext.ScopeOf(caller, context.Clock.Now), listed.Records, threshold, kinOf, cancellationToken), cancellationToken);
        return new DuplicatesFound(pairs, listed.Records.Length);
    }

    private static async ValueTask<ImmutableArray<DuplicatePair>> PairsAsync(
        IMemoryReader reader, Scope scope, ImmutableArray<MemoryRecord> newestFirst, double threshold, Func<MemoryRecord, string> kinOf, CancellationToken cancellationToken)
    {
        var pairs = ImmutableArray.CreateBuilder<DuplicatePair>();
        var places = newestFirst.Select((memory, place) => (memory.Id, place)).ToDictionary(one => one.Id, one => one.place, StringComparer.Ordinal);
        var taken = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < newestFirst.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var newer = newestFirst[i];
            if (taken.Contains(newer.Id)) continue;
            foreach (var other in await SimilarFinder.FindAsync(reader, scope, Alike(newer), MemoryRow.TextOf(newer), 0, newer.Id))
            {
                var isOlder = places.TryGetValue(other.Id, out var place) && place > i;
                var says = Same.Contains(other.Relation) && other.Score >= threshold && isOlder && newestFirst[place].Visibility == newer.Visibility
                    && kinOf(newestFirst[place]) == kinOf(newer);
                if (says && taken.Add(other.Id)) pairs.Add(new DuplicatePair(newer, newestFirst[place], other.Score));
            }
        }
        return pairs.ToImmutable();
    }

    /// <summary>Where a memory's duplicates would be: others that say the same must not crowd them out.</summary>
    private static RecordFilter Alike(MemoryRecord memory) => new() { Kind = RecordKind.Memory, Project = memory.Project, Types = [memory.Type], Thread = memory.Thread };
}
