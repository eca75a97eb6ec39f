using Baton.Memory.Callers;
using Baton.Memory.Operations;
using Baton.Memory.Storage;
using Baton.Memory.Time;

namespace Baton.Memory.Resources;

/// <summary>
/// Reads what was written since the last look. Writers in other processes record a moment before they commit, and their
/// clocks differ by a little, so each look begins a few seconds before the last one and passes over what was told already.
/// </summary>
internal sealed class ChangeFeed
{
    private static readonly TimeSpan Overlap = TimeSpan.FromSeconds(5);

    private readonly IMemoryStore _store;
    private readonly MemoryClock _clock;
    private readonly DateTimeOffset _start;
    private Dictionary<(string Id, int Version), DateTimeOffset> _told = [];
    private DateTimeOffset _last;
    private long? _stamp;

    public ChangeFeed(IMemoryStore store, TimeProvider time)
    {
        _store = store;
        _clock = new MemoryClock(time);
        _start = _clock.Now.AddMilliseconds(-1);
        _last = _start;
    }

    /// <summary>The URIs that changed, with those who may know; nothing when the store's stamp has not moved.</summary>
    public async ValueTask<IReadOnlyList<(IReadOnlyList<string> Uris, IReadOnlyList<T> Told)>> ReadAsync<T>(IReadOnlyList<T> watchers, Func<T, MemoryCaller> callerOf)
    {
        var stamp = await _store.ChangeStampAsync(default);
        if (stamp == _stamp) return [];
        var now = _clock.Now;
        var after = _last - Overlap < _start ? _start : _last - Overlap;
        var seen = _told.Where(told => told.Value > after).ToDictionary();
        var news = new List<(IReadOnlyList<string>, IReadOnlyList<T>)>();
        foreach (var alike in watchers.GroupBy(watcher => (callerOf(watcher).Principal, string.Join('\n', callerOf(watcher).Projects.Order(StringComparer.Ordinal)))))
        {
            var changes = await ChangesAsync(callerOf(alike.First()), now, after);
            var uris = changes.Where(change => !_told.ContainsKey((change.Id, change.Version))).SelectMany(UrisOf).Distinct(StringComparer.Ordinal).ToList();
            foreach (var change in changes) seen[(change.Id, change.Version)] = change.At;
            if (uris.Count > 0) news.Add((uris, [.. alike]));
        }
        (_told, _last, _stamp) = (seen, now, stamp);
        return news;
    }

    private async ValueTask<IReadOnlyList<StoredChange>> ChangesAsync(MemoryCaller caller, DateTimeOffset now, DateTimeOffset after)
    {
        var scope = MemoryContext.ScopeOf(caller, now) with { IncludeDeleted = true, IncludeExpired = true };
        return await _store.ReadAsync(reader => reader.ChangesAsync(scope, null, after, int.MaxValue), default);
    }

    private static IEnumerable<string> UrisOf(StoredChange change)
    {
        if (ResourceUris.Of(change.Kind, change.Id) is not { } uri) yield break;
        yield return uri;
        yield return ResourceUris.OfDigest(change.Project);
    }
}
