using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace Baton.FunctionalTests.Running;

/// <summary>A client with a session at one server behind a <c>baton up</c>, under a grant.</summary>
public sealed class GrantedClient
{
    private readonly HttpBaton _baton;
    private readonly string _server;
    private readonly string? _token;
    private string? _session;
    private int _ids;

    private GrantedClient(HttpBaton baton, string server, string? token)
    {
        _baton = baton;
        _server = server;
        _token = token;
    }

    public string Session => _session!;

    /// <param name="baton">The gateway.</param>
    /// <param name="server">The server behind it.</param>
    /// <param name="token">The grant's; null for the grant of this machine.</param>
    /// <param name="revision">What the client offers.</param>
    public static async Task<GrantedClient> OpenAsync(HttpBaton baton, string server, string? token, string revision = "2025-11-25")
    {
        var client = new GrantedClient(baton, server, token);
        using var response = await client.SendAsync(Opening(revision));
        client._session = response.Headers.GetValues("Mcp-Session-Id").Single();
        using var initialized = await client.SendAsync("""{"jsonrpc":"2.0","method":"notifications/initialized"}""");
        return client;
    }

    /// <summary>The answer to <c>initialize</c> where the server cannot be had.</summary>
    public static Task<JsonNode> RefusedAsync(HttpBaton baton, string server, string? token) => new GrantedClient(baton, server, token).AskAsync(Opening("2025-11-25"));

    private static string Opening(string revision) => $"{{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{ToolMessage.Initialize(revision)}}}";

    /// <summary>Calls a tool and gives the whole message that answers.</summary>
    public Task<JsonNode> CallAsync(string tool, string arguments = "{}") => AskAsync(ToolMessage.Session(Interlocked.Increment(ref _ids), tool, arguments));

    /// <summary>Sends a request and gives the last message of the answer.</summary>
    public async Task<JsonNode> AskAsync(string message)
    {
        using var response = await SendAsync(message);
        var text = await response.Content.ReadAsStringAsync();
        var isStream = response.Content.Headers.ContentType?.MediaType == "text/event-stream";
        return JsonNode.Parse(isStream ? text.Split('\n').Last(line => line.StartsWith("data:", StringComparison.Ordinal))["data:".Length..] : text)!;
    }

    public async Task<HttpResponseMessage> SendAsync(string message, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{_baton.Url}/mcp/{_server}") { Content = new StringContent(message) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Accept.ParseAdd("application/json");
        request.Headers.Accept.ParseAdd("text/event-stream");
        if (_token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _token);
        if (_session is not null) request.Headers.Add("Mcp-Session-Id", _session);
        foreach (var (name, value) in headers) request.Headers.Add(name, value);
        return await _baton.Http.SendAsync(request);
    }
}
