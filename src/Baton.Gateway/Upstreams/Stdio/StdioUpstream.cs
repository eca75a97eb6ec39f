using System.Collections.Concurrent;
using Baton.Gateway.Pipeline;
using Baton.Gateway.Upstreams.Relays;
using Baton.Protocol.Errors;

namespace Baton.Gateway.Upstreams.Stdio;

/// <summary>
/// A server that is spoken to over the standard streams of a child process. Clients that keep a session or a connection have a
/// process each, because such servers keep their state in it; clients of the stateless era share one.
/// </summary>
public sealed class StdioUpstream(string name, ChildCommand command, RelayOptions options) : IUpstream, IAsyncDisposable
{
    private const int MostChildren = 64;
    private const string Shared = "";

    private readonly ConcurrentDictionary<string, StdioSeat> _seats = new(StringComparer.Ordinal);

    public string Name { get; } = name;

    public bool IsBuiltIn => false;

    public ValueTask<Reply> SendAsync(Call call, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(call);
        return ListenRelay.SendAsync(call, options.Surface, inner => PassAsync(inner, cancellationToken), cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_seats.Values.Select(seat => seat.DisposeAsync().AsTask()));
        _seats.Clear();
    }

    private ValueTask<Reply> PassAsync(Call call, CancellationToken cancellationToken)
    {
        // a stdio client's connection is its process; over HTTP it is its session
        var key = call.Connection.Name ?? call.Session?.Name ?? Shared;
        if (!_seats.TryGetValue(key, out var seat))
        {
            if (_seats.Count >= MostChildren)
            {
                return ValueTask.FromResult<Reply>(new Reply.Failed(new RpcError(
                    ErrorCode.Busy, $"{MostChildren} clients have the server '{Name}' open, which is the limit; try again later.")));
            }
            seat = Seat(key, call);
        }
        return seat.SendAsync(call, cancellationToken);
    }

    private StdioSeat Seat(string key, Call call)
    {
        var made = new StdioSeat(Name, command, options, key == Shared ? options.Idle : null);
        var seat = _seats.GetOrAdd(key, made);
        if (ReferenceEquals(seat, made) && call.Connection.Name is null) call.Session?.Own(new Leaving(this, key));
        return seat;
    }

    /// <summary>Takes a client's process away when its session ends.</summary>
    private sealed class Leaving(StdioUpstream owner, string key) : IDisposable
    {
        public void Dispose()
        {
            if (owner._seats.TryRemove(key, out var seat)) seat.Dispose();
        }
    }
}
