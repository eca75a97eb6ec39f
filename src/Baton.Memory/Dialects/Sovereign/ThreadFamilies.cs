using System.Collections.Immutable;
using Baton.Memory.Callers;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Recall;
using Baton.Memory.Records;
using Baton.Memory.Storage;

namespace Baton.Memory.Dialects.Sovereign;

/// <summary>Questions that say the same but for case, spacing and quotation.</summary>
internal static class ThreadFamilies
{
    /// <summary>The newest of each family with its size, or every question on its own.</summary>
    public static ImmutableArray<(MemoryRecord Thread, int Count)> Of(ImmutableArray<MemoryRecord> threads, bool isCoalesced) => !isCoalesced
        ? [.. threads.Select(thread => (thread, 1))]
        : [.. threads.GroupBy(thread => RecallText.Hash(JsonContent.TextOf(thread)) ?? thread.Id).Select(family => (family.First(), family.Count()))];

    /// <summary>How often each was touched, by id.</summary>
    public static async ValueTask<Outcome<Dictionary<string, int>>> TouchesAsync(
        SovereignDesk desk, MemoryCaller caller, ImmutableArray<(MemoryRecord Thread, int Count)> shown, CancellationToken cancellationToken)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (thread, _) in shown)
        {
            var filter = new RecordFilter { Kind = RecordKind.Memory, Thread = thread.Id, Types = [SovereignTypes.Touch] };
            if (!(await desk.Records.MemoriesAsync(caller, new RecordQuestion<MemoryRecord>(filter, 1), cancellationToken)).TryGet(out var touches, out var failure)) return failure;
            counts[thread.Id] = (int)(touches.Total ?? 0);
        }
        return counts;
    }
}
