using System.Collections.Concurrent;
using Baton.Gateway.Pipeline;
using Baton.Protocol.Messages;

namespace Baton.Gateway.Upstreams.Relays;

/// <summary>The calls that one connection to a server has open, under ids of the gateway's own, so that no two clients can meet. Thread-safe.</summary>
internal sealed class WaitingCalls
{
    private readonly ConcurrentDictionary<string, Waiting> _open = new(StringComparer.Ordinal);
    private Reply? _end;
    private long _last;

    /// <summary>Begins one; where the connection has ended it is answered already.</summary>
    public Waiting Begin(Call call)
    {
        var begun = new Waiting(call, Interlocked.Increment(ref _last));
        _open[begun.Id.Key] = begun;
        // whoever ends the connection sets the end first and looks at the open calls afterwards
        if (Volatile.Read(ref _end) is { } end) begun.Finish(end);
        return begun;
    }

    public Waiting? Find(RequestId id) => _open.GetValueOrDefault(id.Key);

    public void Forget(Waiting waiting) => _open.TryRemove(waiting.Id.Key, out _);

    /// <summary>The call that a message about no call in particular is delivered with: the one begun last.</summary>
    public Waiting? Newest()
    {
        Waiting? newest = null;
        foreach (var waiting in _open.Values)
        {
            if (newest is null || waiting.Number > newest.Number) newest = waiting;
        }
        return newest;
    }

    /// <summary>The one call that is open; null when there is none, or more than one.</summary>
    public Waiting? Only() => _open.Count == 1 ? Newest() : null;

    /// <summary>Answers everything that is open, at once, and keeps the connection open.</summary>
    public void FailOpen(Reply reply)
    {
        foreach (var waiting in _open.Values) waiting.Finish(reply);
    }

    /// <summary>Answers everything that is open or still comes.</summary>
    public void End(Reply reply)
    {
        Volatile.Write(ref _end, reply);
        FailOpen(reply);
    }
}
