using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.TestSupport.Upstreams;

/// <summary>
/// An MCP server over Streamable HTTP that keeps every request as it arrived. It speaks both eras, answers as JSON or as events,
/// and lets a test answer in its place.
/// </summary>
public sealed class RecordingHttpServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Arrival> _arrived = [];
    private readonly ConcurrentDictionary<string, RecordingSession> _sessions = new(StringComparer.Ordinal);
    private int _sessionCount;

    private RecordingHttpServer(WebApplication app) => _app = app;

    /// <summary>Its MCP endpoint.</summary>
    public string Url { get; private set; } = "";

    /// <summary>Whether it answers requests with a stream of events.</summary>
    public bool AnswersInEvents { get; set; }

    /// <summary>Whether it has sessions, as servers of the session era may.</summary>
    public bool HasSessions { get; set; } = true;

    /// <summary>The revision that it answers <c>initialize</c> with.</summary>
    public string Revision { get; set; } = "2025-11-25";

    /// <summary>Answers in its place: true when the request is dealt with.</summary>
    public Func<HttpContext, Arrival, Task<bool>> Instead { get; set; } = static (_, _) => Task.FromResult(false);

    public IReadOnlyList<Arrival> Arrived => [.. _arrived];

    /// <summary>How many of the requests under way were given up by the client.</summary>
    public int GivenUp { get; private set; }

    /// <summary>The ids of the sessions that are open.</summary>
    public IReadOnlyList<string> Sessions => [.. _sessions.Keys];

    /// <summary>What arrived of one JSON-RPC method.</summary>
    public IReadOnlyList<Arrival> Of(string rpc) => [.. _arrived.Where(arrival => arrival.Rpc == rpc)];

    /// <summary>What arrived by one HTTP method.</summary>
    public IReadOnlyList<Arrival> By(string method) => [.. _arrived.Where(arrival => arrival.Method == method)];

    public static async Task<RecordingHttpServer> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0").ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = null);
        var app = builder.Build();
        var server = new RecordingHttpServer(app);
        app.Run(server.HandleAsync);
        await app.StartAsync();
        server.Url = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/mcp";
        return server;
    }

    /// <summary>Forgets every session, as a server that was started again.</summary>
    public void Forget()
    {
        foreach (var (id, session) in _sessions)
        {
            _sessions.TryRemove(id, out _);
            session.End();
        }
    }

    /// <summary>Says something on the streams of every session, now or when one is opened.</summary>
    public void Say(string message)
    {
        foreach (var session in _sessions.Values) session.Say(message);
    }

    public async ValueTask DisposeAsync()
    {
        Forget();
        using var hurry = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await _app.StopAsync(hurry.Token);
        await _app.DisposeAsync();
    }

    private async Task HandleAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body, new UTF8Encoding(false));
        var arrival = new Arrival(
            http.Request.Method, http.Request.Headers.ToDictionary(header => header.Key.ToLowerInvariant(), header => header.Value.ToString(), StringComparer.Ordinal), await reader.ReadToEndAsync());
        _arrived.Enqueue(arrival);
        try
        {
            if (await Instead(http, arrival)) return;
            await (http.Request.Method switch
            {
                "POST" => PostAsync(http, arrival),
                "GET" => GetAsync(http, arrival),
                "DELETE" => DeleteAsync(http, arrival),
                _ => throw new NotSupportedException(http.Request.Method),
            });
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException && http.RequestAborted.IsCancellationRequested)
        {
            GivenUp++;
        }
    }

    private Task PostAsync(HttpContext http, Arrival arrival)
    {
        var conversation = new RecordedConversation(http, arrival, AnswersInEvents);
        if (arrival.Header("mcp-protocol-version") == "2026-07-28") return conversation.AnswerAsync(null, Revision);
        if (arrival.Rpc == "initialize")
        {
            if (!HasSessions) return conversation.AnswerAsync(null, Revision);
            var id = $"upstream-{Interlocked.Increment(ref _sessionCount)}";
            _sessions[id] = new RecordingSession();
            http.Response.Headers["Mcp-Session-Id"] = id;
            return conversation.AnswerAsync(_sessions[id], Revision);
        }
        if (!HasSessions) return conversation.AnswerAsync(null, Revision);
        return Find(arrival) is { } session ? conversation.AnswerAsync(session, Revision) : UnknownAsync(http);
    }

    private async Task GetAsync(HttpContext http, Arrival arrival)
    {
        if (!HasSessions) http.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        else if (Find(arrival) is { } session) await session.StreamAsync(http);
        else await UnknownAsync(http);
    }

    private async Task DeleteAsync(HttpContext http, Arrival arrival)
    {
        if (Find(arrival) is not { } session)
        {
            await UnknownAsync(http);
            return;
        }
        _sessions.TryRemove(arrival.Header("mcp-session-id")!, out _);
        session.End();
    }

    private RecordingSession? Find(Arrival arrival) => arrival.Header("mcp-session-id") is { } id ? _sessions.GetValueOrDefault(id) : null;

    private static Task UnknownAsync(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status404NotFound;
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync("""{"jsonrpc":"2.0","id":null,"error":{"code":-32001,"message":"Session not found"}}""");
    }
}
