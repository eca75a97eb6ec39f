using Baton.Memory.Records;
using Baton.Memory.Storage;

namespace Baton.Memory.Rewind;

/// <summary>Works out what a rewind would do, within one snapshot and without writing.</summary>
internal sealed class RewindPlanner(IMemoryReader reader, DateTimeOffset now)
{
    private readonly Scope _everything = Scope.Operator(now);

    public async ValueTask<RewindPlan> PlanAsync(RewindRequest request)
    {
        var items = new List<RewindItem>();
        foreach (var writes in (await reader.WritesAsync(request.Writes)).GroupBy(write => write.Id))
        {
            items.Add(await PlanRecordAsync(writes.Key, [.. writes.Select(write => write.Version)], request.Force));
        }
        await MindKeysAsync(items);
        return new RewindPlan
        {
            Items = [.. items.OrderBy(item => item.Now.Project, StringComparer.Ordinal)],
            Links = LinkPlanner.Plan(await reader.LinkWritesAsync(request.Writes), request.Force),
        };
    }

    private async ValueTask<RewindItem> PlanRecordAsync(string id, HashSet<int> undone, bool force)
    {
        var history = await reader.HistoryAsync(_everything, id);
        var first = undone.Min();
        var now = history[^1];
        var before = history.FirstOrDefault(version => version.Version == first - 1);
        var numbers = undone.Order().ToList();
        if (IsUndone(now, before)) return new RewindItem(now, before, numbers, RewindStep.Nothing, null);
        var step = before is null ? RewindStep.Delete : RewindStep.Restore;
        if (history.LastOrDefault(version => version.Version > first && !undone.Contains(version.Version)) is not { } later)
        {
            return new RewindItem(now, before, numbers, step, null);
        }
        var conflict = new RewindConflict(
            $"changed afterwards: version {later.Version} by {later.By.Operation} of {later.By.Grant}", later.By, later.RecordedAt);
        return new RewindItem(now, before, numbers, force ? step : RewindStep.Conflict, conflict);
    }

    /// <summary>Whether the state in force is the one before the writes, as after an earlier rewind.</summary>
    private static bool IsUndone(StoredVersion now, StoredVersion? before)
    {
        if (before is null) return now.DeletedAt is not null;
        if ((now.DeletedAt is null) != (before.DeletedAt is null)) return false;
        var stamp = new VersionStamp(now.Version, now.RecordedAt, now.By, DeletedAt: null);
        var codec = RecordCodecs.Of(now.Kind);
        return codec.Restamp(now, stamp, default).Data.Span.SequenceEqual(codec.Restamp(before, stamp, default).Data.Span);
    }

    /// <summary>A record that keeps its key after all may keep another from getting it back, so this is done until nothing changes.</summary>
    private async ValueTask MindKeysAsync(List<RewindItem> items)
    {
        for (var changed = true; changed;)
        {
            changed = false;
            var moved = items.Where(item => item.Step is RewindStep.Delete or RewindStep.Restore).ToDictionary(item => item.Now.Id, StringComparer.Ordinal);
            var last = items.Where(item => Returning(item) is not null).GroupBy(item => Returning(item)!.Value).ToDictionary(same => same.Key, same => same.MaxBy(item => item.Before!.RecordedAt)!.Now.Id);
            for (var i = 0; i < items.Count; i++)
            {
                var minded = await MindKeyAsync(items[i], moved, last);
                changed |= minded.Step != items[i].Step;
                items[i] = minded;
            }
        }
    }

    /// <summary>The key that the record comes back to; null when it comes back to none.</summary>
    private static KeySlot? Returning(RewindItem item) => item.Step is RewindStep.Restore ? KeySlot.Of(item.Before!) : null;

    /// <summary>
    /// A key that another record took in the meantime, and keeps, cannot be given back, not even by force; of two that had it one
    /// after the other, the last gets it.
    /// </summary>
    private async ValueTask<RewindItem> MindKeyAsync(RewindItem item, Dictionary<string, RewindItem> moved, Dictionary<KeySlot, string> last)
    {
        if (Returning(item) is not { Key: var key } slot) return item;
        var before = item.Before!;
        if (last[slot] is var winner && winner != before.Id) return Lost(item, key, winner);
        var scope = _everything with { Principal = before.Visibility is Visibility.Private ? before.Owner : null, IncludeDeleted = false };
        var holder = await reader.FindByKeyAsync(scope, before.Kind, before.Project, key, before.Visibility);
        return holder is null || holder.Id == before.Id || (moved.TryGetValue(holder.Id, out var other) && (other.Before is null || KeySlot.Of(other.Before) != slot))
            ? item
            : Lost(item, key, holder.Id);
    }

    private static RewindItem Lost(RewindItem item, string key, string holder)
        => item with { Step = RewindStep.Conflict, Conflict = new RewindConflict($"its key '{key}' now belongs to {holder}", null, null) };
}
