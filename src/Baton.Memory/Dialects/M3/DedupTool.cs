using System.Collections.Immutable;
using System.Globalization;
using Baton.Memory.Callers;
using Baton.Memory.Json;
using Baton.Memory.Memories;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.M3;

/// <summary>Pairs of memories that say the same; of a pair the older goes, unless it is pinned.</summary>
internal sealed class DedupTool(M3Desk desk)
{
    /// <summary>How many memories one call compares; each costs a search.</summary>
    private const int MostScanned = 2000;

    public ImmutableArray<IDialectTool> All => [new ToolAction("memory_dedup", RunAsync)];

    private async ValueTask<Outcome<ToolReply>> RunAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var threshold = arguments.Number("threshold") ?? 0.92;
        if (threshold is not (>= 0.6 and <= 1)) return Fail.Invalid("threshold lies between 0.6 and 1.", "/threshold", null, 1);
        var dryRun = !arguments.Has("dry_run") || arguments.Flag("dry_run");
        var most = arguments.Integer("limit") is > 0 and var asked ? (int)Math.Min(asked, MostScanned) : MostScanned;
        bool IsOpen(MemoryRecord memory) => memory.SupersededBy is null && !memory.Type.StartsWith(M3Types.OwnPrefix, StringComparison.Ordinal);
        if (!(await desk.ListAsync(caller, null, [], IsOpen, most, cancellationToken)).TryGet(out var memories, out var refused)) return refused;
        var pairs = await PairsAsync(caller, memories, threshold, cancellationToken);
        var deleted = ImmutableArray.CreateBuilder<string>();
        foreach (var pair in dryRun ? [] : pairs.Where(pair => !pair.Older.Pinned))
        {
            if ((await desk.Memories.DeleteAsync(caller, new RecordRef(pair.Older.Id), restore: false, cancellationToken)).Failure is { } failure) return failure;
            deleted.Add(pair.Older.Id);
        }
        return Reply.Of(string.Create(CultureInfo.InvariantCulture, $"{pairs.Count} pair(s) among {memories.Length} memories; {deleted.Count} marked deleted."), json =>
        {
            json.Rows("pairs", pairs, (writer, pair) =>
            {
                writer.WriteString("keep", pair.Newer.Id);
                writer.WriteString("duplicate", pair.Older.Id);
                writer.WriteNumber("score", pair.Score);
                writer.WriteBoolean("pinned", pair.Older.Pinned);
            });
            json.WriteNumber("count", pairs.Count);
            json.AllTexts("deleted", deleted.ToImmutable());
            json.WriteNumber("scanned", memories.Length);
            json.WriteBoolean("dry_run", dryRun);
        });
    }

    private ValueTask<List<(MemoryRecord Newer, MemoryRecord Older, double Score)>> PairsAsync(
        MemoryCaller caller, ImmutableArray<MemoryRecord> newestFirst, double threshold, CancellationToken cancellationToken)
        => desk.Context.Store.ReadAsync(async reader =>
        {
            var pairs = new List<(MemoryRecord, MemoryRecord, double)>();
            var places = newestFirst.Select((memory, place) => (memory.Id, place)).ToDictionary(one => one.Id, one => one.place, StringComparer.Ordinal);
            var taken = new HashSet<string>(StringComparer.Ordinal);
            var scope = MemoryContext.ScopeOf(caller, desk.Now);
            for (var i = 0; i < newestFirst.Length; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var newer = newestFirst[i];
                if (taken.Contains(newer.Id)) continue;
                foreach (var other in await SimilarFinder.FindAsync(reader, scope, newer.Project, MemoryRow.TextOf(newer), 0, newer.Id))
                {
                    var isOlder = places.TryGetValue(other.Id, out var place) && place > i;
                    var says = other.Relation is "same" or "similar" && other.Score >= threshold && isOlder && newestFirst[place].Visibility == newer.Visibility;
                    if (says && taken.Add(other.Id)) pairs.Add((newer, newestFirst[place], other.Score));
                }
            }
            return pairs;
        }, cancellationToken);
}
