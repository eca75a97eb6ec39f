using System.Collections.Concurrent;
using System.Text;
using Baton.Gateway.Pipeline;
using Baton.Gateway.Upstreams.Relays;
using Baton.Protocol.Errors;
using Baton.Protocol.Headers;
using Baton.Protocol.Messages;
using Header = System.Collections.Generic.KeyValuePair<string, string>;

namespace Baton.Gateway.Upstreams.Http;

/// <summary>
/// One client's session at a server of the session era, which nobody else shares. When the server has forgotten it, it is opened
/// anew with the client's own handshake; the client's session lives on.
/// </summary>
internal sealed class HttpSeat : IAsyncDisposable
{
    private static readonly byte[] Initialized = "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}"u8.ToArray();

    private readonly string _server;
    private readonly HttpTarget _target;
    private readonly HttpWire _wire;
    private readonly RelayOptions _options;
    private readonly HttpAsker _asker;
    private readonly HttpFailure _failure;
    private readonly WaitingCalls _waiting = new();
    private readonly ClientRelay _relay;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly CancellationTokenSource _ended = new();
    private readonly ConcurrentDictionary<string, Call> _standing = new(StringComparer.Ordinal);
    private volatile AtServer? _at;
    private readonly Lazy<Task> _leaving;
    private Call? _handshake;
    private bool _isInitialized;
    private Task _listening = Task.CompletedTask;

    public HttpSeat(string server, HttpTarget target, HttpWire wire, RelayOptions options)
    {
        _server = server;
        _target = target;
        _wire = wire;
        _options = options;
        _asker = new HttpAsker(server, wire, options);
        _failure = new HttpFailure(server, options.Time);
        _relay = new ClientRelay(server, _waiting, options, SayAsync);
        _leaving = new Lazy<Task>(LeaveAsync);
    }

    public async ValueTask<Reply> SendAsync(Call call, CancellationToken cancellationToken)
    {
        if (_ended.IsCancellationRequested) return NotSent(call, _failure.Closed());
        if (call.Envelope.Kind == MessageKind.Notification) return await NotifyAsync(call, cancellationToken);
        if (call.Envelope.Method == MethodName.Initialize) return await OpenAsync(call, cancellationToken);
        if (_at is not { } at) return NotSent(call, NotOpen());
        var reply = await AskAsync(call, at, cancellationToken);
        if (reply is null)
        {
            if (await ReopenAsync(call, at, cancellationToken) is { } problem) return NotSent(call, problem);
            reply = await AskAsync(call, _at!, cancellationToken) ?? ServerReply.Unavailable($"The server '{_server}' forgets its sessions at once.", cause: "session_lost");
        }
        if (reply is Reply.Completed) Remember(call);
        return reply;
    }

    /// <summary>Ends the session at the server, once; whoever asks again waits for the same end.</summary>
    public ValueTask DisposeAsync() => new(_leaving.Value);

    private async Task LeaveAsync()
    {
        await _ended.CancelAsync();
        await _listening;
        if (_at is { Session: not null } at) await QuietlyAsync(HttpMethod.Delete, default, at.Headers);
    }

    private async ValueTask<Reply> OpenAsync(Call call, CancellationToken cancellationToken)
    {
        var reply = await GreetAsync(call, cancellationToken);
        if (reply is Reply.Completed)
        {
            _handshake = call;
            _relay.Belongs(call.Session!, call.Caller);
        }
        return reply;
    }

    /// <summary>Sends <c>initialize</c>; where it succeeds the session that the server gave is the one from now on.</summary>
    private async ValueTask<Reply> GreetAsync(Call call, CancellationToken cancellationToken)
    {
        string? session = null;
        var reply = await AskAsync(call, AtServer.Nowhere, cancellationToken, response => session = One(response, HeaderName.SessionId));
        if (reply is Reply.Completed greeted) _at = AtServer.Of(session, JsonMembers.Text(greeted.Json, "protocolVersion"u8));
        return reply ?? _failure.Nonsense("it does not know a session that was not named");
    }

    /// <summary>Opens the session that was lost; null when that is done, by this call or by another one meanwhile.</summary>
    private async ValueTask<Reply?> ReopenAsync(Call call, AtServer lost, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (!ReferenceEquals(_at, lost)) return null;
            _options.Log($"baton: the server '{_server}' has forgotten a session, which is opened again");
            var handshake = OwnCall.Of(call, _handshake!.Envelope);
            if (await GreetAsync(handshake, cancellationToken) is not Reply.Completed)
            {
                return ServerReply.Unavailable($"The server '{_server}' has forgotten the session and refused to open it again; connect again.", cause: "session_lost");
            }
            _options.Restarted(_server);
            if (_isInitialized) await BeginAsync(cancellationToken);
            foreach (var standing in _standing.Values) await AskAsync(OwnCall.Of(call, standing.Envelope), _at!, cancellationToken);
            return null;
        }
        finally
        {
            _gate.Release();
        }
    }

    private async ValueTask<Reply?> AskAsync(Call call, AtServer at, CancellationToken cancellationToken, Action<HttpResponseMessage>? began = null)
    {
        var waiting = _waiting.Begin(call);
        try
        {
            var outgoing = MessageRewriter.Apply(call.Envelope, new Rewrite { Id = waiting.Id.Raw, ProgressToken = waiting.Id.Raw, Meta = TraceMeta.Of(call, hasHeaders: true) });
            return await _asker.AskAsync(new Question
            {
                Call = call,
                Id = waiting.Id,
                Message = outgoing.Message,
                Headers = At(at, call),
                Silence = () => SilenceOf(call.Envelope.Method),
                Aside = (message, token) => AsideAsync(message, call.Channel, token),
                Began = began ?? (static _ => { }),
                Resume = at.Headers,
                IsInSession = at.Session is not null,
                Ended = _ended.Token,
            }, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested && call.Envelope.Method != MethodName.Initialize)
        {
            _ = CancelAsync(waiting, at);
            throw;
        }
        finally
        {
            _waiting.Forget(waiting);
        }
    }

    private async ValueTask<Reply> NotifyAsync(Call call, CancellationToken cancellationToken)
    {
        if (call.Envelope.Method == MethodName.Initialized)
        {
            _isInitialized = true;
            if (_at is not null) await BeginAsync(cancellationToken);
        }
        else if (_at is { } at) await QuietlyAsync(HttpMethod.Post, TraceMeta.Message(call, hasHeaders: true), At(at, call), _target.StartTimeout, cancellationToken);
        return Reply.None.Instance;
    }

    /// <summary>Says that the session has begun, and listens to what the server says in it.</summary>
    private async ValueTask BeginAsync(CancellationToken cancellationToken)
    {
        var at = _at!;
        await QuietlyAsync(HttpMethod.Post, Initialized, at.Headers, _target.StartTimeout, cancellationToken);
        if (at.HasStream || _ended.IsCancellationRequested) return;
        at.HasStream = true;
        var listening = new ListeningStream(_server, _wire, _options, () => at.Headers, (message, token) => AsideAsync(message, null, token));
        _listening = Task.WhenAll(_listening, listening.RunAsync(_ended.Token));
    }

    private ValueTask AsideAsync(Envelope message, IReplyChannel? channel, CancellationToken cancellationToken) => message.Kind == MessageKind.Request
        ? _relay.RequestAsync(message, channel, cancellationToken)
        : _relay.NotificationAsync(message, channel, cancellationToken);

    /// <summary>What lasts for the whole session, and would be lost with it.</summary>
    private void Remember(Call call)
    {
        var (method, uri) = (call.Envelope.Method, call.Envelope.Uri);
        if (method is MethodName.SetLogLevel or MethodName.SubscribeResource) _standing[method + uri] = call;
        else if (method == MethodName.UnsubscribeResource) _standing.TryRemove(MethodName.SubscribeResource + uri, out _);
    }

    private Task CancelAsync(Waiting waiting, AtServer at)
    {
        var output = new System.Buffers.ArrayBufferWriter<byte>(96);
        ResponseWriter.Notification(output, MethodName.Cancelled, Encoding.ASCII.GetBytes($$"""{"requestId":{{waiting.Id}}}"""));
        return QuietlyAsync(HttpMethod.Post, output.WrittenMemory, at.Headers).AsTask();
    }

    /// <summary>An answer to something that the server asked.</summary>
    private ValueTask SayAsync(ReadOnlyMemory<byte> message)
        => _at is { } at ? QuietlyAsync(HttpMethod.Post, message, at.Headers, _target.StartTimeout) : ValueTask.CompletedTask;

    /// <summary>Sends what is not answered. Where that fails the server will show it with the next request.</summary>
    private async ValueTask QuietlyAsync(
        HttpMethod method, ReadOnlyMemory<byte> message, IReadOnlyList<Header> headers, TimeSpan? most = null, CancellationToken cancellationToken = default)
    {
        using var patience = new Patience(() => most ?? _target.Farewell, _options.Time, cancellationToken);
        patience.Begin();
        try
        {
            using var response = await _wire.SendAsync(method, message, headers, patience.Token);
            if (!response.IsSuccessStatusCode && method == HttpMethod.Post) _options.Log($"baton: the server '{_server}' refused a message (HTTP {(int)response.StatusCode})");
        }
        catch (Exception unheard) when (unheard is HttpRequestException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            if (!cancellationToken.IsCancellationRequested) _options.Log($"baton: the server '{_server}' could not be told: {unheard.Message}");
        }
    }

    /// <summary>A server that waits for an answer of the client's user has nothing to say meanwhile.</summary>
    private TimeSpan SilenceOf(string method) => method switch
    {
        MethodName.Initialize or MethodName.Ping => _target.StartTimeout,
        MethodName.ListTools or MethodName.ListPrompts or MethodName.ListResources or MethodName.ListResourceTemplates => _target.StartTimeout,
        _ => _relay.IsAsking ? _options.AskTimeout : _target.Silence,
    };

    private static IReadOnlyList<Header> At(AtServer at, Call call)
        => call.Trace == Trace.None ? at.Headers : [.. at.Headers, .. call.Trace.Said()];

    private static string? One(HttpResponseMessage response, string name)
        => response.Headers.TryGetValues(name, out var values) && values.ToList() is [{ Length: > 0 } value] ? value : null;

    private static Reply NotSent(Call call, Reply reply)
    {
        call.NeverArrived = true;
        return reply;
    }

    private Reply.Failed NotOpen() => new(RpcError.InvalidRequest($"The session with the server '{_server}' is over; send initialize again")) { HttpStatus = 404 };
}
