using System.Net;
using System.Text;
using Baton.Gateway.Tests.Support;
using Baton.Protocol.Headers;

namespace Baton.Gateway.Tests.Edge.Http;

/// <summary>The stateless era over HTTP (2026-07-28).</summary>
public sealed class StatelessTests
{
    private static string Save(string id = "1", string key = "k", string text = "t")
        => Messages.Stateless(id, "tools/call", $"\"name\":\"note_save\",\"arguments\":{{\"key\":\"{key}\",\"text\":\"{text}\"}}");

    private static string Tool(string name, string id = "1", string meta = "")
        => Messages.Stateless(id, "tools/call", $"\"name\":\"{name}\"").Replace("\"_meta\":{", "\"_meta\":{" + meta, StringComparison.Ordinal);

    [Fact]
    public async Task Discover_HasEverythingTheSchemaRequires()
    {
        await using var peer = await HttpPeer.StartAsync();

        using var response = await peer.SendAsync(peer.Stateless(Messages.Stateless("\"d\"", "server/discover")));
        var body = Messages.Json(await response.Content.ReadAsStringAsync());

        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        response.Headers.Contains("Mcp-Session-Id").ShouldBeFalse();
        body.At("id").ShouldBe("d");
        body.At("result.resultType").ShouldBe("complete");
        body.At("result.supportedVersions").ShouldBe("""["2026-07-28","2025-11-25","2025-06-18"]""");
        body.At("result.ttlMs").ShouldBe("60000");
        body.At("result.cacheScope").ShouldBe("private");
        body.At("result.capabilities.resources.subscribe").ShouldBe("true");
        body.GetProperty("result").GetProperty("_meta").GetProperty("io.modelcontextprotocol/serverInfo").At("version").ShouldBe("1.2.3");
    }

    [Fact]
    public async Task Call_IsServedAndTheQueryNarrowsIt()
    {
        await using var peer = await HttpPeer.StartAsync();
        var request = peer.Stateless(Save());
        request.RequestUri = new Uri(peer.Endpoint + "?toolsets=more,%20admin&project=house&dialect=");

        var (status, body) = await peer.AskAsync(request);

        status.ShouldBe(HttpStatusCode.OK);
        body.At("result.structuredContent.bytes").ShouldBe("1");
        var caller = peer.Gateway.Server.Callers.ShouldHaveSingleItem();
        caller.Toolsets.ShouldBe(["more"]);
        caller.DefaultProject.ShouldBe("house");
        caller.Dialect.ShouldBeNull();
        caller.Session.ShouldBeNull();
        caller.ClientName.ShouldBe("probe");
    }

    [Theory]
    [InlineData("MCP-Protocol-Version:", "MCP-Protocol-Version is missing")]
    [InlineData("MCP-Protocol-Version: 2025-11-25", "says '2025-11-25', the body says '2026-07-28'")]
    [InlineData("Mcp-Method:", "Mcp-Method is missing")]
    [InlineData("Mcp-Method: TOOLS/CALL", "says 'TOOLS/CALL'")]
    [InlineData("Mcp-Method: tools/list", "says 'tools/list'")]
    [InlineData("Mcp-Name:", "Mcp-Name is missing")]
    [InlineData("Mcp-Name: note_read", "says 'note_read', the body says 'note_save'")]
    [InlineData("Mcp-Name: =?base64?!!?=", "Base64")]
    public async Task HeaderThatDisagrees_IsRefused(string header, string part)
    {
        await using var peer = await HttpPeer.StartAsync();

        var (status, body) = await peer.AskAsync(peer.Stateless(Save(), header));

        status.ShouldBe(HttpStatusCode.BadRequest);
        body.At("error.code").ShouldBe("-32020");
        body.At("error.message").ShouldContain(part);
        body.At("id").ShouldBe("1");
        peer.Gateway.Server.Callers.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Mcp-Name:   note_save  ")]
    [InlineData("mcp-name: note_save")]
    [InlineData("Mcp-Name: =?base64?bm90ZV9zYXZl?=")]
    public async Task HeaderThatAgrees_IsAccepted(string header)
    {
        await using var peer = await HttpPeer.StartAsync();

        (await peer.AskAsync(peer.Stateless(Save(), header))).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task RepeatedHeader_IsRefused()
    {
        await using var peer = await HttpPeer.StartAsync();
        var request = peer.Stateless(Save());
        request.Headers.TryAddWithoutValidation("Mcp-Method", "tools/call");

        using var response = await peer.SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("{}", "protocolVersion")]
    [InlineData("""{"_meta":{"io.modelcontextprotocol/clientCapabilities":{}}}""", "protocolVersion")]
    [InlineData("""{"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28"}}""", "clientCapabilities")]
    [InlineData("""{"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{},"io.modelcontextprotocol/logLevel":"loud"}}""", "logLevel")]
    public async Task MissingField_IsInvalidParams(string parameters, string part)
    {
        await using var peer = await HttpPeer.StartAsync();

        var (status, body) = await peer.AskAsync(peer.Stateless(Messages.Request("7", "server/discover", parameters)));

        status.ShouldBe(HttpStatusCode.BadRequest);
        body.At("error.code").ShouldBe("-32602");
        body.At("error.message").ShouldContain(part);
        body.At("id").ShouldBe("7");
    }

    [Fact]
    public async Task ClientInfo_IsOptional()
    {
        await using var peer = await HttpPeer.StartAsync();
        var message = Messages.Request("7", "server/discover",
            """{"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}}}""");

        (await peer.AskAsync(peer.Stateless(message))).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("v999.0.0", "v999.0.0", "-32022")]
    [InlineData("v999.0.0", "2026-07-28", "-32020")]
    [InlineData("2026-07-28", "v999.0.0", "-32020")]
    public async Task UnknownRevision_IsToldWhichAreSpoken(string inBody, string inHeader, string code)
    {
        await using var peer = await HttpPeer.StartAsync();
        var message = Messages.Stateless("3", "server/discover").Replace("2026-07-28", inBody, StringComparison.Ordinal);

        var (status, body) = await peer.AskAsync(peer.Stateless(message, $"MCP-Protocol-Version: {inHeader}"));

        status.ShouldBe(HttpStatusCode.BadRequest);
        body.At("error.code").ShouldBe(code);
        if (code != "-32022") return;
        body.At("error.data.requested").ShouldBe(inBody);
        body.At("error.data.supported").ShouldContain("2026-07-28");
    }

    [Theory]
    [InlineData("initialize")]
    [InlineData("ping")]
    [InlineData("logging/setLevel")]
    [InlineData("resources/subscribe")]
    [InlineData("unknown/method")]
    public async Task MethodOfAnotherEra_IsNotFound(string method)
    {
        await using var peer = await HttpPeer.StartAsync();

        var (status, body) = await peer.AskAsync(peer.Stateless(Messages.Stateless("500", method)));

        status.ShouldBe(HttpStatusCode.NotFound);
        body.At("error.code").ShouldBe("-32601");
        body.At("id").ShouldBe("500");
    }

    [Fact]
    public async Task SessionHeader_IsPassedOver()
    {
        await using var peer = await HttpPeer.StartAsync();

        (await peer.AskAsync(peer.Stateless(Messages.Stateless("1", "server/discover"), "Mcp-Session-Id: made-up"))).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task SameId_OfTwoClients_IsServedTwice()
    {
        await using var peer = await HttpPeer.StartAsync();
        var first = peer.AskAsync(peer.Stateless(Tool("wait")));
        var second = peer.AskAsync(peer.Stateless(Tool("wait")));
        await peer.Gateway.Server.Waiting.Expect();
        await peer.Gateway.Server.Waiting.Expect();

        peer.Gateway.Server.Release.Release(2);

        (await first).Body.At("result.content.0.text").ShouldBe("waited");
        (await second).Body.At("result.content.0.text").ShouldBe("waited");
    }

    [Fact]
    public async Task Notification_IsAccepted()
    {
        await using var peer = await HttpPeer.StartAsync();

        (await peer.AskAsync(peer.Stateless(Messages.Cancel("1")))).Status.ShouldBe(HttpStatusCode.Accepted);
    }

    [Fact]
    public async Task Response_IsRefused()
    {
        await using var peer = await HttpPeer.StartAsync();

        (await peer.AskAsync(peer.Post("""{"jsonrpc":"2.0","id":1,"result":{}}""", "MCP-Protocol-Version: 2026-07-28"))).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Progress_TurnsTheAnswerIntoAStream()
    {
        await using var peer = await HttpPeer.StartAsync();

        using var response = await peer.SendAsync(peer.Stateless(Tool("steps", "5", "\"progressToken\":9,")));
        await using var events = new SseClient(response);

        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        response.Headers.GetValues("X-Accel-Buffering").ShouldBe(["no"]);
        response.Headers.CacheControl!.NoTransform.ShouldBeTrue();
        var steps = new List<string>();
        var message = await events.NextAsync();
        for (; message?.TryGetProperty("method", out _) == true; message = await events.NextAsync()) steps.Add(message.Value.At("params.progress"));
        steps.ShouldBe(["1", "2", "3"]);
        message.ShouldNotBeNull().At("result.content.0.text").ShouldBe("stepped");
        (await events.NextAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task QuietCall_GetsACommentEveryFifteenSeconds()
    {
        var clock = new TimerClock();
        await using var peer = await HttpPeer.StartAsync(change: options => options with { Time = clock });
        var sending = peer.SendAsync(peer.Stateless(Tool("wait")));
        await peer.Gateway.Server.Waiting.Expect();
        await clock.WhenArmed(TimeSpan.FromSeconds(15));

        clock.Advance(TimeSpan.FromSeconds(15));
        using var response = await sending;
        await using var events = new SseClient(response);
        await events.UntilRawAsync(":\n\n");

        peer.Gateway.Server.Release.Release();
        (await events.NextAsync()).ShouldNotBeNull().At("result.content.0.text").ShouldBe("waited");
    }

    [Fact]
    public async Task ClosedResponse_CancelsTheCall()
    {
        await using var peer = await HttpPeer.StartAsync();
        using var gone = new CancellationTokenSource();
        var sending = peer.SendAsync(peer.Stateless(Tool("wait")), gone.Token);
        await peer.Gateway.Server.Waiting.Expect();

        await gone.CancelAsync();

        await peer.Gateway.Server.Cancelled.Expect();
        await Should.ThrowAsync<OperationCanceledException>(sending);
    }

    [Fact]
    public async Task Listen_AcknowledgesReportsWhatWasAskedAndNothingElse()
    {
        await using var peer = await HttpPeer.StartAsync();
        using var response = await peer.SendAsync(peer.Stateless(Messages.Stateless("\"s\"", "subscriptions/listen", "\"notifications\":{\"resourceSubscriptions\":[\"note://a\"]}")));
        await using var events = new SseClient(response);

        var acknowledged = (await events.NextAsync()).ShouldNotBeNull();
        acknowledged.At("method").ShouldBe("notifications/subscriptions/acknowledged");
        acknowledged.At("params.notifications").ShouldBe("""{"resourceSubscriptions":["note://a"]}""");

        peer.Gateway.Upstream.Surface.ToolsChanged();
        await peer.AskAsync(peer.Stateless(Save("2", "b")));
        await peer.AskAsync(peer.Stateless(Save("3", "a")));

        var updated = (await events.NextAsync()).ShouldNotBeNull();
        updated.At("method").ShouldBe("notifications/resources/updated");
        updated.At("params.uri").ShouldBe("note://a");
        updated.GetProperty("params").GetProperty("_meta").GetProperty("io.modelcontextprotocol/subscriptionId").GetString().ShouldBe("s");
    }

    [Fact]
    public async Task Listen_ClosedByTheClient_StopsWatching()
    {
        await using var peer = await HttpPeer.StartAsync();
        var response = await peer.SendAsync(peer.Stateless(Messages.Stateless("1", "subscriptions/listen", "\"notifications\":{\"resourceSubscriptions\":[\"note://a\"]}")));
        var events = new SseClient(response);
        await events.NextAsync();
        peer.Gateway.Server.Watchers.ShouldBe(1);

        await events.DisposeAsync();

        await Patience.Until(() => peer.Gateway.Server.Watchers == 0);
    }

    [Theory]
    [InlineData("", "params.notifications must be an object")]
    [InlineData("\"notifications\":[]", "params.notifications must be an object")]
    [InlineData("\"notifications\":{\"toolsListChanged\":1}", "toolsListChanged must be a boolean")]
    [InlineData("\"notifications\":{\"resourceSubscriptions\":[1]}", "must be a list of strings")]
    [InlineData("\"notifications\":{\"resourceSubscriptions\":[\"a\",\"b\",\"c\",\"d\"]}", "has 4 entries, the limit is 3")]
    public async Task Listen_BrokenFilter_IsRefused(string members, string part)
    {
        await using var peer = await HttpPeer.StartAsync();

        (await peer.AskAsync(peer.Stateless(Messages.Stateless("1", "subscriptions/listen", members)))).Body.At("error.message").ShouldContain(part);
    }

    [Fact]
    public async Task Stop_EndsListeningInGoodOrderAndFinishesCalls()
    {
        await using var peer = await HttpPeer.StartAsync();
        using var response = await peer.SendAsync(peer.Stateless(Messages.Stateless("\"s\"", "subscriptions/listen", "\"notifications\":{\"toolsListChanged\":true}")));
        await using var events = new SseClient(response);
        await events.NextAsync();
        var call = peer.AskAsync(peer.Stateless(Tool("wait", "2")));
        await peer.Gateway.Server.Waiting.Expect();

        peer.BeginStop();

        var ended = (await events.NextAsync()).ShouldNotBeNull();
        ended.At("id").ShouldBe("s");
        ended.At("result.resultType").ShouldBe("complete");
        peer.Gateway.Server.Release.Release();
        (await call).Body.At("result.content.0.text").ShouldBe("waited");
        (await peer.StoppedAsync()).Problem.ShouldBeNull();
    }

    [Fact]
    public async Task FourMebibytesOfMixedText_ComeBackIdentical()
    {
        await using var peer = await HttpPeer.StartAsync();
        var text = string.Concat(Enumerable.Repeat("日本語😀\r\n𠮷é", 4 * 1024 * 1024 / 31));
        var body = Messages.Stateless("1", "tools/call", $"\"name\":\"note_save\",\"arguments\":{{\"key\":\"k\",\"text\":{System.Text.Json.JsonSerializer.Serialize(text)}}}");
        (await peer.AskAsync(peer.Stateless(body))).Body.At("result.structuredContent.bytes").ShouldBe(Encoding.UTF8.GetByteCount(text).ToString());

        var (_, read) = await peer.AskAsync(peer.Stateless(Messages.Stateless("2", "tools/call", "\"name\":\"note_read\",\"arguments\":{\"key\":\"k\"}")));

        read.At("result.structuredContent.text").ShouldBe(text);
    }

    [Fact]
    public async Task ResourceUri_OutsideAscii_IsMirroredEncoded()
    {
        await using var peer = await HttpPeer.StartAsync();
        await peer.AskAsync(peer.Stateless(Save("1", "ä")));
        var read = Messages.Stateless("2", "resources/read", "\"uri\":\"note://ä\"");

        (await peer.AskAsync(peer.Stateless(read, "Mcp-Name: " + HeaderValue.Encode("note://ä")))).Body.At("result.contents.0.text").ShouldBe("t");
    }

    [Theory]
    [InlineData("toolsets=cor", "cor")]
    [InlineData("toolsets=core&toolsets=more,CORE", "CORE")]
    public async Task Toolset_ThatThereIsNot_IsRefusedWithThoseThatThereAre_AndRecorded(string query, string unknown)
    {
        await using var gateway = await HttpRecorded.StartAsync();
        var request = gateway.Peer.Stateless(Save());
        request.RequestUri = new Uri($"{gateway.Peer.Endpoint}?{query}");

        var (status, body) = await gateway.Peer.AskAsync(request);

        var reason = $"There is no toolset '{unknown}'; there are core, more, tasks, agents, archive, admin.";
        status.ShouldBe(HttpStatusCode.BadRequest);
        body.At("error.message").ShouldContain(reason);
        var refusal = gateway.Refusals.Single();
        (refusal.Code, refusal.Server).ShouldBe(("wrong_toolset", "rec"));
        refusal.Message.ShouldContain(reason);
        gateway.Calls.ShouldBeEmpty();
    }
}
