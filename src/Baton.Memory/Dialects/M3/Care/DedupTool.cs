using System.Collections.Immutable;
using System.Globalization;
using Baton.Memory.Callers;
using Baton.Memory.Json;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Server;
using Baton.Memory.Storage;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.M3.Care;

/// <summary>Pairs of memories that say the same; of a pair the older goes, unless it is pinned or this is a dry run.</summary>
internal sealed class DedupTool(M3Desk desk) : MappedTool("memory_dedup")
{
    /// <summary>How many memories one call compares; each costs a search.</summary>
    private const int MostScanned = 2000;

    public override async ValueTask<Outcome<ToolReply>> RunAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var threshold = arguments.Number("threshold") ?? 0.92;
        if (threshold is not (>= 0.6 and <= 1)) return Fail.Invalid("threshold lies between 0.6 and 1.", "/threshold", null, 1);
        var dryRun = !arguments.Has("dry_run") || arguments.Flag("dry_run");
        var most = arguments.Integer("limit") is > 0 and var asked ? (int)Math.Min(asked, MostScanned) : MostScanned;
        var among = new RecordQuestion<MemoryRecord>(new RecordFilter { Kind = RecordKind.Memory }, most) { Fits = Kin.MayBePair };
        if (!(await desk.Memories.FindDuplicatesAsync(caller, among, threshold, Kin.Of, cancellationToken)).TryGet(out var found, out var refused)) return refused;
        var deleted = ImmutableArray.CreateBuilder<string>();
        foreach (var pair in dryRun ? [] : found.Pairs.Where(pair => !pair.Older.Pinned))
        {
            if ((await desk.Memories.DeleteAsync(caller, new RecordRef(pair.Older.Id), restore: false, cancellationToken)).Failure is { } failure) return failure;
            deleted.Add(pair.Older.Id);
        }
        return Reply.Of(string.Create(CultureInfo.InvariantCulture, $"{found.Pairs.Length} pair(s) among {found.Scanned} memories; {deleted.Count} marked deleted."), json =>
        {
            json.Rows("pairs", found.Pairs, M3Rows.Pair);
            json.WriteNumber("count", found.Pairs.Length);
            json.AllTexts("deleted", deleted.ToImmutable());
            json.WriteNumber("scanned", found.Scanned);
            json.WriteBoolean("dry_run", dryRun);
        });
    }
}
