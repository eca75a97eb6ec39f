using Baton.Gateway.Grants;
using Baton.Gateway.Tests.Support;

namespace Baton.Gateway.Tests.Governance;

/// <summary>Streams that were opened before their grant ended.</summary>
public sealed class RevokedStreamTests
{
    private const string AllowAll = """{"version":"1","default":"allow","tools":{}}""";

    [Fact]
    public async Task Listen_AfterItsGrantIsRevoked_IsClosed()
    {
        await using var gateway = await Governed.StartAsync(AllowAll);
        var body = Messages.Stateless("1", "subscriptions/listen", """ "notifications":{"toolsListChanged":true} """);
        using var response = await gateway.Peer.SendAsync(gateway.Peer.Stateless(body, $"Authorization: Bearer {gateway.Token}"));
        await using var events = new SseClient(response);
        (await events.NextAsync()).ShouldNotBeNull();

        await new GrantOffice(gateway.Store.Grants, TimeProvider.System).RevokeAsync("ci", default);

        await EndsAsync(events);
    }

    [Fact]
    public async Task Listen_OfAnotherGrant_StaysOpen()
    {
        await using var gateway = await Governed.StartAsync(AllowAll);
        var other = await gateway.GrantAsync("dev");
        var body = Messages.Stateless("1", "subscriptions/listen", """ "notifications":{"toolsListChanged":true} """);
        using var mine = await gateway.Peer.SendAsync(gateway.Peer.Stateless(body, $"Authorization: Bearer {gateway.Token}"));
        using var theirs = await gateway.Peer.SendAsync(gateway.Peer.Stateless(body, $"Authorization: Bearer {other}"));
        await using var ending = new SseClient(mine);
        await using var staying = new SseClient(theirs);
        (await staying.NextAsync()).ShouldNotBeNull();

        await new GrantOffice(gateway.Store.Grants, TimeProvider.System).RevokeAsync("ci", default);
        await EndsAsync(ending);
        gateway.Peer.Gateway.Upstream.Surface.ToolsChanged();

        (await staying.NextAsync()).ShouldNotBeNull().At("method").ShouldBe("notifications/tools/list_changed");
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
}
