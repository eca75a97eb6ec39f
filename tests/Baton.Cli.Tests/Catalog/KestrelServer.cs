using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Baton.Cli.Tests.Catalog;

/// <summary>An MCP server over HTTP that answers what a test wants, honest or hostile.</summary>
internal sealed class KestrelServer : IAsyncDisposable
{
    public const string Initialized = """{"protocolVersion":"2025-06-18","capabilities":{"tools":{}},"serverInfo":{"name":"webby","version":"2.0"}}""";

    private readonly WebApplication _app;

    private KestrelServer(WebApplication app) => _app = app;

    public string Url => _app.Urls.First() + "/mcp";

    /// <summary>What arrived: method, session, revision, and the header X-Key.</summary>
    public List<string> Arrived { get; } = [];

    /// <summary>The message that arrived last.</summary>
    public JsonElement Message { get; private set; }

    /// <summary>Starts one; the handler writes the answer to a request of that method and id.</summary>
    public static async Task<KestrelServer> StartAsync(Func<HttpContext, string, int, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.Configure<Microsoft.AspNetCore.Server.Kestrel.Core.KestrelServerOptions>(options => options.Limits.MinResponseDataRate = null);
        var server = new KestrelServer(builder.Build());
        server._app.Map("/mcp", context => server.HandleAsync(context, answer));
        await server._app.StartAsync();
        return server;
    }

    /// <summary>A server with sessions that answers each list with the next of the results, as JSON or as events.</summary>
    public static Task<KestrelServer> PagesAsync(bool asEvents, params string[] results)
    {
        var page = 0;
        return StartAsync(async (context, method, id) =>
        {
            if (method == "initialize") context.Response.Headers["Mcp-Session-Id"] = "s-1";
            var result = method == "initialize" ? Initialized : results[page++];
            await (asEvents ? EventsAsync(context, id, result) : JsonAsync(context, $$"""{"jsonrpc":"2.0","id":{{id}},"result":{{result}}}"""));
        });
    }

    public static async Task JsonAsync(HttpContext context, string body, int status = 200)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(body);
    }

    private static async Task EventsAsync(HttpContext context, int id, string result)
    {
        context.Response.ContentType = "text/event-stream";
        await context.Response.WriteAsync(": hello\n\n");
        await context.Response.WriteAsync("event: message\r\ndata: {\"jsonrpc\":\"2.0\",\"method\":\"notifications/message\",\"params\":{}}\r\n\r\n");
        await context.Response.WriteAsync("data: {\"jsonrpc\":\"2.0\",\"id\":999,\"result\":{}}\n\n");
        await context.Response.WriteAsync($"id: 7\ndata: {{\"jsonrpc\":\"2.0\",\ndata: \"id\":{id},\"result\":{result}}}\n\n");
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task HandleAsync(HttpContext context, Func<HttpContext, string, int, Task> answer)
    {
        var headers = context.Request.Headers;
        if (context.Request.Method == "DELETE")
        {
            Arrived.Add($"DELETE {headers["Mcp-Session-Id"]}");
            return;
        }
        using var message = await JsonDocument.ParseAsync(context.Request.Body);
        Message = message.RootElement.Clone();
        var method = message.RootElement.GetProperty("method").GetString()!;
        Arrived.Add($"{method} session={headers["Mcp-Session-Id"]} revision={headers["MCP-Protocol-Version"]} key={headers["X-Key"]}");
        if (message.RootElement.TryGetProperty("id", out var id)) await answer(context, method, id.GetInt32());
        else context.Response.StatusCode = 202;
    }
}
