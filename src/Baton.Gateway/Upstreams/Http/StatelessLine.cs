using Baton.Gateway.Pins;
using Baton.Gateway.Pipeline;
using Baton.Gateway.Upstreams.Relays;
using Baton.Protocol.Messages;

namespace Baton.Gateway.Upstreams.Http;

/// <summary>
/// Messages of the stateless era: each is a POST of its own with the client's very bytes, and what the server says on its answer
/// belongs to that client alone. Giving up the POST is how the server hears that a request was taken back.
/// </summary>
internal sealed class StatelessLine(string server, HttpTarget target, HttpWire wire, RelayOptions options) : IAsyncDisposable
{
    private readonly HttpAsker _asker = new(server, wire, options);
    private readonly MirroredParameters _mirrored = new(server, options.Log);
    private readonly CancellationTokenSource _ended = new();

    public async ValueTask<Reply> SendAsync(Call call, CancellationToken cancellationToken)
    {
        var message = call.Envelope;
        if (message.Kind == MessageKind.Notification)
        {
            await NotifyAsync(call, cancellationToken);
            return Reply.None.Instance;
        }
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(_ended.Token, message.Method == MethodName.Listen ? call.Closing : default);
        var reply = await _asker.AskAsync(new Question
        {
            Call = call,
            Id = message.Id,
            Message = TraceMeta.Message(call, hasHeaders: true),
            Headers = StatelessHeaders.Of(message, _mirrored.For(message), call.Trace),
            Silence = () => SilenceOf(message.Method),
            Aside = (aside, token) => AsideAsync(call, aside, token),
            Ended = ended.Token,
        }, cancellationToken);
        return reply is Reply.Completed listed && message.Method == MethodName.ListTools ? listed with { Json = _mirrored.Learn(listed.Json) } : reply!;
    }

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        _ended.Dispose();
    }

    private ValueTask AsideAsync(Call call, Envelope message, CancellationToken cancellationToken)
    {
        // a server of this era asks by its answer (input_required); a request of its own has no way back
        if (message.Kind == MessageKind.Request) return ValueTask.CompletedTask;
        if (PinKinds.Changed(message.Method) is { } changed) options.ListChanged(server, changed);
        return call.Channel.SendAsync(message.Message, cancellationToken);
    }

    private async ValueTask NotifyAsync(Call call, CancellationToken cancellationToken)
    {
        using var patience = new Patience(() => target.StartTimeout, options.Time, cancellationToken, _ended.Token);
        patience.Begin();
        try
        {
            using var response = await wire.SendAsync(
                HttpMethod.Post, TraceMeta.Message(call, hasHeaders: true), StatelessHeaders.Of(call.Envelope, [], call.Trace), patience.Token);
        }
        catch (Exception unheard) when (unheard is HttpRequestException or IOException or OperationCanceledException)
        {
            options.Log($"baton: the server '{server}' could not be told: {unheard.Message}");
        }
    }

    private TimeSpan SilenceOf(string method) => method switch
    {
        MethodName.Listen => Timeout.InfiniteTimeSpan,
        MethodName.Discover or MethodName.ListTools or MethodName.ListPrompts or MethodName.ListResources or MethodName.ListResourceTemplates => target.StartTimeout,
        _ => target.Silence,
    };
}
