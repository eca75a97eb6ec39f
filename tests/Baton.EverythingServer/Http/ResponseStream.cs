using System.Buffers;
using System.Text;
using System.Text.Json.Nodes;
using Baton.EverythingServer.Serving;
using Baton.EverythingServer.Wire;
using Baton.Protocol.Errors;
using Baton.Protocol.Sse;
using Microsoft.AspNetCore.Http;

namespace Baton.EverythingServer.Http;

/// <summary>The response to one HTTP request: a JSON text, or a stream from the first message on that comes before the answer.</summary>
internal sealed class ResponseStream(HttpContext http, Session? session) : IClient
{
    private readonly SemaphoreSlim _writing = new(1);
    private readonly TaskCompletionSource _dropped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string? _lastEvent;

    /// <summary>Completes when the stream is to be ended before its answer.</summary>
    public Task Dropped => _dropped.Task;

    public static async Task RefuseAsync(HttpContext http, int status, JsonNode? id, Fault fault)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        await http.Response.Body.WriteAsync(Frame.Error(id, fault));
    }

    public async Task BeginAsync()
    {
        if (http.Response.HasStarted) return;
        http.Response.ContentType = "text/event-stream";
        http.Response.Headers.CacheControl = "no-store";
        await http.Response.StartAsync();
        await http.Response.Body.FlushAsync();
    }

    public async Task SendAsync(byte[] message)
    {
        await _writing.WaitAsync();
        try
        {
            await BeginAsync();
            var output = new ArrayBufferWriter<byte>(message.Length + 32);
            SseWriter.Message(output, message);
            await http.Response.Body.WriteAsync(output.WrittenMemory);
            await http.Response.Body.FlushAsync();
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Gives the answer.</summary>
    public async Task FinishAsync(byte[] answer, int status = StatusCodes.Status200OK)
    {
        if (http.Response.HasStarted)
        {
            await SendAsync(answer);
            return;
        }
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        await http.Response.Body.WriteAsync(answer);
    }

    public async ValueTask NotifyAsync(string method, JsonObject parameters) => await SendAsync(Frame.Notification(method, parameters));

    public async Task<JsonNode> AskAsync(string method, JsonObject parameters)
    {
        if (session is null) throw Fault.Params("This tool needs a client of the session era");
        var id = session.NextQuestion();
        var asked = new TaskCompletionSource<JsonObject>(TaskCreationOptions.RunContinuationsAsynchronously);
        session.Asked["s" + id] = asked;
        await SendAsync(Frame.Request(id, method, parameters));
        var answer = await asked.Task.WaitAsync(session.Ended);
        return answer["result"] ?? throw new Fault(ErrorCode.InternalError, $"The client refused {method}: {answer["error"]?.ToJsonString()}");
    }

    public async ValueTask DropAsync()
    {
        if (session is null) return;
        _lastEvent = Guid.NewGuid().ToString("N");
        session.Dropped[_lastEvent] = new TaskCompletionSource<byte[]>(TaskCreationOptions.RunContinuationsAsynchronously);
        await BeginAsync();
        await http.Response.Body.WriteAsync(Encoding.ASCII.GetBytes($"id: {_lastEvent}\nretry: 100\ndata: \n\n"));
        await http.Response.Body.FlushAsync();
        _dropped.SetResult();
    }

    /// <summary>Keeps the answer for the client that comes back.</summary>
    public void Keep(byte[] answer)
    {
        if (session is not null && _lastEvent is not null && session.Dropped.TryGetValue(_lastEvent, out var kept)) kept.TrySetResult(answer);
    }
}
