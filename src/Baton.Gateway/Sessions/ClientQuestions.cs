using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Baton.Protocol.Messages;

namespace Baton.Gateway.Sessions;

/// <summary>
/// What a server asked of a client and is not answered yet. The ids towards the client are the gateway's own, so that an answer
/// reaches the server that asked and nobody else. Thread-safe.
/// </summary>
public sealed class ClientQuestions
{
    private const int MostOpen = 256;

    private readonly ConcurrentDictionary<string, Action<Envelope>> _open = new(StringComparer.Ordinal);
    private long _last;

    /// <summary>How many wait for the client.</summary>
    public int Count => _open.Count;

    /// <summary>Begins a question; false when the client has left too many unanswered.</summary>
    public bool TryAsk(Action<Envelope> answered, [NotNullWhen(true)] out RequestId? id)
    {
        id = null;
        if (_open.Count >= MostOpen) return false;
        var next = RequestId.Of(Interlocked.Increment(ref _last));
        _open[next.Key] = answered;
        id = next;
        return true;
    }

    /// <summary>Hands an answer over; false when nothing was asked under its id.</summary>
    public bool Answer(Envelope response)
    {
        ArgumentNullException.ThrowIfNull(response);
        if (!_open.TryRemove(response.Id.Key, out var answered)) return false;
        answered(response);
        return true;
    }

    /// <summary>Takes a question back; its answer will be passed over.</summary>
    public void Withdraw(RequestId id) => _open.TryRemove(id.Key, out _);
}
