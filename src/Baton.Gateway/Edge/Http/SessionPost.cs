using Baton.Gateway.Pipeline;
using Baton.Gateway.Sessions;
using Baton.Protocol.Errors;
using Baton.Protocol.Headers;
using Baton.Protocol.Messages;
using Baton.Protocol.Revisions;
using Microsoft.AspNetCore.Http;

namespace Baton.Gateway.Edge.Http;

/// <summary>
/// POSTs of the session era. A request lives on when its HTTP request is cut off; only a cancellation, or the end of the session,
/// takes it back.
/// </summary>
internal sealed class SessionPost(EdgeContext context)
{
    public async Task HandleAsync(Exchange exchange, Envelope envelope)
    {
        if (envelope is { Method: MethodName.Initialize, Kind: MessageKind.Request })
        {
            await InitializeAsync(exchange, envelope);
            return;
        }
        if (await SessionRule.FindAsync(context, exchange, envelope.Id) is not { } session) return;
        if (envelope.Kind == MessageKind.Request) await RequestAsync(exchange, envelope, session);
        else if (envelope.Kind == MessageKind.Response)
        {
            session.Questions.Answer(envelope);
            await exchange.Answer.EmptyAsync(StatusCodes.Status202Accepted);
        }
        else await NotifiedAsync(exchange, envelope, session);
    }

    private async Task InitializeAsync(Exchange exchange, Envelope envelope)
    {
        if (InitializeParams.Read(envelope, out var error) is not { } offer)
        {
            await exchange.Answer.RefuseAsync(StatusCodes.Status400BadRequest, "malformed", error!, envelope.Id);
            return;
        }
        var revision = Revision.Negotiate(offer.ProtocolVersion, Revision.OverHttp);
        var session = context.Sessions.Create(exchange.Caller, exchange.Connection.Server, revision, offer.Client);
        if (!context.Sessions.Add(session))
        {
            session.Dispose();
            await exchange.Answer.RefuseAsync(StatusCodes.Status503ServiceUnavailable, "busy", new RpcError(
                ErrorCode.Busy, $"{context.Options.MaxSessions} sessions are open, which is the limit; try again later"), envelope.Id);
            return;
        }
        var channel = new RequestChannel();
        var call = Calls.Of(context, exchange, SupersededOffer.Of(envelope, offer.ProtocolVersion), channel, session);
        var reply = SupersededOffer.Answered(await context.Pipeline.SendAsync(call, session.Ended), offer.ProtocolVersion);
        if (reply is Reply.Completed greeted)
        {
            session.AgreedVersion = JsonMembers.Text(greeted.Json, "protocolVersion"u8) ?? session.AgreedVersion;
            exchange.Http.Response.Headers[HeaderName.SessionId] = session.Id;
        }
        else context.Sessions.End(session);
        await new ResponsePump(exchange, channel, context.Options).RunAsync(Task.FromResult(reply), envelope, revision);
    }

    private async Task NotifiedAsync(Exchange exchange, Envelope envelope, ClientSession session)
    {
        if (envelope.Method == MethodName.Cancelled)
        {
            if (CancelledParams.Read(envelope) is { } id) session.Requests.Cancel(id);
            await exchange.Answer.EmptyAsync(StatusCodes.Status202Accepted);
            return;
        }
        var reply = await context.Pipeline.SendAsync(Calls.Of(context, exchange, envelope, new RequestChannel(), session), session.Ended);
        await Calls.AcknowledgeAsync(exchange, reply);
    }

    private async Task RequestAsync(Exchange exchange, Envelope envelope, ClientSession session)
    {
        if (!session.Requests.TryBegin(envelope.Id, session.Ended, out var running))
        {
            await exchange.Answer.RefuseAsync(StatusCodes.Status400BadRequest, "duplicate_id", RpcError.InvalidRequest(
                $"The id {envelope.Id} is already in flight in this session; use another one"), envelope.Id);
            return;
        }
        var channel = new RequestChannel();
        var call = Calls.Of(context, exchange, envelope, channel, session);
        var reply = ServeAsync(call, running);
        await new ResponsePump(exchange, channel, context.Options).RunAsync(reply, envelope, session.Revision);
    }

    private async Task<Reply> ServeAsync(Call call, InFlight.Running running)
    {
        context.Detached.Enter();
        try
        {
            var reply = await context.Pipeline.SendAsync(call, running.Token);
            return running.IsTakenBack ? Reply.None.Instance : reply;
        }
        finally
        {
            // the client may use the id again as soon as it has the answer
            running.Dispose();
            context.Detached.Exit();
        }
    }
}
