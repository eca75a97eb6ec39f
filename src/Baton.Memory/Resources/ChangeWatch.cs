using Baton.Memory.Callers;
using Baton.Memory.Storage;

namespace Baton.Memory.Resources;

/// <summary>
/// Tells watchers which resources changed, whoever wrote, in whichever process. While anybody watches, the store's change
/// stamp is compared every second, which costs microseconds; only when it has moved are the writes read, once for all
/// watchers who may see the same. What changes by time alone, such as a lease that lapses, is not a write and not told.
/// </summary>
internal sealed class ChangeWatch(IMemoryStore store, TimeProvider time)
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly List<Watcher> _watchers = [];
    private ITimer? _timer;
    private ChangeFeed? _feed;
    private int _polling;

    /// <summary>Calls back with the URI of each resource that the caller may see and that changes from now on. Reads nothing yet.</summary>
    public IDisposable Add(MemoryCaller caller, Action<string> changed)
    {
        var watcher = new Watcher(this, caller, changed);
        lock (_gate)
        {
            _watchers.Add(watcher);
            _feed ??= new ChangeFeed(store, time);
            _timer ??= time.CreateTimer(static state => _ = ((ChangeWatch)state!).PollAsync(), this, Period, Period);
        }
        return watcher;
    }

    /// <summary>Looks once; a look that another one is still busy with is left out.</summary>
    /// <exception cref="AggregateException">Watchers failed, after everybody was told.</exception>
    public async Task PollAsync()
    {
        if (Interlocked.Exchange(ref _polling, 1) == 1) return;
        try
        {
            List<Watcher> watchers;
            ChangeFeed? feed;
            lock (_gate) (watchers, feed) = ([.. _watchers], _feed);
            if (feed is null) return;
            List<Exception> broken = [];
            foreach (var (uris, told) in await feed.ReadAsync(watchers, watcher => watcher.Caller))
            {
                foreach (var watcher in told) watcher.Tell(uris, broken);
            }
            if (broken.Count > 0) throw new AggregateException("A watcher of changes failed; the others were told.", broken);
        }
        catch (StoreUnavailableException)
        {
            // The stamp is not taken over, so the next look reads what this one missed.
        }
        finally
        {
            Interlocked.Exchange(ref _polling, 0);
        }
    }

    private void Remove(Watcher watcher)
    {
        lock (_gate)
        {
            if (!_watchers.Remove(watcher) || _watchers.Count > 0) return;
            _timer?.Dispose();
            (_timer, _feed) = (null, null);
        }
    }

    private sealed class Watcher(ChangeWatch owner, MemoryCaller caller, Action<string> changed) : IDisposable
    {
        private volatile bool _isOver;

        public MemoryCaller Caller { get; } = caller;

        /// <summary>Tells what changed. What one watcher throws is its own fault, and no reason for others to miss what cannot be read again.</summary>
        public void Tell(IEnumerable<string> uris, List<Exception> broken)
        {
            foreach (var uri in uris)
            {
                if (_isOver) return;
                try
                {
                    changed(uri);
                }
                catch (Exception failed)
                {
                    broken.Add(failed);
                }
            }
        }

        public void Dispose()
        {
            _isOver = true;
            owner.Remove(this);
        }
    }
}
