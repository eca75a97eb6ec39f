using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Baton.TestSupport.Processes;

namespace Baton.Conformance.Official;

/// <summary>One <c>baton up</c> for all scenarios, and what it announces.</summary>
public sealed class ConformanceServer : IAsyncLifetime
{
    private BatonServer? _server;

    /// <summary>Where the scenarios go.</summary>
    public string Endpoint => _server!.Endpoint;

    /// <summary>The capabilities of <c>server/discover</c>.</summary>
    public IReadOnlySet<string> Capabilities { get; private set; } = new HashSet<string>();

    public async ValueTask InitializeAsync()
    {
        if (BatonBinary.Path is null || !NodePeers.AreInstalled) return;
        _server = await BatonServer.StartAsync();
        Capabilities = await DiscoverAsync(_server.Endpoint);
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
    }

    private static async Task<HashSet<string>> DiscoverAsync(string endpoint)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint)
        {
            Content = new StringContent(
                """{"jsonrpc":"2.0","id":1,"method":"server/discover","params":{"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}}}}""",
                Encoding.UTF8, new MediaTypeHeaderValue("application/json")),
        };
        request.Headers.Add("Accept", "application/json, text/event-stream");
        request.Headers.Add("MCP-Protocol-Version", "2026-07-28");
        request.Headers.Add("Mcp-Method", "server/discover");
        using var response = await client.SendAsync(request);
        using var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return [.. document.RootElement.GetProperty("result").GetProperty("capabilities").EnumerateObject().Select(capability => capability.Name)];
    }
}
