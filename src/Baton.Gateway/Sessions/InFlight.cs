using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Baton.Protocol.Messages;

namespace Baton.Gateway.Sessions;

/// <summary>
/// The requests of one connection or session that are not answered yet. An id can be under way once; a cancellation reaches the
/// request that it names, also when it overtook that request on the way.
/// </summary>
public sealed class InFlight(TimeProvider time)
{
    private static readonly TimeSpan EarlyLifetime = TimeSpan.FromSeconds(10);
    private const int MostEarly = 64;

    private readonly ConcurrentDictionary<string, Running> _running = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, long> _early = new(StringComparer.Ordinal);

    /// <summary>How many are under way.</summary>
    public int Count => _running.Count;

    /// <summary>Begins a request; false when its id is under way already.</summary>
    public bool TryBegin(RequestId id, CancellationToken outer, [NotNullWhen(true)] out Running? running)
    {
        var begun = new Running(this, id.Key, CancellationTokenSource.CreateLinkedTokenSource(outer));
        if (!_running.TryAdd(id.Key, begun))
        {
            begun.Abandon();
            running = null;
            return false;
        }
        if (_early.TryRemove(id.Key, out var at) && time.GetElapsedTime(at) < EarlyLifetime) begun.Cancel();
        running = begun;
        return true;
    }

    /// <summary>Cancels a request; one that is not there yet is remembered for a few seconds.</summary>
    public void Cancel(RequestId id)
    {
        if (_running.TryGetValue(id.Key, out var running)) running.Cancel();
        else Remember(id.Key);
    }

    /// <summary>Cancels whatever is under way.</summary>
    public void CancelAll()
    {
        foreach (var running in _running.Values) running.Cancel();
    }

    private void Remember(string key)
    {
        foreach (var (old, at) in _early)
        {
            if (time.GetElapsedTime(at) >= EarlyLifetime) _early.TryRemove(old, out _);
        }
        if (_early.Count < MostEarly) _early[key] = time.GetTimestamp();
    }

    /// <summary>One request under way; disposing it ends it.</summary>
    public sealed class Running : IDisposable
    {
        private readonly InFlight _owner;
        private readonly string _key;
        private readonly CancellationTokenSource _cancellation;
        private int _state;

        internal Running(InFlight owner, string key, CancellationTokenSource cancellation)
        {
            _owner = owner;
            _key = key;
            _cancellation = cancellation;
            Token = cancellation.Token;
        }

        /// <summary>Cancelled when the client takes the request back or its connection ends.</summary>
        public CancellationToken Token { get; }

        /// <summary>Whether the client itself took it back.</summary>
        public bool IsTakenBack { get; private set; }

        public void Dispose()
        {
            _owner._running.TryRemove(new KeyValuePair<string, Running>(_key, this));
            Abandon();
        }

        internal void Abandon()
        {
            if (Moves(State.Open, State.Disposed)) _cancellation.Dispose();
            // whoever is cancelling disposes when it is done
            else if (!Moves(State.Cancelling, State.DisposedWhileCancelling) && Moves(State.Cancelled, State.Disposed)) _cancellation.Dispose();
        }

        internal void Cancel()
        {
            if (!Moves(State.Open, State.Cancelling)) return;
            IsTakenBack = true;
            _cancellation.Cancel();
            if (!Moves(State.Cancelling, State.Cancelled)) _cancellation.Dispose();
        }

        private bool Moves(int from, int to) => Interlocked.CompareExchange(ref _state, to, from) == from;

        private static class State
        {
            public const int Open = 0;
            public const int Cancelling = 1;
            public const int Cancelled = 2;
            public const int DisposedWhileCancelling = 3;
            public const int Disposed = 4;
        }
    }
}
