using Baton.Gateway.Sessions;
using Baton.Protocol.Errors;
using Baton.Protocol.Headers;
using Microsoft.AspNetCore.Http;

namespace Baton.Gateway.Edge.Http;

/// <summary>
/// The stream on which a client of the session era hears what belongs to none of its requests. Whoever opens it last has it; the
/// stateless era has no such stream.
/// </summary>
internal sealed class GetHandler(EdgeContext context)
{
    public async Task HandleAsync(Exchange exchange)
    {
        if (!exchange.Http.Request.Headers.ContainsKey(HeaderName.SessionId))
        {
            await exchange.Answer.NotAllowedAsync("POST");
            return;
        }
        if (!PostRules.Accepts(exchange.Http.Request, "text/event-stream"))
        {
            await exchange.Answer.RefuseAsync(
                StatusCodes.Status406NotAcceptable, "accept", RpcError.InvalidRequest("The Accept header must list text/event-stream"));
            return;
        }
        if (await SessionRule.FindAsync(context, exchange) is { } session) await StreamAsync(exchange, session);
    }

    private async Task StreamAsync(Exchange exchange, ClientSession session)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(
            exchange.Http.RequestAborted, session.Ended, session.TakeOverListening(), context.Closing.Token);
        var events = new EventStream(exchange.Http);
        events.Begin();
        try
        {
            await exchange.Http.Response.BodyWriter.FlushAsync(end.Token);
            await RelayAsync(session, events, end.Token);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // the client, its session, a newer stream or the host ended this one
        }
    }

    private async Task RelayAsync(ClientSession session, EventStream events, CancellationToken end)
    {
        var tick = Task.Delay(context.Options.KeepAlive, context.Options.Time, end);
        while (!end.IsCancellationRequested)
        {
            await Task.WhenAny(session.Outbox.WhenWaiting(), tick);
            while (!end.IsCancellationRequested && session.Outbox.TryTake(out var message)) await events.MessageAsync(message);
            if (!tick.IsCompletedSuccessfully) continue;
            session.Touch();
            await events.KeepAliveAsync();
            tick = Task.Delay(context.Options.KeepAlive, context.Options.Time, end);
        }
    }
}
