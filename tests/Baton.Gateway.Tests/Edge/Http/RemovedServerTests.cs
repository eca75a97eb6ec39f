using System.Net;
using Baton.Gateway.Grants;
using Baton.Gateway.Pipeline;
using Baton.Gateway.Tests.Support;
using Baton.Gateway.Upstreams;

namespace Baton.Gateway.Tests.Edge.Http;

/// <summary>Streams that are open when an operator removes their server: they end without the client's doing.</summary>
public sealed class RemovedServerTests
{
    [Fact]
    public async Task Listen_OfAServerThatIsRemoved_IsClosed_AndOfAnotherStaysOpen()
    {
        var world = await StartAsync();
        await using var peer = world.Peer;
        using var lost = await ListenAsync(peer, "notes");
        using var kept = await ListenAsync(peer, "memory");
        await using var ending = new SseClient(lost);
        await using var staying = new SseClient(kept);
        (await ending.NextAsync()).ShouldNotBeNull();
        (await staying.NextAsync()).ShouldNotBeNull();

        world.Servers.Replace([peer.Gateway.Upstream]);

        await EndsAsync(ending);
        peer.Gateway.Upstream.Surface.ToolsChanged();
        (await staying.NextAsync()).ShouldNotBeNull().At("method").ShouldBe("notifications/tools/list_changed");
    }

    [Fact]
    public async Task Session_WithAServerThatIsRemoved_EndsWithItsStream_AndItsIdIsUnknown()
    {
        var world = await StartAsync();
        await using var peer = world.Peer;
        var endpoint = new Uri($"{peer.Address}/mcp/notes");
        using var opened = await peer.SendAsync(At(peer.Post(Messages.Initialize()), endpoint));
        var session = $"Mcp-Session-Id: {opened.Headers.GetValues("Mcp-Session-Id").Single()}";
        using var accepted = await peer.SendAsync(At(peer.Post(Messages.Initialized, session), endpoint));
        using var stream = await peer.SendAsync(At(peer.Get(session, "MCP-Protocol-Version: 2025-11-25"), endpoint));
        stream.StatusCode.ShouldBe(HttpStatusCode.OK);
        await using var events = new SseClient(stream);

        world.Servers.Replace([peer.Gateway.Upstream]);
        await EndsAsync(events);
        world.Servers.Replace([peer.Gateway.Upstream, world.Notes]);

        using var again = await peer.SendAsync(At(peer.Post(Messages.Request("7", "ping"), session, "MCP-Protocol-Version: 2025-11-25"), endpoint));
        again.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Call_OfAServerThatNeverWas_IsAnswered_NotBrokenOff()
    {
        var world = await StartAsync();
        await using var peer = world.Peer;
        world.Servers.Replace([peer.Gateway.Upstream]);

        using var answer = await peer.SendAsync(At(peer.Stateless(Messages.Stateless("1", "tools/list")), new Uri($"{peer.Address}/mcp/notes")));

        (await answer.Content.ReadAsStringAsync()).ShouldContain("\"error\"");
    }

    private static Task<HttpResponseMessage> ListenAsync(HttpPeer peer, string server) => peer.SendAsync(At(
        peer.Stateless(Messages.Stateless("1", "subscriptions/listen", """ "notifications":{"toolsListChanged":true} """)), new Uri($"{peer.Address}/mcp/{server}")));

    private static HttpRequestMessage At(HttpRequestMessage request, Uri endpoint)
    {
        request.RequestUri = endpoint;
        return request;
    }

    private static async Task EndsAsync(SseClient events)
    {
        try
        {
            while (await events.NextAsync() is not null) { }
        }
        catch (Exception closed) when (closed is IOException or HttpRequestException)
        {
            // An aborted stream ends in the middle of its chunks.
        }
    }

    private static async Task<(HttpPeer Peer, UpstreamDirectory Servers, IUpstream Notes)> StartAsync()
    {
        var servers = new UpstreamDirectory([]);
        var gateways = new Gateways(change: parts => parts with { Upstreams = servers });
        var notes = new Renamed(gateways.Upstream);
        servers.Replace([gateways.Upstream, notes]);
        return (await HttpPeer.StartAsync(gateways, grants: new BothStore()), servers, notes);
    }

    /// <summary>The local grant, with another server.</summary>
    private sealed class BothStore : IGrantStore
    {
        private static readonly Grant Both = LocalGrant.Create() with { Servers = LocalGrant.Create().Servers.Add("notes", LocalGrant.Policy) };

        public ValueTask<Grant?> FindAsync(string id, CancellationToken cancellationToken) => new(id == Both.Id ? Both : null);

        public ValueTask<Grant?> LocalAsync(CancellationToken cancellationToken) => new(Both);

        public ValueTask<bool> AnyAsync(CancellationToken cancellationToken) => new(true);
    }

    private sealed class Renamed(IUpstream inner) : IUpstream
    {
        public string Name => "notes";

        public bool IsBuiltIn => inner.IsBuiltIn;

        public ValueTask<Reply> SendAsync(Call call, CancellationToken cancellationToken) => inner.SendAsync(call, cancellationToken);
    }
}
