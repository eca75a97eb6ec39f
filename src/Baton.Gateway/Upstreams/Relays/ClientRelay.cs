using System.Collections.Concurrent;
using Baton.Gateway.Pipeline;
using Baton.Gateway.Pins;
using Baton.Gateway.Sessions;
using Baton.Protocol.Errors;
using Baton.Protocol.Messages;

namespace Baton.Gateway.Upstreams.Relays;

/// <summary>
/// Takes what a server says without having been asked to the client it belongs to. Messages come one after the other, in the
/// server's order, and go out before the answer that follows them.
/// </summary>
/// <param name="server">The server's name.</param>
/// <param name="waiting">The calls that are open on the connection.</param>
/// <param name="options">What may be asked, and who hears of changes.</param>
/// <param name="toServer">Sends a whole message to the server.</param>
internal sealed class ClientRelay(string server, WaitingCalls waiting, RelayOptions options, Func<ReadOnlyMemory<byte>, ValueTask> toServer)
{
    private static readonly RpcError Busy = new(ErrorCode.Busy, "The client has left too many requests unanswered.");

    private readonly ConcurrentDictionary<string, Asked> _asked = new(StringComparer.Ordinal);
    private Grants.Caller? _caller;
    private ClientSession? _session;
    private bool _isFull;

    /// <summary>Whether the client has a question of the server to answer.</summary>
    public bool IsAsking => !_asked.IsEmpty;

    /// <summary>Says whose connection it is, once <c>initialize</c> was answered.</summary>
    public void Belongs(ClientSession session, Grants.Caller caller)
    {
        _caller = caller;
        if (options.Surface is { } surface)
        {
            session.Own(surface.Watch(() => session.Outbox.Post(MethodName.ToolsChanged, BuiltIn.Notices.Changed(MethodName.ToolsChanged, default))));
        }
        Volatile.Write(ref _session, session);
    }

    /// <summary>Where a message goes that does not say which call it is about: to the call begun last; without a session, to the only one there is.</summary>
    public IReplyChannel? Nearest() => (Volatile.Read(ref _session) is null ? waiting.Only() : waiting.Newest())?.Call.Channel;

    /// <summary>Takes a request of the server to the client.</summary>
    /// <param name="request">The request.</param>
    /// <param name="channel">The call that it belongs to; null for none, which the client hears when it listens.</param>
    /// <param name="cancellationToken">Ends the connection.</param>
    public ValueTask RequestAsync(Envelope request, IReplyChannel? channel, CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _session) is not { } session)
        {
            return request.Method == MethodName.Ping ? AnswerAsync(request.Id) : RefuseAsync(request.Id, RpcError.MethodNotFound(request.Method));
        }
        return request.Method == MethodName.Ping
            ? AskAsync(request, session, channel, static _ => { }, cancellationToken)
            : JudgeAsync(request, session, channel, cancellationToken);
    }

    /// <inheritdoc cref="RequestAsync"/>
    public ValueTask NotificationAsync(Envelope notice, IReplyChannel? channel, CancellationToken cancellationToken)
    {
        if (notice.Method == MethodName.Progress) return ProgressAsync(notice, cancellationToken);
        if (notice.Method == MethodName.Cancelled) return CancelledAsync(notice, channel, cancellationToken);
        if (PinKinds.Changed(notice.Method) is { } changed) options.ListChanged(server, changed);
        if (!JsonMembers.Find(notice.Meta, Subscription).IsEmpty) return SubscribedAsync(notice, cancellationToken);
        if (Volatile.Read(ref _session) is { } session) return ToSession(notice, session, channel, cancellationToken);
        // Without a session several clients share the connection: what cannot be told to be one's own is told to nobody.
        return channel is null ? ValueTask.CompletedTask : channel.SendAsync(notice.Message, cancellationToken);
    }

    private static ReadOnlySpan<byte> Subscription => "io.modelcontextprotocol/subscriptionId"u8;

    private ValueTask ToSession(Envelope notice, ClientSession session, IReplyChannel? channel, CancellationToken cancellationToken)
    {
        if (PinKinds.Changed(notice.Method) is not null) session.Outbox.Post(notice.Method, notice.Message);
        else if (notice.Method == MethodName.ResourceUpdated) Kept(session.Outbox.TryPost(notice.Method + notice.Uri, notice.Message));
        else if (channel is not null) return channel.SendAsync(notice.Message, cancellationToken);
        else Kept(session.Outbox.Post(notice.Message));
        return ValueTask.CompletedTask;
    }

    private void Kept(bool isKept)
    {
        if (!isKept && !_isFull) options.Log($"baton: a client of the server '{server}' does not listen, and too much waits for it; what the server says is left out");
        _isFull = !isKept;
    }

    private ValueTask ProgressAsync(Envelope notice, CancellationToken cancellationToken)
    {
        var token = JsonMembers.Find(notice.Params, "progressToken"u8);
        if (token.IsEmpty || RequestId.Read(token) is not { } id || waiting.Find(id) is not { } found) return ValueTask.CompletedTask;
        found.Heard(options.Time);
        var theirs = found.Call.Envelope.ProgressToken;
        return theirs.IsEmpty ? ValueTask.CompletedTask : found.Call.Channel.SendAsync(WithParam(notice, "progressToken", theirs), cancellationToken);
    }

    private ValueTask SubscribedAsync(Envelope notice, CancellationToken cancellationToken)
    {
        if (RequestId.Read(JsonMembers.Find(notice.Meta, Subscription)) is not { } id || waiting.Find(id) is not { } found) return ValueTask.CompletedTask;
        var meta = JsonMembers.Replace(notice.Meta, MetaKey.SubscriptionId, found.Call.Envelope.Id.Raw);
        return found.Call.Channel.SendAsync(WithParam(notice, "_meta", meta), cancellationToken);
    }

    private async ValueTask JudgeAsync(Envelope request, ClientSession session, IReplyChannel? channel, CancellationToken cancellationToken)
    {
        ServerRequest judged;
        try
        {
            judged = await options.Requests.JudgeAsync(_caller!, session.Client, server, request);
        }
        catch (Exception broken) when (broken is not OutOfMemoryException)
        {
            // one request that cannot be judged must not end the connection, and with it everybody's calls
            options.Log($"baton: a request of the server '{server}' could not be judged: {broken.Message}");
            judged = new ServerRequest(new RpcError(ErrorCode.StepFailed, "The request cannot be judged, so the client was not asked."), static _ => { });
        }
        if (judged.Refusal is { } refusal) await RefuseAsync(request.Id, refusal);
        else await AskAsync(request, session, channel, judged.Ended, cancellationToken);
    }

    private async ValueTask AskAsync(Envelope request, ClientSession session, IReplyChannel? channel, Action<Envelope?> ended, CancellationToken cancellationToken)
    {
        if (!session.Questions.TryAsk(answer => _ = AnsweredAsync(request.Id, answer), out var id))
        {
            await RefuseAsync(request.Id, Busy, ended);
            return;
        }
        if (!_asked.TryAdd(request.Id.Key, new Asked(id.Value, ended)))
        {
            session.Questions.Withdraw(id.Value);
            await RefuseAsync(request.Id, RpcError.InvalidRequest($"The id {request.Id} is that of a request which is not answered yet."), ended);
            return;
        }
        var message = MessageRewriter.Apply(request, new Rewrite { Id = id.Value.Raw }).Message;
        if (channel is not null) await channel.SendAsync(message, cancellationToken);
        else if (!session.Outbox.Post(message))
        {
            _asked.TryRemove(request.Id.Key, out _);
            session.Questions.Withdraw(id.Value);
            await RefuseAsync(request.Id, Busy, ended);
        }
    }

    private ValueTask RefuseAsync(RequestId id, RpcError error, Action<Envelope?> ended)
    {
        ended(null);
        return RefuseAsync(id, error);
    }

    private async Task AnsweredAsync(RequestId id, Envelope answer)
    {
        if (_asked.TryRemove(id.Key, out var asked)) asked.Ended(answer);
        await toServer(MessageRewriter.Apply(answer, new Rewrite { Id = id.Raw }).Message);
    }

    private async ValueTask CancelledAsync(Envelope notice, IReplyChannel? channel, CancellationToken cancellationToken)
    {
        var named = JsonMembers.Find(notice.Params, "requestId"u8);
        if (named.IsEmpty || RequestId.Read(named) is not { } id || !_asked.TryRemove(id.Key, out var asked)) return;
        asked.Ended(null);
        if (Volatile.Read(ref _session) is not { } session) return;
        session.Questions.Withdraw(asked.Id);
        var message = WithParam(notice, "requestId", asked.Id.Raw);
        if (channel is not null) await channel.SendAsync(message, cancellationToken);
        else session.Outbox.Post(message);
    }

    private static ReadOnlyMemory<byte> WithParam(Envelope notice, string key, ReadOnlyMemory<byte> value)
        => JsonMembers.Replace(notice.Message, "params", JsonMembers.Replace(notice.Params, key, value));

    private ValueTask AnswerAsync(RequestId id)
    {
        var output = new System.Buffers.ArrayBufferWriter<byte>(64);
        ResponseWriter.Result(output, id, "{}"u8);
        return toServer(output.WrittenMemory);
    }

    private ValueTask RefuseAsync(RequestId id, RpcError error) => toServer(ResponseWriter.Error(id, error));

    /// <summary>A question that the client has not answered yet: its id there, and who hears of the end.</summary>
    private readonly record struct Asked(RequestId Id, Action<Envelope?> Ended);
}
