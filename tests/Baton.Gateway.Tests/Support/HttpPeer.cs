using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Baton.Gateway.Edge.Http;
using Baton.Gateway.Grants;

namespace Baton.Gateway.Tests.Support;

/// <summary>A gateway on a free port of this process, and a client of it.</summary>
internal sealed class HttpPeer : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop;
    private readonly HttpClient _client = new(new SocketsHttpHandler { UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) }) { Timeout = Patience.Limit };
    private readonly Task<HttpHostResult> _running;

    private HttpPeer(Gateways gateway, Task<HttpHostResult> running, string address, CancellationTokenSource stop)
    {
        _stop = stop;
        Gateway = gateway;
        _running = running;
        Address = address;
    }

    public Gateways Gateway { get; }

    public string Address { get; }

    public string Endpoint => $"{Address}/mcp/{Server}";

    /// <summary>The server behind the gateway that is spoken to.</summary>
    public string Server { get; init; } = "memory";

    /// <summary>The session of later requests, once <see cref="InitializeAsync"/> was called.</summary>
    public string? Session { get; private set; }

    public static async Task<HttpPeer> StartAsync(
        Gateways? gateways = null, Func<HttpHostOptions, HttpHostOptions>? change = null, IGrantStore? grants = null, string server = "memory")
    {
        var gateway = gateways ?? new Gateways();
        var listening = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var options = new HttpHostOptions { Urls = ["http://127.0.0.1:0"], OnListening = addresses => listening.SetResult(addresses[0]), ShutdownTimeout = TimeSpan.FromSeconds(20) };
        var stop = new CancellationTokenSource();
        var running = HttpHost.RunAsync(change?.Invoke(options) ?? options, gateway.Pipeline, grants ?? new LocalGrantStore(), stop.Token);
        var started = await Task.WhenAny(listening.Task, running).WaitAsync(Patience.Limit);
        if (started == running) throw new InvalidOperationException((await running).Problem);
        return new HttpPeer(gateway, running, await listening.Task, stop) { Server = server };
    }

    public HttpRequestMessage Post(string body, params string[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Endpoint) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.TryAddWithoutValidation("Accept", "application/json, text/event-stream");
        if (Session is not null) request.Headers.TryAddWithoutValidation("Mcp-Session-Id", Session);
        return With(request, headers);
    }

    /// <summary>A POST of the stateless era with the headers that a conforming client sends.</summary>
    public HttpRequestMessage Stateless(string body, params string[] headers)
    {
        var envelope = Messages.Read(body);
        List<string> all = ["MCP-Protocol-Version: 2026-07-28", $"Mcp-Method: {envelope.Method}"];
        if ((envelope.Name ?? envelope.Uri) is { } name) all.Add($"Mcp-Name: {name}");
        return Post(body, [.. all, .. headers]);
    }

    public HttpRequestMessage Get(params string[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, Endpoint);
        request.Headers.TryAddWithoutValidation("Accept", "text/event-stream");
        if (Session is not null) request.Headers.TryAddWithoutValidation("Mcp-Session-Id", Session);
        return With(request, headers);
    }

    /// <summary>Adds headers, <c>Name: value</c> each; one that is there already is replaced, one without value is taken out.</summary>
    public static HttpRequestMessage With(HttpRequestMessage request, params string[] headers)
    {
        foreach (var header in headers)
        {
            var divide = header.IndexOf(':', StringComparison.Ordinal);
            var (name, value) = (header[..divide], header[(divide + 1)..].Trim());
            if (name is "Content-Type" or "Content-Encoding")
            {
                request.Content!.Headers.Remove(name);
                if (value.Length > 0) request.Content.Headers.TryAddWithoutValidation(name, value);
                continue;
            }
            request.Headers.Remove(name);
            if (value.Length > 0) request.Headers.TryAddWithoutValidation(name, value);
        }
        return request;
    }

    /// <summary>Sends, and returns when the headers of the answer are there.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken = default)
        => _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);

    public async Task<(HttpStatusCode Status, JsonElement Body)> AskAsync(HttpRequestMessage request)
    {
        using var response = await SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return (response.StatusCode, text.Length == 0 ? default : Messages.Json(text));
    }

    public async Task InitializeAsync(string version = "2025-11-25")
    {
        using var response = await SendAsync(Post(Messages.Initialize(version)));
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        Session = response.Headers.GetValues("Mcp-Session-Id").Single();
        using var accepted = await SendAsync(Post(Messages.Initialized));
        accepted.StatusCode.ShouldBe(HttpStatusCode.Accepted);
    }

    /// <summary>Goes on in a session that was opened otherwise.</summary>
    public void UseSession(string session) => Session = session;

    /// <summary>Forgets the session, as another client would not have it.</summary>
    public void ForgetSession() => Session = null;

    /// <summary>Tells the gateway to stop, as SIGTERM does.</summary>
    public void BeginStop() => _stop.Cancel();

    public Task<HttpHostResult> StoppedAsync() => _running.WaitAsync(Patience.Limit);

    public async ValueTask DisposeAsync()
    {
        _client.CancelPendingRequests();
        Gateway.Server.Release.Release(1000);
        await _stop.CancelAsync();
        _client.Dispose();
        await StoppedAsync();
        _stop.Dispose();
    }
}
