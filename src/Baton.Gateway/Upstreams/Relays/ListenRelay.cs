using Baton.Gateway.Pipeline;
using Baton.Gateway.Upstreams.BuiltIn;
using Baton.Protocol.Messages;

namespace Baton.Gateway.Upstreams.Relays;

/// <summary>
/// The stream of a <c>subscriptions/listen</c> at a server that is not part of this program. Which tools it shows depends on the
/// policy too, so that a change of the list is announced when the policy was edited, whether the server announces its own or not
/// (2026-07-28, Subscriptions).
/// </summary>
internal sealed class ListenRelay : IReplyChannel, IDisposable
{
    private readonly Call _call;
    private readonly SurfaceChanges _surface;
    private readonly CancellationToken _ended;
    private IDisposable? _watch;
    private int _isWaiting;

    private ListenRelay(Call call, SurfaceChanges surface, CancellationToken ended)
    {
        _call = call;
        _surface = surface;
        _ended = ended;
    }

    /// <summary>Sends a call on by <paramref name="send"/>, with what the gateway announces beside the server where the client listens for that.</summary>
    public static async ValueTask<Reply> SendAsync(Call call, SurfaceChanges? surface, Func<Call, ValueTask<Reply>> send, CancellationToken cancellationToken)
    {
        if (surface is null || call is not { Session: null, Envelope: { Method: MethodName.Listen, Kind: MessageKind.Request } } || !WantsTools(call)) return await send(call);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var relay = new ListenRelay(call, surface, ended.Token);
        var inner = OwnCall.Of(call, call.Envelope, relay);
        try
        {
            return await send(inner);
        }
        finally
        {
            call.NeverArrived = inner.NeverArrived;
            await ended.CancelAsync();
        }
    }

    public ValueTask SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        if (_watch is not null || MessageReader.Read(message).Envelope is not { Method: MethodName.SubscriptionAcknowledged } acknowledged)
        {
            return _call.Channel.SendAsync(message, cancellationToken);
        }
        return AcknowledgeAsync(WithTools(acknowledged), cancellationToken);
    }

    public ValueTask AnswerAsync(StreamedAnswer answer, CancellationToken cancellationToken) => _call.Channel.AnswerAsync(answer, cancellationToken);

    public void Dispose() => _watch?.Dispose();

    private static bool WantsTools(Call call) => ListenFilter.Read(call.Envelope, hasResources: false, int.MaxValue, out _) is { Tools: true };

    private async ValueTask AcknowledgeAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        // nothing may come before the acknowledgement
        await _call.Channel.SendAsync(message, cancellationToken);
        _watch = _surface.Watch(() => _ = AnnounceAsync());
    }

    /// <summary>One that waits for the client to read stands for all that happen meanwhile.</summary>
    private async Task AnnounceAsync()
    {
        if (Interlocked.Exchange(ref _isWaiting, 1) == 1) return;
        try
        {
            await _call.Channel.SendAsync(Notices.Changed(MethodName.ToolsChanged, _call.Envelope.Id.Raw), _ended);
        }
        catch (OperationCanceledException)
        {
            // the client no longer listens
        }
        finally
        {
            Volatile.Write(ref _isWaiting, 0);
        }
    }

    /// <summary>The gateway keeps what it announces itself, also where the server does not.</summary>
    private static ReadOnlyMemory<byte> WithTools(Envelope acknowledged)
    {
        var honoured = ObjectOr(JsonMembers.Find(acknowledged.Params, "notifications"u8));
        var tools = JsonMembers.Set(honoured, "toolsListChanged", "true"u8.ToArray());
        return JsonMembers.Set(acknowledged.Message, "params", JsonMembers.Set(ObjectOr(acknowledged.Params), "notifications", tools));
    }

    private static ReadOnlyMemory<byte> ObjectOr(ReadOnlyMemory<byte> json) => json.Span is [(byte)'{', ..] ? json : "{}"u8.ToArray();
}
