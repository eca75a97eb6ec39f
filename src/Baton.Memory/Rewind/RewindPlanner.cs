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
        var freed = items.Where(item => item.Step is RewindStep.Delete).Select(item => item.Now.Id).ToHashSet(StringComparer.Ordinal);
        for (var i = 0; i < items.Count; i++) items[i] = await MindKeyAsync(items[i], freed);
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

    /// <summary>A key that another record took in the meantime cannot be given back, not even by force.</summary>
    private async ValueTask<RewindItem> MindKeyAsync(RewindItem item, HashSet<string> freed)
    {
        if (item.Step is not RewindStep.Restore || item.Before is not { Key: { } key, DeletedAt: null } before) return item;
        var scope = _everything with { Principal = before.Visibility is Visibility.Private ? before.Owner : null, IncludeDeleted = false };
        var holder = await reader.FindByKeyAsync(scope, before.Kind, before.Project, key, before.Visibility);
        return holder is null || holder.Id == before.Id || freed.Contains(holder.Id)
            ? item
            : item with { Step = RewindStep.Conflict, Conflict = new RewindConflict($"its key '{key}' now belongs to {holder.Id}", null, null) };
    }
}
