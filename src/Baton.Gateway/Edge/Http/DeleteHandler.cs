using Baton.Protocol.Headers;
using Microsoft.AspNetCore.Http;

namespace Baton.Gateway.Edge.Http;

/// <summary>Ends a session at its client's wish.</summary>
internal sealed class DeleteHandler(EdgeContext context)
{
    public async Task HandleAsync(Exchange exchange)
    {
        if (!exchange.Http.Request.Headers.ContainsKey(HeaderName.SessionId))
        {
            await exchange.Answer.NotAllowedAsync("POST");
            return;
        }
        if (await SessionRule.FindAsync(context, exchange) is not { } session) return;
        context.Sessions.End(session);
        await exchange.Answer.EmptyAsync(StatusCodes.Status204NoContent);
    }
}
