using System.Collections.Concurrent;

namespace Baton.EverythingServer.Serving;

/// <summary>Tells whoever listens that a list is another one now.</summary>
internal sealed class Changes
{
    private readonly ConcurrentDictionary<Guid, Action<string>> _listeners = [];

    /// <summary>Hears the method of every change until it is disposed of.</summary>
    public IDisposable Listen(Action<string> heard)
    {
        var key = Guid.NewGuid();
        _listeners[key] = heard;
        return new End(() => _listeners.TryRemove(key, out _));
    }

    public void Announce(string method)
    {
        foreach (var heard in _listeners.Values) heard(method);
    }

    private sealed class End(Action action) : IDisposable
    {
        public void Dispose() => action();
    }
}
