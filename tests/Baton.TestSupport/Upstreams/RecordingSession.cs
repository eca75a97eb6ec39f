using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;

namespace Baton.TestSupport.Upstreams;

/// <summary>A session at a recording server: what it says outside of requests, and what it asked its client.</summary>
public sealed class RecordingSession
{
    private readonly Channel<string> _said = Channel.CreateUnbounded<string>();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<string>> _asked = new(StringComparer.Ordinal);
    private int _questions;

    public void Say(string message) => _said.Writer.TryWrite(message);

    public void End() => _said.Writer.TryComplete();

    /// <summary>A question's id and the answer that will come.</summary>
    public (string Id, Task<string> Answer) Ask()
    {
        var id = $"\"q-{Interlocked.Increment(ref _questions)}\"";
        return (id, (_asked[id] = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously)).Task);
    }

    /// <summary>Takes a client's answer.</summary>
    public void Answered(string id, string answer)
    {
        if (_asked.TryRemove(id, out var asked)) asked.SetResult(answer);
    }

    /// <summary>The stream of a GET.</summary>
    public async Task StreamAsync(HttpContext http)
    {
        http.Response.ContentType = "text/event-stream";
        await http.Response.Body.FlushAsync(http.RequestAborted);
        await foreach (var message in _said.Reader.ReadAllAsync(http.RequestAborted))
        {
            await http.Response.WriteAsync($"data: {message}\n\n", http.RequestAborted);
            await http.Response.Body.FlushAsync(http.RequestAborted);
        }
    }
}
