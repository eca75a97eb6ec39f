using Baton.Gateway.Pipeline;
using Baton.Gateway.Sessions;
using Baton.Protocol.Messages;
using Baton.Protocol.Revisions;
using Microsoft.AspNetCore.Http;

namespace Baton.Gateway.Edge.Http;

/// <summary>Makes calls of HTTP requests, and acknowledges what is not answered.</summary>
internal static class Calls
{
    public static Call Of(EdgeContext context, Exchange exchange, Envelope envelope, IReplyChannel channel, ClientSession? session) => new()
    {
        RequestId = UniqueName.Request(context.Options.Time),
        Envelope = envelope,
        Caller = exchange.Caller,
        Connection = exchange.Connection,
        Revision = session?.Revision ?? Revision.V20260728,
        Session = session,
        Headers = session is null ? new HttpHeaders(exchange.Http.Request.Headers) : null,
        TraceHeader = exchange.Answer.TraceHeader,
        Channel = channel,
        Closing = context.Closing.Token,
        ReceivedAt = context.Options.Time.GetTimestamp(),
        Client = session?.Client ?? ClientDescription.Of(envelope),
    };

    /// <summary>202 for a notification that was taken, else an error status with the reason.</summary>
    public static Task AcknowledgeAsync(Exchange exchange, Reply reply) => reply is Reply.Failed failed
        ? exchange.Answer.WriteAsync(failed.HttpStatus ?? StatusCodes.Status400BadRequest, ResponseWriter.Error(default, failed.Error))
        : exchange.Answer.EmptyAsync(StatusCodes.Status202Accepted);
}
