using Baton.Gateway.Grants;
using Baton.Gateway.Pipeline;
using Baton.Gateway.Sessions;
using Baton.Memory.Storage;
using Baton.Protocol.Errors;
using Baton.Protocol.Headers;
using Baton.Protocol.Messages;
using Baton.Protocol.Revisions;

namespace Baton.Gateway.Edge.Stdio;

/// <summary>
/// One client's conversation. Requests of the stateless era are served each by itself; <c>initialize</c> opens the session that
/// all others belong to. Both may come over one connection.
/// </summary>
internal sealed class StdioConnection : IAsyncDisposable
{
    private static readonly TimeSpan LastWait = TimeSpan.FromSeconds(5);

    private readonly StdioHostOptions _options;
    private readonly MessagePipeline _pipeline;
    private readonly StdioWriter _writer;
    private readonly Connection _connection;
    private readonly InFlight _requests;
    private readonly Drain _drain = new();
    private readonly CancellationTokenSource _closing = new();
    private readonly CancellationTokenSource _ended;
    private Caller _caller;
    private ClientSession? _session;
    private Task _notices = Task.CompletedTask;

    public StdioConnection(StdioHostOptions options, MessagePipeline pipeline, StdioWriter writer, CancellationToken closed)
    {
        _options = options;
        _caller = options.Caller;
        _pipeline = pipeline;
        _writer = writer;
        _ended = CancellationTokenSource.CreateLinkedTokenSource(closed);
        _requests = new InFlight(options.Time);
        _connection = new Connection
        {
            Transport = Transport.Stdio,
            Address = "stdio",
            Name = UniqueName.Session(options.Time),
            Server = options.Server,
            Spoken = Revision.OverStdio,
            Toolsets = options.Toolsets,
            Dialect = options.Dialect,
            Project = options.Project,
            Workspace = options.Workspace,
        };
    }

    /// <summary>Takes one line; returns as soon as the next may be read.</summary>
    public async ValueTask ReceiveAsync(Line line)
    {
        if (line.Kind == LineKind.TooLong)
        {
            await RefuseAsync(default, MessageReader.TooLarge(null, _options.MaxMessageBytes), "too_large", Trace.None);
            return;
        }
        if (line.Content.Span.IndexOfAnyExcept(" \t"u8) < 0) return;

        var read = MessageReader.Read(line.Content, _options.MaxMessageBytes);
        if (!read.TryGet(out var envelope, out var error)) await RefuseAsync(read.Id, error, "malformed", read.Trace);
        else if (await RenewAsync() is { } outside) await OutsideAsync(envelope, outside);
        else if (envelope.Kind == MessageKind.Notification) await NotifiedAsync(envelope);
        else if (envelope.Kind == MessageKind.Request) await RequestedAsync(envelope);
        else _session?.Questions.Answer(envelope);
    }

    /// <summary>Ends listening requests in good order and waits for the others.</summary>
    public async Task FinishAsync()
    {
        await _closing.CancelAsync();
        try
        {
            await _drain.WhenEmpty().WaitAsync(_options.DrainTimeout, _options.Time, _ended.Token);
        }
        catch (Exception late) when (late is TimeoutException or OperationCanceledException)
        {
            // what takes longer than the client can wait is given up with the connection
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        _session?.Dispose();
        await _notices;
        try
        {
            await _drain.WhenEmpty().WaitAsync(LastWait, _options.Time);
        }
        catch (TimeoutException)
        {
            // a server that does not heed its cancellation must not keep the process alive
        }
        _ended.Dispose();
        _closing.Dispose();
    }

    /// <summary>Null when the connection may go on, as the caller of now.</summary>
    private async ValueTask<RpcError?> RenewAsync()
    {
        if (_options.Renew is null) return null;
        try
        {
            if (await _options.Renew() is not { } caller) return new RpcError(ErrorCode.Refused, "The grant of this connection is no longer in force. The operator can make another one.");
            _caller = caller;
            return null;
        }
        catch (StoreUnavailableException unavailable)
        {
            return new RpcError(ErrorCode.StepFailed, $"Whether the grant is in force cannot be told: {unavailable.Message} Try again later.");
        }
    }

    private ValueTask OutsideAsync(Envelope envelope, RpcError why)
        => envelope.Kind == MessageKind.Request ? RefuseAsync(envelope, why, "unauthorized") : ValueTask.CompletedTask;

    private async ValueTask NotifiedAsync(Envelope envelope)
    {
        switch (envelope.Method)
        {
            case MethodName.Cancelled:
                if (CancelledParams.Read(envelope) is { } id) _requests.Cancel(id);
                return;
            case MethodName.Initialized when _session is { } session && _notices.IsCompleted:
                _notices = TellAsync(session);
                break;
        }
        await _pipeline.SendAsync(CallOf(envelope, envelope.IsStateless ? null : _session), _ended.Token);
    }

    private async ValueTask RequestedAsync(Envelope envelope)
    {
        if (StdioRule.Check(envelope, _session is not null) is { } error)
        {
            await RefuseAsync(envelope, error, "malformed");
            return;
        }
        if (_requests.Count >= _options.MaxInFlight)
        {
            await RefuseAsync(envelope, new RpcError(
                ErrorCode.Busy, $"{_options.MaxInFlight} requests are in flight, which is the limit; wait for answers"), "busy");
            return;
        }
        if (!_requests.TryBegin(envelope.Id, _ended.Token, out var running))
        {
            await RefuseAsync(
                envelope, RpcError.InvalidRequest($"The id {envelope.Id} is already in flight; use another one"), "duplicate_id");
            return;
        }
        _drain.Enter();
        if (envelope.Method == MethodName.Initialize && !envelope.IsStateless) await InitializeAsync(envelope, running);
        else _ = Task.Run(() => ServeAsync(CallOf(envelope, envelope.IsStateless ? null : _session), running));
    }

    private async Task InitializeAsync(Envelope envelope, InFlight.Running running)
    {
        var offer = InitializeParams.Read(envelope, out var error);
        if (offer is null)
        {
            running.Dispose();
            await RefuseAsync(envelope, error!, "malformed");
            _drain.Exit();
            return;
        }
        var revision = Revision.Negotiate(offer.ProtocolVersion, Revision.OverStdio);
        var session = new ClientSession(
            _connection.Name!, _connection.Name!, _options.Caller.GrantId, _options.Server, revision, offer.Client, _options.Time);
        var call = CallOf(SupersededOffer.Of(envelope, offer.ProtocolVersion), session);
        if (await ServeAsync(call, running, reply => SupersededOffer.Answered(reply, offer.ProtocolVersion)) is Reply.Completed) _session = session;
        else session.Dispose();
    }

    private async Task<Reply> ServeAsync(Call call, InFlight.Running running, Func<Reply, Reply>? change = null)
    {
        try
        {
            var reply = await _pipeline.SendAsync(call, running.Token);
            if (change is not null) reply = change(reply);
            // the client may use the id again as soon as it has the answer
            running.Dispose();
            if (!running.IsTakenBack) await AnswerAsync(call.Envelope.Id, reply);
            return reply;
        }
        finally
        {
            _drain.Exit();
        }
    }

    private Call CallOf(Envelope envelope, ClientSession? session) => new()
    {
        RequestId = UniqueName.Request(_options.Time),
        Envelope = envelope,
        Caller = _caller,
        Connection = _connection,
        Revision = envelope.IsStateless ? Revision.V20260728 : session?.Revision ?? Revision.V20251125,
        Session = session,
        Channel = _writer,
        Closing = _closing.Token,
        ReceivedAt = _options.Time.GetTimestamp(),
        Client = envelope.IsStateless || session is null ? ClientDescription.Of(envelope) : session.Client,
    };

    private async Task TellAsync(ClientSession session)
    {
        try
        {
            while (true)
            {
                await session.Outbox.WhenWaiting().WaitAsync(session.Ended);
                while (session.Outbox.TryTake(out var message)) await _writer.SendAsync(message, session.Ended);
            }
        }
        catch (OperationCanceledException)
        {
            // the session is over
        }
    }

    private ValueTask AnswerAsync(RequestId id, Reply reply)
        => AnswerText.Of(id, reply) is { } text ? _writer.SendAsync(text, CancellationToken.None) : ValueTask.CompletedTask;

    private ValueTask RefuseAsync(Envelope message, RpcError error, string code) => RefuseAsync(message.Id, error, code, message.Trace);

    private ValueTask RefuseAsync(RequestId id, RpcError error, string code, Trace trace)
    {
        _pipeline.RefusedAtEdge(new EdgeRefusal(Transport.Stdio, _connection.Address, _connection.Server, code, error.Message) { Caller = _caller, Trace = trace });
        return _writer.SendAsync(ResponseWriter.Error(id, error), CancellationToken.None);
    }
}
