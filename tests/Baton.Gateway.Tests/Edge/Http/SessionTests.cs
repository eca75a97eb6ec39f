using System.Net;
using Baton.Gateway.Grants;
using Baton.Gateway.Tests.Support;

namespace Baton.Gateway.Tests.Edge.Http;

/// <summary>The session era over HTTP (2025-06-18, 2025-11-25).</summary>
public sealed class SessionTests
{
    [Theory]
    [InlineData("2025-03-26", "2025-06-18")]
    [InlineData("2025-06-18", "2025-06-18")]
    [InlineData("2025-11-25", "2025-11-25")]
    [InlineData("2024-11-05", "2025-06-18")]
    public async Task Initialize_OpensASession(string offered, string answered)
    {
        await using var peer = await HttpPeer.StartAsync();

        using var response = await peer.SendAsync(peer.Post(Messages.Initialize(offered), $"MCP-Protocol-Version: {offered}"));

        response.Headers.GetValues("Mcp-Session-Id").Single().ShouldMatch("^[0-9a-f]{64}$");
        Messages.Json(await response.Content.ReadAsStringAsync()).At("result.protocolVersion").ShouldBe(answered);
    }

    [Fact]
    public async Task Call_InItsSession_IsServed()
    {
        await using var peer = await HttpPeer.StartAsync();
        await peer.InitializeAsync();

        var (status, body) = await peer.AskAsync(peer.Post(Messages.Call("\"x\"", "note_save", """{"key":"k","text":"t"}"""), "MCP-Protocol-Version: 2025-11-25"));

        status.ShouldBe(HttpStatusCode.OK);
        body.At("id").ShouldBe("x");
        body.GetProperty("result").TryGetProperty("resultType", out _).ShouldBeFalse();
        var caller = peer.Gateway.Server.Callers.ShouldHaveSingleItem();
        caller.ClientName.ShouldBe("probe");
        caller.Session.ShouldNotBeNull().ShouldNotBe(peer.Session);
    }

    [Fact]
    public async Task Request_WithoutSession_IsToldBothWays()
    {
        await using var peer = await HttpPeer.StartAsync();

        var (status, body) = await peer.AskAsync(peer.Post(Messages.Call("4", "note_read")));

        status.ShouldBe(HttpStatusCode.BadRequest);
        body.At("id").ShouldBe("4");
        body.At("error.message").ShouldContain("send initialize first");
    }

    [Theory]
    [InlineData("made-up", HttpStatusCode.NotFound)]
    [InlineData("", HttpStatusCode.BadRequest)]
    public async Task UnknownSession_IsNotFound(string session, HttpStatusCode expected)
    {
        await using var peer = await HttpPeer.StartAsync();

        (await peer.AskAsync(peer.Post(Messages.Request("1", "ping"), $"Mcp-Session-Id: {session}"))).Status.ShouldBe(expected);
    }

    [Theory]
    [InlineData("2025-06-18", "-32020")]
    [InlineData("2099-01-01", "-32022")]
    public async Task RevisionOtherThanTheSessions_IsRefused(string version, string code)
    {
        await using var peer = await HttpPeer.StartAsync();
        await peer.InitializeAsync();

        var (status, body) = await peer.AskAsync(peer.Post(Messages.Request("1", "ping"), $"MCP-Protocol-Version: {version}"));

        status.ShouldBe(HttpStatusCode.BadRequest);
        body.At("error.code").ShouldBe(code);
    }

    [Theory]
    [InlineData("Mcp-Method: tools/list")]
    [InlineData("Mcp-Name: note_read")]
    public async Task HeaderThatDisagrees_IsRefusedEvenWhereItIsNotRequired(string header)
    {
        await using var peer = await HttpPeer.StartAsync();
        await peer.InitializeAsync();

        var (status, body) = await peer.AskAsync(peer.Post(Messages.Call("1", "note_save"), header));

        status.ShouldBe(HttpStatusCode.BadRequest);
        body.At("error.code").ShouldBe("-32020");
    }

    [Fact]
    public async Task Delete_EndsTheSession()
    {
        await using var peer = await HttpPeer.StartAsync();
        await peer.InitializeAsync();
        await peer.AskAsync(peer.Post(Messages.Request("9", "resources/subscribe", """{"uri":"note://a"}""")));
        peer.Gateway.Server.Watchers.ShouldBe(1);
        var delete = HttpPeer.With(new HttpRequestMessage(HttpMethod.Delete, peer.Endpoint), $"Mcp-Session-Id: {peer.Session}");

        (await peer.AskAsync(delete)).Status.ShouldBe(HttpStatusCode.NoContent);

        (await peer.AskAsync(peer.Post(Messages.Request("1", "ping")))).Status.ShouldBe(HttpStatusCode.NotFound);
        peer.Gateway.Server.Watchers.ShouldBe(0);
    }

    [Fact]
    public async Task Watching_BeginsWithTheFirstSubscriptionAndOnlyOnce()
    {
        await using var peer = await HttpPeer.StartAsync();
        await peer.InitializeAsync();
        peer.Gateway.Server.Watchers.ShouldBe(0);

        foreach (var uri in new[] { "note://a", "note://b" }) await peer.AskAsync(peer.Post(Messages.Request("1", "resources/subscribe", $$"""{"uri":"{{uri}}"}""")));

        peer.Gateway.Server.Watchers.ShouldBe(1);
    }

    [Fact]
    public async Task IdInFlight_IsRefusedWithinTheSessionOnly()
    {
        await using var peer = await HttpPeer.StartAsync();
        await peer.InitializeAsync();
        var first = peer.AskAsync(peer.Post(Messages.Call("1", "wait")));
        await peer.Gateway.Server.Waiting.Expect();

        var (status, body) = await peer.AskAsync(peer.Post(Messages.Request("1", "ping")));
        status.ShouldBe(HttpStatusCode.BadRequest);
        body.At("error.message").ShouldContain("already in flight");

        await peer.InitializeAsync();
        (await peer.AskAsync(peer.Post(Messages.Request("1", "ping")))).Status.ShouldBe(HttpStatusCode.OK);
        peer.Gateway.Server.Release.Release();
        (await first).Body.At("id").ShouldBe("1");
    }

    [Fact]
    public async Task Cancelled_RequestEndsWithoutAnswer()
    {
        await using var peer = await HttpPeer.StartAsync();
        await peer.InitializeAsync();
        var call = peer.AskAsync(peer.Post(Messages.Call("1", "wait")));
        await peer.Gateway.Server.Waiting.Expect();

        (await peer.AskAsync(peer.Post(Messages.Cancel("1")))).Status.ShouldBe(HttpStatusCode.Accepted);

        await peer.Gateway.Server.Cancelled.Expect();
        (await call).Status.ShouldBe(HttpStatusCode.Accepted);
    }

    [Fact]
    public async Task Cancellation_ThatOvertakesItsRequest_StillReachesIt()
    {
        await using var peer = await HttpPeer.StartAsync();
        await peer.InitializeAsync();
        await peer.AskAsync(peer.Post(Messages.Cancel("1")));

        (await peer.AskAsync(peer.Post(Messages.Call("1", "wait")))).Status.ShouldBe(HttpStatusCode.Accepted);
        (await peer.AskAsync(peer.Post(Messages.Request("1", "ping")))).Body.At("result").ShouldBe("{}");
    }

    [Fact]
    public async Task ClosedResponse_DoesNotCancelTheCall()
    {
        await using var peer = await HttpPeer.StartAsync();
        await peer.InitializeAsync();
        using var gone = new CancellationTokenSource();
        var sending = peer.SendAsync(peer.Post(Messages.Call("1", "wait")), gone.Token);
        await peer.Gateway.Server.Waiting.Expect();

        await gone.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(sending);
        (await peer.AskAsync(peer.Post(Messages.Request("1", "ping")))).Body.At("error.message").ShouldContain("already in flight");

        peer.Gateway.Server.Release.Release();
        await Patience.Until(() => peer.Gateway.Server.Release.CurrentCount == 0);
        peer.Gateway.Server.Cancelled.CurrentCount.ShouldBe(0);
    }

    [Fact]
    public async Task GetStream_CarriesWhatChangedAlsoBeforeItOpened()
    {
        await using var peer = await HttpPeer.StartAsync();
        await peer.InitializeAsync();
        await peer.AskAsync(peer.Post(Messages.Request("1", "resources/subscribe", """{"uri":"note://a"}""")));
        await peer.AskAsync(peer.Post(Messages.Call("2", "note_save", """{"key":"a","text":"1"}""")));
        await peer.AskAsync(peer.Post(Messages.Call("3", "note_save", """{"key":"a","text":"2"}""")));

        using var response = await peer.SendAsync(peer.Get());
        await using var events = new SseClient(response);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        (await events.NextAsync()).ShouldNotBeNull().At("params.uri").ShouldBe("note://a");

        peer.Gateway.Upstream.Surface.ToolsChanged();
        (await events.NextAsync()).ShouldNotBeNull().At("method").ShouldBe("notifications/tools/list_changed");
    }

    [Fact]
    public async Task GetStream_GetsCommentsAndKeepsItsSession()
    {
        var clock = new TimerClock();
        await using var peer = await HttpPeer.StartAsync(change: options => options with { Time = clock, SessionIdle = TimeSpan.FromSeconds(20) });
        await peer.InitializeAsync();
        using var response = await peer.SendAsync(peer.Get());
        await using var events = new SseClient(response);

        for (var round = 1; round <= 3; round++)
        {
            await clock.WhenArmed(TimeSpan.FromSeconds(15));
            clock.Advance(TimeSpan.FromSeconds(15));
            await events.UntilRawAsync(string.Concat(Enumerable.Repeat(":\n\n", round)));
        }

        (await peer.AskAsync(peer.Post(Messages.Request("1", "ping")))).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task GetStream_OpenedAgain_TakesOver()
    {
        await using var peer = await HttpPeer.StartAsync();
        await peer.InitializeAsync();
        using var first = await peer.SendAsync(peer.Get());
        await using var before = new SseClient(first);
        using var second = await peer.SendAsync(peer.Get());
        await using var after = new SseClient(second);

        (await before.NextAsync()).ShouldBeNull();
        peer.Gateway.Upstream.Surface.ToolsChanged();
        (await after.NextAsync()).ShouldNotBeNull();
    }

    [Fact]
    public async Task GetStream_EndsWithTheSessionAndWithTheHost()
    {
        await using var peer = await HttpPeer.StartAsync();
        await peer.InitializeAsync();
        using var response = await peer.SendAsync(peer.Get());
        await using var events = new SseClient(response);
        await peer.AskAsync(HttpPeer.With(new HttpRequestMessage(HttpMethod.Delete, peer.Endpoint), $"Mcp-Session-Id: {peer.Session}"));
        (await events.NextAsync()).ShouldBeNull();

        await peer.InitializeAsync();
        using var again = await peer.SendAsync(peer.Get());
        await using var last = new SseClient(again);
        peer.BeginStop();
        (await last.NextAsync()).ShouldBeNull();
        (await peer.StoppedAsync()).Problem.ShouldBeNull();
    }

    [Fact]
    public async Task GetStream_NotAcceptingEvents_IsRefused()
    {
        await using var peer = await HttpPeer.StartAsync();
        await peer.InitializeAsync();

        (await peer.AskAsync(peer.Get("Accept: application/json"))).Status.ShouldBe(HttpStatusCode.NotAcceptable);
    }

    [Fact]
    public async Task Session_LeftTooLong_IsGone()
    {
        var clock = new TimerClock();
        await using var peer = await HttpPeer.StartAsync(change: options => options with { Time = clock, SessionIdle = TimeSpan.FromMinutes(5) });
        await peer.InitializeAsync();
        await peer.AskAsync(peer.Post(Messages.Request("9", "resources/subscribe", """{"uri":"note://a"}""")));
        peer.Gateway.Server.Watchers.ShouldBe(1);

        clock.Advance(TimeSpan.FromMinutes(4));
        (await peer.AskAsync(peer.Post(Messages.Request("1", "ping")))).Status.ShouldBe(HttpStatusCode.OK);
        clock.Advance(TimeSpan.FromMinutes(6));
        (await peer.AskAsync(peer.Post(Messages.Request("1", "ping")))).Status.ShouldBe(HttpStatusCode.NotFound);
        peer.Gateway.Server.Watchers.ShouldBe(0);
    }

    [Fact]
    public async Task TooManySessions_AreRefusedWithTheLimit()
    {
        await using var peer = await HttpPeer.StartAsync(change: options => options with { MaxSessions = 1 });
        await peer.InitializeAsync();

        var (status, body) = await peer.AskAsync(peer.Post(Messages.Initialize()));

        status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        body.At("error.message").ShouldContain("1 sessions are open");
    }

    [Fact]
    public async Task Session_OfAnotherGrant_IsNotFound()
    {
        var token = new GrantToken("g1", "secret");
        var other = LocalGrant.Create() with { Id = "g1", Label = "ci", Principal = "ci", Secrets = [new GrantSecret([.. token.Hash()])] };
        await using var peer = await HttpPeer.StartAsync(grants: new FixedGrants(other));
        await peer.InitializeAsync();

        (await peer.AskAsync(peer.Post(Messages.Request("1", "ping"), "Authorization: Bearer bt_g1_secret"))).Status.ShouldBe(HttpStatusCode.NotFound);
        (await peer.AskAsync(peer.Post(Messages.Request("1", "ping"), "Authorization: Bearer bt_g1_wrong"))).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await peer.AskAsync(peer.Post(Messages.Request("1", "ping")))).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Initialize_Broken_OpensNothing()
    {
        await using var peer = await HttpPeer.StartAsync();

        var (status, body) = await peer.AskAsync(peer.Post(Messages.Request("1", "initialize")));

        status.ShouldBe(HttpStatusCode.BadRequest);
        body.At("error.message").ShouldContain("protocolVersion");
    }

    [Fact]
    public async Task Response_ToNothing_IsAccepted()
    {
        await using var peer = await HttpPeer.StartAsync();
        await peer.InitializeAsync();

        (await peer.AskAsync(peer.Post("""{"jsonrpc":"2.0","id":1,"result":{}}"""))).Status.ShouldBe(HttpStatusCode.Accepted);
    }

    private sealed class FixedGrants(Grant grant) : IGrantStore
    {
        public ValueTask<Grant?> FindAsync(string id, CancellationToken cancellationToken) => ValueTask.FromResult(id == grant.Id ? grant : null);

        public ValueTask<Grant?> LocalAsync(CancellationToken cancellationToken) => ValueTask.FromResult<Grant?>(LocalGrant.Create());

        public ValueTask<bool> AnyAsync(CancellationToken cancellationToken) => ValueTask.FromResult(true);
    }
}
