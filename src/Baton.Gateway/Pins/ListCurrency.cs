using System.Collections.Concurrent;
using System.Globalization;
using Baton.Protocol.Messages;

namespace Baton.Gateway.Pins;

/// <summary>
/// Knows which lists must be read again: never read, said to have changed, past their lifetime, or read before a server was
/// started anew. Thread-safe.
/// </summary>
public sealed class ListCurrency(TimeProvider time)
{
    /// <summary>A server that gives its lists no time to live is not asked before each call for all that.</summary>
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<(string Server, PinKind Kind), List> _lists = new();

    /// <summary>Whether a list is to be read before something it names is used.</summary>
    public bool IsStale(string server, PinKind kind)
        => !_lists.TryGetValue((server, kind), out var list) || list.ReadAt is not { } read || time.GetElapsedTime(read) >= list.Lifetime;

    /// <summary>Whether a current list may be read again for a name that is not in it.</summary>
    public bool MayAskAgain(string server, PinKind kind)
        => _lists.TryGetValue((server, kind), out var list) && list.ReadAt is { } read && time.GetElapsedTime(read) >= Shortest;

    /// <summary>How often the list was said to have changed; asked before it is read, so that a change meanwhile is not missed.</summary>
    public long Version(string server, PinKind kind) => _lists.TryGetValue((server, kind), out var list) ? list.Version : 0;

    /// <summary>Says that the whole list was read.</summary>
    /// <param name="server">The server.</param>
    /// <param name="kind">What was listed.</param>
    /// <param name="version">The <see cref="Version"/> before it was asked for.</param>
    /// <param name="result">The result, which may say how long it holds (<c>ttlMs</c>).</param>
    public void Listed(string server, PinKind kind, long version, ReadOnlyMemory<byte> result)
        => _lists.AddOrUpdate(
            (server, kind), _ => new List(version, time.GetTimestamp(), LifetimeOf(result)),
            (_, list) => list.Version == version ? new List(version, time.GetTimestamp(), LifetimeOf(result)) : list);

    /// <summary>Says that a list is another now.</summary>
    public void Changed(string server, PinKind kind)
        => _lists.AddOrUpdate((server, kind), static _ => new List(1, null, TimeSpan.MaxValue), static (_, list) => new List(list.Version + 1, null, TimeSpan.MaxValue));

    /// <summary>Says that any of a server's lists may be another now, as after it was started again.</summary>
    public void Changed(string server)
    {
        foreach (var kind in PinKinds.All) Changed(server, kind);
    }

    private static TimeSpan LifetimeOf(ReadOnlyMemory<byte> result)
    {
        var sent = JsonMembers.Find(result, "ttlMs"u8);
        if (sent.IsEmpty || !double.TryParse(sent.Span, NumberStyles.Float, CultureInfo.InvariantCulture, out var milliseconds)) return TimeSpan.MaxValue;
        return milliseconds <= Shortest.TotalMilliseconds ? Shortest : TimeSpan.FromMilliseconds(Math.Min(milliseconds, int.MaxValue));
    }

    private sealed record List(long Version, long? ReadAt, TimeSpan Lifetime);
}
