using Baton.Protocol.Errors;
using Baton.Protocol.Headers;
using Baton.Protocol.Messages;
using Baton.Protocol.Revisions;
using Microsoft.AspNetCore.Http;

namespace Baton.Gateway.Edge.Http;

/// <summary>Takes one message per POST: reads it strictly, tells its era, and has it answered.</summary>
internal sealed class PostHandler(EdgeContext context)
{
    private readonly SessionPost _inSession = new(context);

    public async Task HandleAsync(Exchange exchange)
    {
        if (PostRules.Check(exchange.Http.Request) is { } rule)
        {
            await exchange.Answer.RefuseAsync(rule.Status, rule.Code, RpcError.InvalidRequest(rule.Message));
            return;
        }
        var (body, size) = await BodyReader.ReadAsync(exchange.Http.Request, context.Options.MaxMessageBytes, exchange.Http.RequestAborted);
        if (body is null)
        {
            await exchange.Answer.RefuseAsync(
                StatusCodes.Status413PayloadTooLarge, "too_large", MessageReader.TooLarge(size, context.Options.MaxMessageBytes));
            return;
        }
        var read = MessageReader.Read(body, context.Options.MaxMessageBytes);
        exchange.Answer.Heard(read);
        if (!read.TryGet(out var envelope, out var error))
        {
            await exchange.Answer.RefuseAsync(StatusCodes.Status400BadRequest, "malformed", error, read.Id);
            return;
        }
        await DispatchAsync(exchange, envelope);
    }

    private async Task DispatchAsync(Exchange exchange, Envelope envelope)
    {
        var headers = new HttpHeaders(exchange.Http.Request.Headers);
        var fault = EraRule.Decide(headers, envelope, out var era)
            ?? HeaderAgreement.Check(headers, envelope, required: era == Era.Stateless && envelope.Kind == MessageKind.Request);
        if (fault is not null)
        {
            var code = fault.Code == ErrorCode.HeaderMismatch ? "header_mismatch" : "malformed";
            await exchange.Answer.RefuseAsync(StatusCodes.Status400BadRequest, code, fault, envelope.Id);
        }
        else if (era == Era.Sessions) await _inSession.HandleAsync(exchange, envelope);
        else await StatelessAsync(exchange, envelope);
    }

    private async Task StatelessAsync(Exchange exchange, Envelope envelope)
    {
        if (envelope.Kind == MessageKind.Response)
        {
            await exchange.Answer.RefuseAsync(
                StatusCodes.Status400BadRequest, "malformed", RpcError.InvalidRequest("Clients of this revision send no responses"), envelope.Id);
            return;
        }
        var channel = new RequestChannel();
        var call = Calls.Of(context, exchange, envelope, channel, session: null);
        // closing the response is how a client of this era takes its request back
        var reply = context.Pipeline.SendAsync(call, exchange.Http.RequestAborted).AsTask();
        if (envelope.Kind == MessageKind.Notification) await Calls.AcknowledgeAsync(exchange, await reply);
        else await new ResponsePump(exchange, channel, context.Options).RunAsync(reply, envelope, call.Revision);
        await reply;
    }
}
