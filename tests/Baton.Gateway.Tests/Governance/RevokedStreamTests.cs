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

    [Theory]
    [InlineData("rotated at once")]
    [InlineData("rotated, the overlap over")]
    [InlineData("server taken away")]
    public async Task Listen_ThatWouldNotBeLetInAnyMore_IsClosed_AndTheRestOfTheGrantGoesOn(string change)
    {
        await using var gateway = await Governed.StartAsync(AllowAll);
        var office = new GrantOffice(gateway.Store.Grants, TimeProvider.System);
        var newer = (await office.RotateAsync("ci", TimeSpan.FromHours(1), default)).Value.Token;
        using var old = await ListenAsync(gateway, gateway.Token);
        using var current = await ListenAsync(gateway, newer);
        await using var ending = new SseClient(old);
        await using var staying = new SseClient(current);
        (await staying.NextAsync()).ShouldNotBeNull();

        switch (change)
        {
            case "server taken away":
                (await office.SetAsync("ci", new GrantChange { Removed = ["memory"] }, default)).Failure.ShouldBeNull();
                await EndsAsync(staying);
                break;
            case "rotated at once":
                await office.RotateAsync("ci", TimeSpan.Zero, default);
                await EndsAsync(staying);
                break;
            default:
                await gateway.Store.Grants.ChangeAsync("ci", grant => grant with { Secrets = [.. grant.Secrets.Select(secret => secret.ValidUntil is null ? secret : secret with { ValidUntil = DateTimeOffset.UnixEpoch })] }, default);
                break;
        }

        await EndsAsync(ending);
        if (change != "rotated, the overlap over") return;
        gateway.Peer.Gateway.Upstream.Surface.ToolsChanged();
        (await staying.NextAsync()).ShouldNotBeNull().At("method").ShouldBe("notifications/tools/list_changed");
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

    private static Task<HttpResponseMessage> ListenAsync(Governed gateway, string token)
        => gateway.Peer.SendAsync(gateway.Peer.Stateless(Messages.Stateless("1", "subscriptions/listen", """ "notifications":{"toolsListChanged":true} """), $"Authorization: Bearer {token}"));

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
