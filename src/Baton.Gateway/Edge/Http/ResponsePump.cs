using Baton.Gateway.Pipeline;
using Baton.Protocol.Errors;
using Baton.Protocol.Messages;
using Baton.Protocol.Revisions;
using Microsoft.AspNetCore.Http;

namespace Baton.Gateway.Edge.Http;

/// <summary>
/// Answers one request: with a JSON object if the reply comes without notifications and soon, else with a stream that carries the
/// notifications, comments while it is quiet, and the reply as its last event.
/// </summary>
internal sealed class ResponsePump(Exchange exchange, RequestChannel channel, HttpHostOptions options)
{
    private readonly EventStream _events = new(exchange.Http);

    /// <summary>Writes until the reply is out or the client has gone; what the call does then is its caller's affair.</summary>
    public async Task RunAsync(Task<Reply> reply, Envelope envelope, Revision revision)
    {
        try
        {
            if (!reply.IsCompleted) await StreamAsync(reply);
            while (channel.TryTake(out var next)) await SendAsync(next);
            if (reply.IsCompleted && !exchange.Http.RequestAborted.IsCancellationRequested) await FinishAsync(await reply, envelope, revision);
        }
        catch (OperationCanceledException) when (exchange.Http.RequestAborted.IsCancellationRequested)
        {
            // the client closed the response
        }
        finally
        {
            channel.Detach();
        }
    }

    private async Task StreamAsync(Task<Reply> reply)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(exchange.Http.RequestAborted);
        var waiting = channel.WhenWaiting();
        var tick = Task.Delay(options.KeepAlive, options.Time, stop.Token);
        while (!reply.IsCompleted && !stop.IsCancellationRequested)
        {
            await Task.WhenAny(reply, waiting, tick);
            if (waiting.IsCompleted)
            {
                while (channel.TryTake(out var next)) await SendAsync(next);
                waiting = channel.WhenWaiting();
            }
            if (tick.IsCompletedSuccessfully)
            {
                await _events.KeepAliveAsync();
                tick = Task.Delay(options.KeepAlive, options.Time, stop.Token);
            }
        }
        // on this thread: only the tick hears of it, and another thread would have to be woken for that
        stop.Cancel();
    }

    private async ValueTask SendAsync(Outgoing next)
    {
        if (next.Answer is not { } answer)
        {
            await _events.MessageAsync(next.Message);
            return;
        }
        try
        {
            if (_events.HasBegun) await _events.AnswerAsync(answer);
            else await exchange.Answer.PassOnAsync(answer);
        }
        finally
        {
            answer.Abandon();
        }
    }

    private async Task FinishAsync(Reply reply, Envelope envelope, Revision revision)
    {
        if (reply is Reply.Streamed) return;
        var text = AnswerText.Of(envelope.Id, reply);
        if (_events.HasBegun)
        {
            if (text is { } last) await _events.MessageAsync(last);
        }
        else if (text is { } whole) await exchange.Answer.WriteAsync(StatusOf(reply, revision), whole);
        else await exchange.Answer.EmptyAsync(StatusCodes.Status202Accepted);
    }

    /// <summary>In the stateless era some errors have an HTTP status of their own (2026-07-28, Streamable HTTP).</summary>
    private static int StatusOf(Reply reply, Revision revision) => reply switch
    {
        Reply.Failed { HttpStatus: { } status } => status,
        Reply.Failed { Error.Code: var code } when revision.Era == Era.Stateless => code switch
        {
            ErrorCode.MethodNotFound => StatusCodes.Status404NotFound,
            ErrorCode.HeaderMismatch or ErrorCode.MissingRequiredClientCapability or ErrorCode.UnsupportedProtocolVersion => StatusCodes.Status400BadRequest,
            _ => StatusCodes.Status200OK,
        },
        _ => StatusCodes.Status200OK,
    };
}
