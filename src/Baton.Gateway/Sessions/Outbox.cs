namespace Baton.Gateway.Sessions;

/// <summary>
/// Notifications that wait for a client to listen. They say that something changed, so one of a kind is enough: what waits
/// already is not queued again. What servers say waits up to a bound, in number and in bytes, since perhaps nobody ever listens.
/// </summary>
public sealed class Outbox
{
    private const int MostWaiting = 1024;
    private const int MostKeys = 4096;
    private const long MostBytes = 64 * 1024 * 1024;

    private readonly Lock _gate = new();
    private readonly Queue<(string Key, ReadOnlyMemory<byte> Message)> _waiting = new();
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);
    private TaskCompletionSource _arrived = NewSignal();
    private long _unique;
    private long _bytes;

    /// <summary>Queues a whole JSON-RPC message of the gateway's own, of which there are few, unless one with the same key waits.</summary>
    public void Post(string key, ReadOnlyMemory<byte> message)
    {
        lock (_gate) Queue(key, message);
    }

    /// <summary>Queues a server's message unless one with the same key waits; false when too much waits already.</summary>
    public bool TryPost(string key, ReadOnlyMemory<byte> message)
    {
        lock (_gate)
        {
            if (_keys.Contains(key)) return true;
            if (IsFull(MostKeys, message)) return false;
            Queue(key, message);
            return true;
        }
    }

    /// <summary>Queues a message that no other one stands for; false when too much waits already.</summary>
    public bool Post(ReadOnlyMemory<byte> message)
    {
        lock (_gate)
        {
            if (IsFull(MostWaiting, message)) return false;
            Queue($"\0{_unique++}", message);
            return true;
        }
    }

    /// <summary>The next message that waits.</summary>
    public bool TryTake(out ReadOnlyMemory<byte> message)
    {
        lock (_gate)
        {
            if (!_waiting.TryDequeue(out var next))
            {
                message = default;
                return false;
            }
            _keys.Remove(next.Key);
            _bytes -= next.Message.Length;
            if (_waiting.Count == 0) _arrived = NewSignal();
            message = next.Message;
            return true;
        }
    }

    /// <summary>Completes when something waits; may complete once more after it was taken.</summary>
    public Task WhenWaiting()
    {
        lock (_gate) return _waiting.Count > 0 ? Task.CompletedTask : _arrived.Task;
    }

    private bool IsFull(int most, ReadOnlyMemory<byte> message)
        => _waiting.Count >= most || (_waiting.Count > 0 && _bytes + message.Length > MostBytes);

    private void Queue(string key, ReadOnlyMemory<byte> message)
    {
        if (!_keys.Add(key)) return;
        _waiting.Enqueue((key, message));
        _bytes += message.Length;
        _arrived.TrySetResult();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
