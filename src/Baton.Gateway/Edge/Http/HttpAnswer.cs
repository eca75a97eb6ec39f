using Baton.Gateway.Grants;
using Baton.Gateway.Pipeline;
using Baton.Protocol.Errors;
using Baton.Protocol.Headers;
using Baton.Protocol.Messages;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Baton.Gateway.Edge.Http;

/// <summary>Writes whole answers; streams are <see cref="EventStream"/>'s.</summary>
internal sealed class HttpAnswer(HttpContext http, MessagePipeline pipeline)
{
    private const string Json = "application/json";

    private Trace? _said;

    /// <summary>The trace of the request's headers; what is malformed, and a <c>traceparent</c> that is said twice, is as if it were not there.</summary>
    public Trace TraceHeader { get; } = Trace.Of(
        http.Request.Headers[TraceContext.Header] is [var only] ? only : null, List(http, TraceState.Header), List(http, Baggage.Header));

    /// <summary>From here on refusals are about a message that was read, and have its trace.</summary>
    public void Heard(ReadResult read) => _said = read.Trace;

    /// <summary>Who asks, once that is known.</summary>
    public Caller? Caller { get; set; }

    /// <summary>Refuses a message that never becomes a call, and has it recorded.</summary>
    public Task RefuseAsync(int status, string code, RpcError error, RequestId id = default)
    {
        pipeline.RefusedAtEdge(new EdgeRefusal(
            Transport.Http, http.Connection.RemoteIpAddress?.ToString() ?? "unknown", http.Request.RouteValues["server"] as string, code, error.Message) { Trace = _said?.Before(TraceHeader) ?? TraceHeader, Caller = Caller });
        return WriteAsync(status, ResponseWriter.Error(id, error));
    }

    public Task WriteAsync(int status, ReadOnlyMemory<byte> json)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = Json;
        http.Response.ContentLength = json.Length;
        http.Response.Headers.CacheControl = "no-store";
        return http.Response.Body.WriteAsync(json, http.RequestAborted).AsTask();
    }

    /// <summary>Writes a result as it comes. One that is broken off takes the connection with it: half of a JSON text is no answer.</summary>
    public async Task PassOnAsync(StreamedAnswer answer)
    {
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        http.Response.StatusCode = StatusCodes.Status200OK;
        http.Response.ContentType = Json;
        http.Response.Headers.CacheControl = "no-store";
        await foreach (var piece in answer.ReadAsync(http.RequestAborted)) await http.Response.BodyWriter.WriteAsync(piece, http.RequestAborted);
        if (!answer.IsWhole) http.Abort();
    }

    public Task EmptyAsync(int status)
    {
        http.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    public Task NotAllowedAsync(string allowed)
    {
        http.Response.Headers.Allow = allowed;
        return WriteAsync(StatusCodes.Status405MethodNotAllowed, ResponseWriter.Error(
            default, RpcError.InvalidRequest($"{http.Request.Method} is not allowed here; allowed: {allowed}")));
    }

    /// <summary>A list may be spread over several headers of its name.</summary>
    private static string? List(HttpContext http, string name) => http.Request.Headers[name] is { Count: > 0 } values ? string.Join(',', values.ToArray()) : null;
}
