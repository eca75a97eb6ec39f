using System.Text;
using Baton.Gateway.Tests.Support;

namespace Baton.Gateway.Tests.Edge.Stdio;

public sealed class StdioHostTests
{
    [Theory]
    [InlineData("2024-11-05", "2024-11-05")]
    [InlineData("2025-03-26", "2025-06-18")]
    [InlineData("2025-06-18", "2025-06-18")]
    [InlineData("2025-11-25", "2025-11-25")]
    [InlineData("2030-01-01", "2025-11-25")]
    public async Task Initialize_Offer_IsAnswered(string offered, string answered)
    {
        await using var peer = new StdioPeer();

        var answer = await peer.AskAsync(Messages.Initialize(offered, "\"init\""));

        answer.At("id").ShouldBe("init");
        answer.At("result.protocolVersion").ShouldBe(answered);
        answer.At("result.serverInfo.version").ShouldBe("1.2.3");
        answer.At("result.instructions").ShouldBe("Save notes with note_save.");
        answer.At("result.capabilities.tools.listChanged").ShouldBe("true");
        answer.GetProperty("result").TryGetProperty("resultType", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Initialize_Twice_IsRefused()
    {
        await using var peer = new StdioPeer();
        await peer.InitializeAsync();

        (await peer.AskAsync(Messages.Initialize())).At("error.message").ShouldContain("initialized already");
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"initialize"}""", "params is missing")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"initialize","params":{}}""", "params.protocolVersion must be a string")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","clientInfo":3}}""", "params.clientInfo must be an object")]
    public async Task Initialize_BrokenOffer_IsRefusedAndCanBeRepeated(string message, string part)
    {
        await using var peer = new StdioPeer();

        (await peer.AskAsync(message)).At("error.message").ShouldContain(part);
        (await peer.AskAsync(Messages.Initialize())).At("result.protocolVersion").ShouldBe("2025-11-25");
    }

    [Fact]
    public async Task Request_BeforeInitialize_IsRefusedWithBothWays()
    {
        await using var peer = new StdioPeer();

        var answer = await peer.AskAsync(Messages.Call("1", "note_read"));

        answer.At("error.code").ShouldBe("-32600");
        answer.At("error.message").ShouldContain("send initialize first");
        answer.At("error.message").ShouldContain("io.modelcontextprotocol/protocolVersion");
        (await peer.AskAsync(Messages.Request("2", "ping"))).At("result").ShouldBe("{}");
    }

    [Fact]
    public async Task ToolCall_InASession_TellsTheServerWhoCalls()
    {
        await using var peer = new StdioPeer(change: options => options with { Project = "house", Toolsets = ["core", "more", "admin"], Dialect = "m3" });
        await peer.InitializeAsync();

        var answer = await peer.AskAsync(Messages.Call("1.0", "note_save", """{ "key":"k", "text":"é" }"""));

        answer.At("id").ShouldBe("1.0");
        answer.At("result.structuredContent.bytes").ShouldBe("2");
        peer.Gateway.Server.Arguments.ShouldHaveSingleItem().ShouldBe("""{ "key":"k", "text":"é" }""");
        var caller = peer.Gateway.Server.Callers.ShouldHaveSingleItem();
        caller.Grant.ShouldBe("local");
        caller.ClientName.ShouldBe("probe");
        caller.ClientVersion.ShouldBe("9");
        caller.DefaultProject.ShouldBe("house");
        caller.Dialect.ShouldBe("m3");
        caller.Toolsets.ShouldBe(["core", "more"]);
        caller.Session.ShouldNotBeNull().ShouldStartWith("s_");
        caller.RequestId.ShouldStartWith("r_");
    }

    [Fact]
    public async Task ToolCall_Stateless_NeedsNoInitialize()
    {
        await using var peer = new StdioPeer();

        var answer = await peer.AskAsync(Messages.Stateless("\"a\"", "tools/call", "\"name\":\"note_save\",\"arguments\":{\"key\":\"k\",\"text\":\"t\"}"));

        answer.At("result.resultType").ShouldBe("complete");
        answer.GetProperty("result").GetProperty("_meta").GetProperty("io.modelcontextprotocol/serverInfo").At("name").ShouldBe("baton");
        var caller = peer.Gateway.Server.Callers.ShouldHaveSingleItem();
        caller.ClientName.ShouldBe("probe");
        caller.Session.ShouldNotBeNull().ShouldStartWith("s_");
    }

    [Fact]
    public async Task Discover_NamesWhatIsSpokenOverStdio()
    {
        await using var peer = new StdioPeer();

        var answer = await peer.AskAsync(Messages.Stateless("1", "server/discover"));

        answer.At("result.supportedVersions").ShouldBe("""["2026-07-28","2025-11-25","2025-06-18","2024-11-05"]""");
        answer.At("result.cacheScope").ShouldBe("private");
    }

    [Theory]
    [InlineData("initialize")]
    [InlineData("ping")]
    [InlineData("logging/setLevel")]
    [InlineData("nothing/like/it")]
    public async Task Stateless_MethodOfAnotherEra_IsNotFound(string method)
    {
        await using var peer = new StdioPeer();

        (await peer.AskAsync(Messages.Stateless("1", method))).At("error.code").ShouldBe("-32601");
    }

    [Fact]
    public async Task Stateless_UnknownRevision_IsToldWhichAreSpoken()
    {
        await using var peer = new StdioPeer();

        var answer = await peer.AskAsync(Messages.Stateless("1", "tools/list").Replace("2026-07-28", "2031-01-01", StringComparison.Ordinal));

        answer.At("error.code").ShouldBe("-32022");
        answer.At("error.data.requested").ShouldBe("2031-01-01");
    }

    [Fact]
    public async Task Stateless_WithoutCapabilities_IsRefused()
    {
        await using var peer = new StdioPeer();

        var answer = await peer.AskAsync(
            """{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28"}}}""");

        answer.At("error.code").ShouldBe("-32602");
        answer.At("error.message").ShouldContain("clientCapabilities");
    }

    [Theory]
    [InlineData("""[{"jsonrpc":"2.0","id":1,"method":"ping"}]""", "-32600", "null", "Batches")]
    [InlineData("""{"jsonrpc":"2.0","id":5,"method":"tools/call","params":{"name":"delete_customer","Name":"read_file"}}""", "-32600", "5", "only by case")]
    [InlineData("""{"jsonrpc":"2.0","id":5,"method":"tools/call","params":{"name":"x","arguments":[1]}}""", "-32602", "5", "an object or absent")]
    [InlineData("""{"jsonrpc":"2.0","id":5,"method":"tools/call","params":{"name":"x","arguments":{"a":1,"a":2}}}""", "-32600", "5", "stands twice")]
    [InlineData("""{"jsonrpc":"2.0","id":null,"method":"ping"}""", "-32600", "null", "\"id\" must be")]
    [InlineData("{not json}", "-32700", "null", "not valid JSON")]
    public async Task Malformed_IsAnsweredAndTheNextIsServed(string line, string code, string id, string part)
    {
        await using var peer = new StdioPeer();

        var answer = await peer.AskAsync(line);
        answer.At("error.code").ShouldBe(code);
        answer.At("id").ShouldBe(id);
        answer.At("error.message").ShouldContain(part);

        (await peer.AskAsync(Messages.Request("9", "ping"))).At("id").ShouldBe("9");
        peer.Gateway.Server.Callers.ShouldBeEmpty();
    }

    [Fact]
    public async Task LineOverTheLimit_IsRefusedWithTheLimit()
    {
        await using var peer = new StdioPeer(change: options => options with { MaxMessageBytes = 1000 });

        (await peer.AskAsync(new string(' ', 600) + new string('x', 600))).At("error.data.limit").ShouldBe("1000");
        (await peer.AskAsync(Messages.Request("9", "ping"))).At("id").ShouldBe("9");
    }

    [Fact]
    public async Task BlankLines_ArePassedOver()
    {
        await using var peer = new StdioPeer();
        await peer.SendRawAsync("\n  \r\n\t\n"u8.ToArray());

        (await peer.AskAsync(Messages.Request("1", "ping"))).At("id").ShouldBe("1");
    }

    [Fact]
    public async Task FourMebibytesOfMixedText_InAnyChunks_ComeBackIdentical()
    {
        await using var peer = new StdioPeer();
        await peer.InitializeAsync();
        var text = string.Concat(Enumerable.Repeat("日本語😀\r\n𠮷é", 4 * 1024 * 1024 / 31));
        var bytes = Encoding.UTF8.GetBytes(Messages.Call("1", "note_save", $$"""{"key":"k","text":{{System.Text.Json.JsonSerializer.Serialize(text)}}}""") + "\n");

        for (var from = 0; from < bytes.Length; from += 65_537) await peer.SendRawAsync(bytes.AsMemory(from, Math.Min(65_537, bytes.Length - from)));
        (await peer.ReceiveAsync()).At("result.structuredContent.bytes").ShouldBe(Encoding.UTF8.GetByteCount(text).ToString());

        (await peer.AskAsync(Messages.Call("2", "note_read", """{"key":"k"}"""))).At("result.structuredContent.text").ShouldBe(text);
    }

    [Fact]
    public async Task Requests_AreServedSideBySide()
    {
        await using var peer = new StdioPeer();
        await peer.InitializeAsync();
        await peer.SendAsync(Messages.Call("1", "wait"));
        await peer.Gateway.Server.Waiting.Expect();

        (await peer.AskAsync(Messages.Request("2", "ping"))).At("id").ShouldBe("2");

        peer.Gateway.Server.Release.Release();
        (await peer.ReceiveAsync()).At("id").ShouldBe("1");
    }

    [Fact]
    public async Task IdInFlight_IsRefusedAndFreeAgainAfterTheAnswer()
    {
        await using var peer = new StdioPeer();
        await peer.InitializeAsync();
        await peer.SendAsync(Messages.Call("1", "wait"));
        await peer.Gateway.Server.Waiting.Expect();

        (await peer.AskAsync(Messages.Request("1.0", "ping"))).At("error.message").ShouldContain("already in flight");
        (await peer.AskAsync(Messages.Request("\"1\"", "ping"))).At("result").ShouldBe("{}");

        peer.Gateway.Server.Release.Release();
        (await peer.ReceiveAsync()).At("result.content.0.text").ShouldBe("waited");
        (await peer.AskAsync(Messages.Request("1", "ping"))).At("result").ShouldBe("{}");
    }

    [Fact]
    public async Task TooManyInFlight_IsRefused()
    {
        await using var peer = new StdioPeer(change: options => options with { MaxInFlight = 1 });
        await peer.InitializeAsync();
        await peer.SendAsync(Messages.Call("1", "wait"));
        await peer.Gateway.Server.Waiting.Expect();

        (await peer.AskAsync(Messages.Request("2", "ping"))).At("error.message").ShouldContain("1 requests are in flight");
    }

    [Fact]
    public async Task Cancelled_RequestIsNotAnswered()
    {
        await using var peer = new StdioPeer();
        await peer.InitializeAsync();
        await peer.SendAsync(Messages.Call("1", "wait"));
        await peer.Gateway.Server.Waiting.Expect();

        await peer.SendAsync(Messages.Cancel("1"));
        await peer.Gateway.Server.Cancelled.Expect();

        (await peer.AskAsync(Messages.Request("2", "ping"))).At("id").ShouldBe("2");
    }

    [Theory]
    [InlineData("77")]
    [InlineData("{}")]
    [InlineData("null")]
    public async Task Cancelled_UnknownOrBrokenId_IsPassedOver(string id)
    {
        await using var peer = new StdioPeer();
        await peer.InitializeAsync();
        await peer.SendAsync(Messages.Cancel(id));

        (await peer.AskAsync(Messages.Request("2", "ping"))).At("id").ShouldBe("2");
    }

    [Fact]
    public async Task Progress_ComesBeforeTheAnswerAndOnlyGrows()
    {
        await using var peer = new StdioPeer();
        await peer.InitializeAsync();

        await peer.SendAsync(Messages.Call("1", "steps", meta: """{"progressToken":"tok"}"""));

        for (var step = 1; step <= 3; step++)
        {
            var notice = await peer.ReceiveAsync();
            notice.At("method").ShouldBe("notifications/progress");
            notice.At("params.progressToken").ShouldBe("tok");
            notice.At("params.progress").ShouldBe(step.ToString());
            notice.At("params.total").ShouldBe("3");
        }
        (await peer.ReceiveAsync()).At("result.content.0.text").ShouldBe("stepped");
    }

    [Fact]
    public async Task Session_HearsOfChangesItSubscribedTo()
    {
        await using var peer = new StdioPeer();
        await peer.InitializeAsync();
        await peer.AskAsync(Messages.Request("1", "resources/subscribe", """{"uri":"note://a"}"""));

        await peer.AskAsync(Messages.Call("2", "note_save", """{"key":"b","text":"t"}"""));
        await peer.SendAsync(Messages.Call("3", "note_save", """{"key":"a","text":"t"}"""));
        var first = await peer.ReceiveAsync();
        var second = await peer.ReceiveAsync();
        var notice = first.TryGetProperty("method", out _) ? first : second;
        notice.At("params.uri").ShouldBe("note://a");

        await peer.AskAsync(Messages.Request("4", "resources/unsubscribe", """{"uri":"note://a"}"""));
        await peer.AskAsync(Messages.Call("5", "note_save", """{"key":"a","text":"u"}"""));
        (await peer.AskAsync(Messages.Request("6", "ping"))).At("id").ShouldBe("6");
    }

    [Fact]
    public async Task Session_HearsThatToolsChanged()
    {
        await using var peer = new StdioPeer();
        await peer.InitializeAsync();

        peer.Gateway.Upstream.Surface.ToolsChanged();

        (await peer.ReceiveAsync()).At("method").ShouldBe("notifications/tools/list_changed");
    }

    [Fact]
    public async Task Listen_AcknowledgesReportsAndEndsWithAResult()
    {
        await using var peer = new StdioPeer();
        await peer.SendAsync(Messages.Stateless("\"sub\"", "subscriptions/listen",
            "\"notifications\":{\"toolsListChanged\":true,\"promptsListChanged\":true,\"resourceSubscriptions\":[\"note://a\"]}"));

        var acknowledged = await peer.ReceiveAsync();
        acknowledged.At("method").ShouldBe("notifications/subscriptions/acknowledged");
        acknowledged.At("params.notifications").ShouldBe("""{"toolsListChanged":true,"resourceSubscriptions":["note://a"]}""");
        Subscription(acknowledged.GetProperty("params")).ShouldBe("sub");

        await peer.SendAsync(Messages.Stateless("2", "tools/call", "\"name\":\"note_save\",\"arguments\":{\"key\":\"a\",\"text\":\"t\"}"));
        var messages = new[] { await peer.ReceiveAsync(), await peer.ReceiveAsync() };
        var updated = messages.Single(message => message.TryGetProperty("method", out _));
        updated.At("params.uri").ShouldBe("note://a");
        Subscription(updated.GetProperty("params")).ShouldBe("sub");

        peer.Gateway.Upstream.Surface.ToolsChanged();
        (await peer.ReceiveAsync()).At("method").ShouldBe("notifications/tools/list_changed");

        peer.CloseInput();
        var ended = Messages.Json((await peer.RestAsync()).ShouldHaveSingleItem());
        ended.At("id").ShouldBe("sub");
        ended.At("result.resultType").ShouldBe("complete");
        Subscription(ended.GetProperty("result")).ShouldBe("sub");
        peer.Gateway.Server.Watchers.ShouldBe(0);
    }

    [Fact]
    public async Task Listen_Cancelled_EndsWithoutAnswer()
    {
        await using var peer = new StdioPeer();
        await peer.AskAsync(Messages.Stateless("7", "subscriptions/listen", "\"notifications\":{\"resourceSubscriptions\":[\"note://a\"]}"));

        await peer.SendAsync(Messages.Cancel("7"));
        await Patience.Until(() => peer.Gateway.Server.Watchers == 0);

        (await peer.AskAsync(Messages.Stateless("8", "server/discover"))).At("id").ShouldBe("8");
    }

    private static string Subscription(System.Text.Json.JsonElement holder)
        => holder.GetProperty("_meta").GetProperty("io.modelcontextprotocol/subscriptionId").ToString();

    [Fact]
    public async Task EndOfInput_FinishesWhatIsUnderWay()
    {
        await using var peer = new StdioPeer();
        await peer.InitializeAsync();
        await peer.SendAsync(Messages.Call("1", "wait"));
        await peer.Gateway.Server.Waiting.Expect();

        peer.CloseInput();
        peer.Gateway.Server.Release.Release();

        (await peer.RestAsync()).ShouldHaveSingleItem().ShouldContain("waited");
    }

    [Fact]
    public async Task Stop_FinishesWhatIsUnderWay()
    {
        await using var peer = new StdioPeer();
        await peer.InitializeAsync();
        await peer.SendAsync(Messages.Call("1", "wait"));
        await peer.Gateway.Server.Waiting.Expect();

        peer.Stop();
        peer.Gateway.Server.Release.Release();

        (await peer.RestAsync()).ShouldHaveSingleItem().ShouldContain("waited");
    }

    [Fact]
    public async Task Stop_AfterTheDrainTimeout_CancelsWhatIsLeft()
    {
        var clock = new TimerClock();
        await using var peer = new StdioPeer(change: options => options with { Time = clock, DrainTimeout = TimeSpan.FromSeconds(7) });
        await peer.InitializeAsync();
        await peer.SendAsync(Messages.Call("1", "wait"));
        await peer.Gateway.Server.Waiting.Expect();

        peer.Stop();
        await clock.WhenArmed(TimeSpan.FromSeconds(7));
        clock.Advance(TimeSpan.FromSeconds(7));

        await peer.Gateway.Server.Cancelled.Expect();
        (await peer.RestAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task ClosedOutput_EndsTheConnection()
    {
        await using var peer = new StdioPeer();
        await peer.InitializeAsync();
        await peer.SendAsync(Messages.Call("1", "wait"));
        await peer.Gateway.Server.Waiting.Expect();

        peer.CloseOutput();
        await peer.SendAsync(Messages.Request("2", "ping"));

        await peer.Gateway.Server.Cancelled.Expect();
        await peer.Ended.WaitAsync(Patience.Limit);
    }

    [Fact]
    public async Task BrokenStep_IsNamedAndTheConnectionGoesOn()
    {
        await using var peer = new StdioPeer();
        await peer.InitializeAsync();

        var answer = await peer.AskAsync(Messages.Call("1", "crash"));

        answer.At("error.code").ShouldBe("-31003");
        answer.At("error.message").ShouldContain("'upstream'");
        answer.At("error.message").ShouldNotContain("on purpose");
        peer.Gateway.Faults.ShouldHaveSingleItem().Fault.Message.ShouldBe("crashed on purpose");
        (await peer.AskAsync(Messages.Request("2", "ping"))).At("id").ShouldBe("2");
    }
}
