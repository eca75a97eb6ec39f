using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Baton.Bench.Gateway.Peers;

namespace Baton.Bench.Gateway.Load;

/// <summary>A client of the session era on one connection that looks at every reply.</summary>
internal sealed class Client : IDisposable
{
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false, MaxConnectionsPerServer = 2, ResponseDrainTimeout = TimeSpan.Zero, MaxResponseDrainSize = 0 });
    private readonly Peer _peer;
    private readonly byte[] _received = new byte[64 * 1024];
    private string? _session;
    private int _id;

    private Client(Peer peer) => _peer = peer;

    /// <summary>Opens a session; tries for a while, since some programs do not say when they are ready.</summary>
    public static async Task<Client> OpenAsync(Peer peer)
    {
        for (var attempt = 1; ; attempt++)
        {
            var client = new Client(peer);
            try
            {
                await client.InitializeAsync();
                return client;
            }
            catch (HttpRequestException) when (attempt < 100)
            {
                client.Dispose();
                await Task.Delay(200);
            }
        }
    }

    /// <summary>Calls a tool and makes sure that the answer is the one to this call.</summary>
    public async Task CallAsync(string tool)
    {
        var id = Interlocked.Increment(ref _id);
        using var response = await SendAsync(HttpMethod.Post, $$$"""{"jsonrpc":"2.0","id":{{{id}}},"method":"tools/call","params":{"name":"{{{tool}}}","arguments":{"key":"some-note","n":{{{id}}} } } }""");
        await using var body = await response.Content.ReadAsStreamAsync();
        var length = 0;
        for (int read; (read = await body.ReadAsync(_received.AsMemory(length))) > 0;) length += read;
        var text = Encoding.UTF8.GetString(_received, 0, length);
        if (!text.Contains($"\"{tool} {id} done\"", StringComparison.Ordinal)) throw new InvalidOperationException($"{_peer.Name} answered {(int)response.StatusCode}: {text}");
    }

    /// <summary>Opens the session's listening stream and drops it.</summary>
    public async Task DropListeningAsync()
    {
        using var response = await SendAsync(HttpMethod.Get, null);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Opens a subscription of the stateless era, waits until the server has acknowledged it, and drops it.</summary>
    public async Task DropSubscriptionAsync()
    {
        using var request = Request(HttpMethod.Post, """{"jsonrpc":"2.0","id":"listen","method":"subscriptions/listen","params":{"notifications":{"toolsListChanged":true},"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}}}}""", "2026-07-28");
        request.Headers.TryAddWithoutValidation("Mcp-Method", "subscriptions/listen");
        using var response = await _http.SendAsync(request, CancellationToken.None);
        response.EnsureSuccessStatusCode();
        await using var body = await response.Content.ReadAsStreamAsync();
        var read = await body.ReadAsync(_received);
        if (!Encoding.UTF8.GetString(_received, 0, read).Contains("acknowledged", StringComparison.Ordinal)) throw new InvalidOperationException($"{_peer.Name} did not acknowledge.");
    }

    public void Dispose() => _http.Dispose();

    private async Task InitializeAsync()
    {
        using var opened = await SendAsync(HttpMethod.Post, """{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"bench","version":"1"}}}""");
        if (!opened.IsSuccessStatusCode) throw new HttpRequestException($"{_peer.Name} answers {(int)opened.StatusCode}: {await opened.Content.ReadAsStringAsync()}");
        await opened.Content.ReadAsByteArrayAsync();
        _session = opened.Headers.TryGetValues("Mcp-Session-Id", out var ids) ? ids.Single() : null;
        using var accepted = await SendAsync(HttpMethod.Post, """{"jsonrpc":"2.0","method":"notifications/initialized"}""");
        accepted.EnsureSuccessStatusCode();
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string? body)
    {
        using var request = Request(method, body, _session is null ? null : "2025-11-25");
        if (_session is not null) request.Headers.TryAddWithoutValidation("Mcp-Session-Id", _session);
        return await _http.SendAsync(request, CancellationToken.None);
    }

    private HttpRequestMessage Request(HttpMethod method, string? body, string? revision)
    {
        var request = new HttpRequestMessage(method, _peer.Endpoint);
        request.Headers.TryAddWithoutValidation("Accept", body is null ? "text/event-stream" : "application/json, text/event-stream");
        if (revision is not null) request.Headers.TryAddWithoutValidation("MCP-Protocol-Version", revision);
        if (_peer.Token is not null) request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + _peer.Token);
        if (body is not null) request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        return request;
    }
}
