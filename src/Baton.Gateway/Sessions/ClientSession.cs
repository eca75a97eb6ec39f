using System.Collections.Concurrent;
using Baton.Protocol.Revisions;

namespace Baton.Gateway.Sessions;

/// <summary>What the gateway knows of one client between <c>initialize</c> and the end of its session. Thread-safe.</summary>
public sealed class ClientSession : IDisposable
{
    private readonly ConcurrentDictionary<string, byte> _subscriptions = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<IDisposable> _owned = [];
    private readonly CancellationTokenSource _ended = new();
    private readonly TimeProvider _time;
    private CancellationTokenSource? _listener;
    private long _lastUsed;
    private int _isDisposed;
    private int _isWatching;

    /// <summary>A session that begins now.</summary>
    public ClientSession(string id, string name, string grantId, string server, Revision revision, ClientDescription client, TimeProvider time)
    {
        Id = id;
        Name = name;
        GrantId = grantId;
        Server = server;
        Revision = revision;
        AgreedVersion = revision.Text;
        Client = client;
        Requests = new InFlight(time);
        Ended = _ended.Token;
        _time = time;
        _lastUsed = time.GetTimestamp();
    }

    /// <summary>Names the session on the wire over HTTP, where knowing it is needed to use it; visible ASCII, never recorded.</summary>
    public string Id { get; }

    /// <summary>Names the session in provenance and audit.</summary>
    public string Name { get; }

    /// <summary>The grant that opened it; nobody else may use it.</summary>
    public string GrantId { get; }

    /// <summary>The server it is with.</summary>
    public string Server { get; }

    /// <summary>The revision that <c>initialize</c> settled on.</summary>
    public Revision Revision { get; }

    /// <summary>The version that the server named in its answer to <c>initialize</c>, and that the client names since.</summary>
    public string AgreedVersion { get; set; }

    /// <summary>What the client said of itself.</summary>
    public ClientDescription Client { get; }

    /// <summary>What it waits for.</summary>
    public InFlight Requests { get; }

    /// <summary>What it is asked.</summary>
    public ClientQuestions Questions { get; } = new();

    /// <summary>What it is to be told outside of any request.</summary>
    public Outbox Outbox { get; } = new();

    /// <summary>Cancelled when the session ends.</summary>
    public CancellationToken Ended { get; }

    /// <summary>The least severe log message it wants, or null for the server's choice.</summary>
    public string? LogLevel { get; set; }

    /// <summary>Since when nobody has used it.</summary>
    public TimeSpan Idle => _time.GetElapsedTime(Volatile.Read(ref _lastUsed));

    /// <summary>Says that it is in use.</summary>
    public void Touch() => Volatile.Write(ref _lastUsed, _time.GetTimestamp());

    /// <summary>True for the first who asks: from then on changes of resources are watched for this session.</summary>
    public bool BeginWatching() => Interlocked.Exchange(ref _isWatching, 1) == 0;

    /// <summary>Wants to hear of changes of a resource.</summary>
    public void Subscribe(string uri) => _subscriptions[uri] = 0;

    /// <summary>No longer wants to.</summary>
    public void Unsubscribe(string uri) => _subscriptions.TryRemove(uri, out _);

    /// <summary>Whether it wants to hear of that resource.</summary>
    public bool IsSubscribed(string uri) => _subscriptions.ContainsKey(uri);

    /// <summary>How many resources it listens to.</summary>
    public int SubscriptionCount => _subscriptions.Count;

    /// <summary>Makes the caller the one stream that takes from <see cref="Outbox"/>; the token is cancelled when another one does.</summary>
    public CancellationToken TakeOverListening()
    {
        var mine = new CancellationTokenSource();
        Interlocked.Exchange(ref _listener, mine)?.Cancel();
        return mine.Token;
    }

    /// <summary>Has something disposed when the session ends.</summary>
    public void Own(IDisposable owned)
    {
        _owned.Add(owned);
        if (Volatile.Read(ref _isDisposed) == 1) DisposeOwned();
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 1) return;
        _ended.Cancel();
        Requests.CancelAll();
        DisposeOwned();
        _ended.Dispose();
    }

    private void DisposeOwned()
    {
        while (_owned.TryTake(out var owned)) owned.Dispose();
    }
}
