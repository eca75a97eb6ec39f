using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Baton.Bench.Gateway.Serving;

/// <summary>The server over HTTP, with streams that stay open until the client goes.</summary>
internal static class HttpResponder
{
    private static int _sessions;

    public static Task RunAsync() => WebHost.RunAsync(app => app.Map("/mcp", HandleAsync));

    private static async Task HandleAsync(HttpContext http)
    {
        if (http.Request.Method == HttpMethods.Get)
        {
            await HoldAsync(http, "");
            return;
        }
        if (http.Request.Method != HttpMethods.Post) return;
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        var (method, answer) = Answers.To(body.ToArray());
        if (method == "subscriptions/listen")
        {
            await HoldAsync(http, """data: {"jsonrpc":"2.0","method":"notifications/subscriptions/acknowledged","params":{"_meta":{"io.modelcontextprotocol/subscriptionId":"listen"},"notifications":{"toolsListChanged":true}}}""" + "\n\n");
            return;
        }
        if (answer is null)
        {
            http.Response.StatusCode = StatusCodes.Status202Accepted;
            return;
        }
        if (method == "initialize") http.Response.Headers["Mcp-Session-Id"] = $"s{Interlocked.Increment(ref _sessions)}";
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = answer.Length;
        await http.Response.Body.WriteAsync(answer);
    }

    private static async Task HoldAsync(HttpContext http, string first)
    {
        http.Response.ContentType = "text/event-stream";
        await http.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(first));
        await http.Response.Body.FlushAsync();
        var gone = new TaskCompletionSource();
        await using var registration = http.RequestAborted.Register(() => gone.TrySetResult());
        await gone.Task;
    }
}
