using Baton.Gateway.Pipeline;
using Baton.Protocol.Sse;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Baton.Gateway.Edge.Http;

/// <summary>A response that is a stream of server-sent events. Written by one task at a time; nothing is buffered or compressed.</summary>
internal sealed class EventStream(HttpContext http)
{
    public bool HasBegun { get; private set; }

    /// <summary>Sends the headers, once.</summary>
    public void Begin()
    {
        if (HasBegun) return;
        HasBegun = true;
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        http.Response.StatusCode = StatusCodes.Status200OK;
        http.Response.ContentType = "text/event-stream";
        http.Response.Headers.CacheControl = "no-cache, no-transform";
        http.Response.Headers["X-Accel-Buffering"] = "no";
    }

    public async ValueTask MessageAsync(ReadOnlyMemory<byte> message)
    {
        Begin();
        SseWriter.Message(http.Response.BodyWriter, message.Span);
        await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
    }

    /// <summary>One event whose data comes in pieces. One that was broken off ends too; its data is no message, and the error follows.</summary>
    public async ValueTask AnswerAsync(StreamedAnswer answer)
    {
        Begin();
        await http.Response.BodyWriter.WriteAsync(MessageBegin, http.RequestAborted);
        await foreach (var piece in answer.ReadAsync(http.RequestAborted)) await http.Response.BodyWriter.WriteAsync(piece, http.RequestAborted);
        await http.Response.BodyWriter.WriteAsync(MessageEnd, http.RequestAborted);
    }

    public async ValueTask KeepAliveAsync()
    {
        Begin();
        await http.Response.BodyWriter.WriteAsync(KeepAlive, http.RequestAborted);
    }

    private static readonly byte[] KeepAlive = SseWriter.KeepAlive.ToArray();
    private static readonly byte[] MessageBegin = SseWriter.MessageBegin.ToArray();
    private static readonly byte[] MessageEnd = SseWriter.MessageEnd.ToArray();
}
