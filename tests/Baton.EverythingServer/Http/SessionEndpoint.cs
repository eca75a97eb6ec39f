using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Baton.EverythingServer.Serving;
using Baton.EverythingServer.Wire;
using Baton.Protocol.Headers;
using Baton.Protocol.Messages;
using Baton.Protocol.Revisions;
using Microsoft.AspNetCore.Http;

namespace Baton.EverythingServer.Http;

/// <summary>The session era: <c>initialize</c>, requests, answers of the client, its listening stream and its end.</summary>
internal sealed class SessionEndpoint(Methods methods)
{
    private readonly ConcurrentDictionary<string, Session> _sessions = [];

    public async Task PostAsync(HttpContext http, Envelope envelope)
    {
        if (envelope.Method == "initialize")
        {
            var opened = new Session();
            _sessions[opened.Id] = opened;
            http.Response.Headers[HeaderName.SessionId] = opened.Id;
            await AnswerAsync(http, envelope, opened);
            return;
        }
        if (Find(http) is not { } session) return;
        if (envelope.Kind == MessageKind.Request)
        {
            await AnswerAsync(http, envelope, session);
            return;
        }
        if (envelope.Kind == MessageKind.Response && session.Asked.TryRemove(envelope.Id.Key, out var asked))
        {
            asked.TrySetResult(JsonNode.Parse(envelope.Message.Span)!.AsObject());
        }
        http.Response.StatusCode = StatusCodes.Status202Accepted;
    }

    public async Task GetAsync(HttpContext http)
    {
        if (Find(http) is not { } session) return;
        var link = new ResponseStream(http, session);
        if (http.Request.Headers.TryGetValue("Last-Event-ID", out var last))
        {
            if (!session.Dropped.TryRemove((string?)last ?? "", out var answer)) http.Response.StatusCode = StatusCodes.Status404NotFound;
            else await link.SendAsync(await answer.Task.WaitAsync(http.RequestAborted));
            return;
        }
        using var end = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, session.Ended);
        var changes = Channel.CreateUnbounded<string>();
        using var listening = methods.Changes.Listen(method => changes.Writer.TryWrite(method));
        try
        {
            await link.BeginAsync();
            await foreach (var method in changes.Reader.ReadAllAsync(end.Token)) await link.NotifyAsync(method, []);
        }
        catch (OperationCanceledException)
        {
            // the client went, or its session ended
        }
    }

    public void Delete(HttpContext http)
    {
        if (Find(http) is not { } session) return;
        _sessions.TryRemove(session.Id, out _);
        session.End();
    }

    private async Task AnswerAsync(HttpContext http, Envelope envelope, Session session)
    {
        var link = new ResponseStream(http, session);
        var request = new Request(envelope, Era.Sessions, session.Client, link);
        var answering = AnswerAsync(request);
        if (await Task.WhenAny(answering, link.Dropped) == answering)
        {
            await link.FinishAsync(await answering);
            return;
        }
        _ = answering.ContinueWith(answer => link.Keep(answer.Result), TaskScheduler.Default);
    }

    private async Task<byte[]> AnswerAsync(Request request)
    {
        try
        {
            return Frame.Result(request.Id, await methods.AnswerAsync(request));
        }
        catch (Fault fault)
        {
            return Frame.Error(request.Id, fault);
        }
    }

    private Session? Find(HttpContext http)
    {
        var id = (string?)http.Request.Headers[HeaderName.SessionId];
        if (id is not null && _sessions.TryGetValue(id, out var session)) return session;
        http.Response.StatusCode = id is not null ? StatusCodes.Status404NotFound
            : http.Request.Method == "POST" ? StatusCodes.Status400BadRequest
            : StatusCodes.Status405MethodNotAllowed;
        return null;
    }
}
