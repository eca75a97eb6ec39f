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
    private int _hasLost;

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

    public void Forget(Waiting waiting)
    {
        // its answer may still come, under an id that nobody knows any more
        if (!waiting.Answer.IsCompleted) Volatile.Write(ref _hasLost, 1);
        _open.TryRemove(waiting.Id.Key, out _);
    }

    /// <summary>The call that an answer is about which does not say so yet; null when it might be another one.</summary>
    public Waiting? Certain() => Volatile.Read(ref _hasLost) == 0 ? Only() : null;

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
    public void FailOpen(Func<Call, Reply> reply)
    {
        if (_open.Count > 1) Volatile.Write(ref _hasLost, 1);
        foreach (var waiting in _open.Values) waiting.Finish(reply(waiting.Call));
    }

    /// <summary>Answers everything that is open or still comes.</summary>
    public void End(Reply reply)
    {
        Volatile.Write(ref _end, reply);
        FailOpen(_ => reply);
    }
}
