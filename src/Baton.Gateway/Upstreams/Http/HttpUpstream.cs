using System.Collections.Concurrent;
using Baton.Gateway.Pipeline;
using Baton.Gateway.Upstreams.Relays;

namespace Baton.Gateway.Upstreams.Http;

/// <summary>
/// A server that is spoken to over Streamable HTTP. Each client session has a session of its own there; messages of the
/// stateless era go out as the bytes that came in.
/// </summary>
public sealed class HttpUpstream : IUpstream, IAsyncDisposable
{
    private readonly HttpTarget _target;
    private readonly RelayOptions _options;
    private readonly HttpWire _wire;
    private readonly StatelessLine _stateless;
    private readonly ConcurrentDictionary<string, HttpSeat> _seats = new(StringComparer.Ordinal);
    private bool _isDisposed;

    /// <summary>A server of that name; nothing is opened before the first message.</summary>
    public HttpUpstream(string name, HttpTarget target, RelayOptions options)
    {
        ArgumentNullException.ThrowIfNull(target);
        Name = name;
        _target = target;
        _options = options;
        _wire = new HttpWire(target);
        _stateless = new StatelessLine(name, target, _wire, options);
    }

    public string Name { get; }

    public bool IsBuiltIn => false;

    public ValueTask<Reply> SendAsync(Call call, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (Volatile.Read(ref _isDisposed)) return ValueTask.FromResult<Reply>(new HttpFailure(Name, _options.Time).Closed());
        return call.Session is { } session
            ? Seat(session).SendAsync(call, cancellationToken)
            : ListenRelay.SendAsync(call, _options.Surface, inner => _stateless.SendAsync(inner, cancellationToken), cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        Volatile.Write(ref _isDisposed, true);
        await Task.WhenAll(_seats.Values.Select(seat => seat.DisposeAsync().AsTask()));
        await _stateless.DisposeAsync();
        _wire.Dispose();
    }

    private HttpSeat Seat(Sessions.ClientSession session)
    {
        if (_seats.TryGetValue(session.Name, out var seat)) return seat;
        var made = new HttpSeat(Name, _target, _wire, _options);
        seat = _seats.GetOrAdd(session.Name, made);
        if (ReferenceEquals(seat, made)) session.Own(new Leaving(this, session.Name));
        return seat;
    }

    private async Task LeaveAsync(string session)
    {
        if (!_seats.TryGetValue(session, out var seat)) return;
        await seat.DisposeAsync();
        _seats.TryRemove(session, out _);
    }

    /// <summary>Ends a client's session at the server when it ends here.</summary>
    private sealed class Leaving(HttpUpstream owner, string session) : IDisposable
    {
        public void Dispose() => _ = owner.LeaveAsync(session);
    }
}
