using System.Net;
using Baton.Gateway.Tests.Support;

namespace Baton.Gateway.Tests.Upstreams.Http;

/// <summary>The session era on both sides: what arrives at a real HTTP server, and what comes back from it.</summary>
public sealed class HttpSessionTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Call_Allowed_ArrivesByteForByte(bool inEvents)
    {
        await using var gateway = await HttpRecorded.InSessionAsync();
        gateway.Server.AnswersInEvents = inEvents;
        const string Arguments = """{"key" : "ü\u00fc😀","n":1.0,"big":12345678901234567890,  "nested":[{"b":1,"a":[]}], "":null}""";

        HttpRecorded.TextOf(await gateway.CallAsync("read_note", Arguments)).ShouldBe("done");

        gateway.Server.Of("tools/call").Single().Body.ShouldContain(",\"params\":{\"name\":\"read_note\",\"arguments\":" + Arguments + "}");
    }

    [Fact]
    public async Task Call_Answer_RepeatsTheClientsIdExactly()
    {
        await using var gateway = await HttpRecorded.InSessionAsync();

        using var response = await gateway.Peer.SendAsync(gateway.Peer.Post(Messages.Call("\"\\u0061b\"", "read_note")));

        (await response.Content.ReadAsStringAsync()).ShouldStartWith("""{"jsonrpc":"2.0","id":"\u0061b",""");
        gateway.Server.Of("tools/call").Single().Body.ShouldNotContain("u0061b");
    }

    [Fact]
    public async Task Initialize_Result_IsTheServersOwnText()
    {
        await using var gateway = await HttpRecorded.StartAsync();

        using var response = await gateway.Peer.SendAsync(gateway.Peer.Post(Messages.Initialize()));

        (await response.Content.ReadAsStringAsync()).ShouldContain("""
            "serverInfo":{"name":"recording","version":"1"},"x-extra":[1, 2.50]}
            """.Trim());
    }

    [Fact]
    public async Task Headers_OfTheClient_NeverArrive_AndTheServersOwnDo()
    {
        await using var gateway = await HttpRecorded.StartAsync();

        await gateway.AskAsync(gateway.Peer.Post(Messages.Initialize(), "Cookie: c=1", "X-Custom: mine", "Mcp-Param-Region: eu", "User-Agent: client/1"));

        var arrived = gateway.Server.Of("initialize").Single();
        arrived.Header("authorization").ShouldBe("Bearer upstream-secret");
        foreach (var name in (string[])["cookie", "x-custom", "mcp-param-region", "user-agent", "x-forwarded-for", "origin"]) arrived.Header(name).ShouldBeNull(name);
        arrived.Header("accept").ShouldBe("application/json, text/event-stream");
        arrived.Header("content-type").ShouldBe("application/json");
    }

    [Theory]
    [InlineData("2025-11-25")]
    [InlineData("2025-06-18")]
    [InlineData("2025-03-26")]
    [InlineData("2024-11-05")]
    public async Task Revision_OfTheServer_IsTheClientsToo(string revision)
    {
        await using var gateway = await HttpRecorded.StartAsync();
        gateway.Server.Revision = revision;
        await gateway.Peer.InitializeAsync();

        var answer = await gateway.AskAsync(gateway.Peer.Post(Messages.Call("1", "read_note"), $"MCP-Protocol-Version: {revision}"));

        HttpRecorded.TextOf(answer).ShouldBe("done");
        gateway.Server.Of("tools/call").Single().Header("mcp-protocol-version").ShouldBe(revision);
    }

    [Theory]
    [InlineData("2025-06-18", "2025-06-18")]
    [InlineData("2025-03-26", "2025-03-26")]
    [InlineData("2025-11-25", "2025-11-25")]
    public async Task Client_OfTheSupersededRevision_SpeaksItsSuccessor_WhateverTheServerSpeaks(string revision, string toServer)
    {
        await using var gateway = await HttpRecorded.StartAsync();
        gateway.Server.Revision = revision;
        using var opened = await gateway.Peer.SendAsync(gateway.Peer.Post(Messages.Initialize("2025-03-26")));
        var session = $"Mcp-Session-Id: {opened.Headers.GetValues("Mcp-Session-Id").Single()}";

        Messages.Json(await opened.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).At("result.protocolVersion").ShouldBe("2025-06-18");
        var answer = await gateway.AskAsync(gateway.Peer.Post(Messages.Call("1", "read_note"), session, "MCP-Protocol-Version: 2025-06-18"));
        gateway.Server.Forget();
        var later = await gateway.AskAsync(gateway.Peer.Post(Messages.Call("2", "read_note"), session, "MCP-Protocol-Version: 2025-06-18"));
        using var other = await gateway.Peer.SendAsync(gateway.Peer.Post(Messages.Call("3", "read_note"), session, "MCP-Protocol-Version: 2025-03-26"));

        HttpRecorded.TextOf(answer).ShouldBe("done");
        HttpRecorded.TextOf(later).ShouldBe("done");
        other.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        gateway.Server.Of("initialize").Select(arrival => Messages.Json(arrival.Body).At("params.protocolVersion")).ShouldBe(["2025-06-18", "2025-06-18"]);
        gateway.Server.Of("tools/call").Select(arrival => arrival.Header("mcp-protocol-version")).ShouldAllBe(version => version == toServer);
    }

    [Fact]
    public async Task Sessions_AreOneEach_NeverShared_AndDeletedWithTheClients()
    {
        await using var gateway = await HttpRecorded.InSessionAsync();
        var first = gateway.Peer.Session!;
        await gateway.Peer.InitializeAsync();
        await gateway.CallAsync("read_note");
        gateway.Server.Sessions.Count.ShouldBe(2);
        gateway.Server.Of("tools/call").Single().Header("mcp-session-id").ShouldBe("upstream-2");

        using var deleted = await gateway.Peer.SendAsync(HttpPeer.With(new HttpRequestMessage(HttpMethod.Delete, gateway.Peer.Endpoint), $"Mcp-Session-Id: {first}"));

        deleted.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await Patience.Until(() => gateway.Server.Sessions.Count == 1);
        gateway.Server.By("DELETE").Single().Header("mcp-session-id").ShouldBe("upstream-1");
        gateway.Server.Arrived.ShouldAllBe(arrival => arrival.Header("mcp-session-id") != first);
    }

    [Fact]
    public async Task Server_WithoutSessions_IsServedToo()
    {
        await using var gateway = await HttpRecorded.StartAsync();
        gateway.Server.HasSessions = false;
        await gateway.Peer.InitializeAsync();

        HttpRecorded.TextOf(await gateway.CallAsync("read_note")).ShouldBe("done");

        gateway.Server.Arrived.ShouldAllBe(arrival => arrival.Header("mcp-session-id") == null);
        gateway.Server.By("DELETE").ShouldBeEmpty();
    }

    [Fact]
    public async Task Session_Forgotten_IsOpenedAgain_WithTheClientsHandshakeAndWhatItWanted_AndTheCallGetsThroughOnce()
    {
        await using var gateway = await HttpRecorded.InSessionAsync();
        await gateway.AskAsync(gateway.Peer.Post(Messages.Request("1", "logging/setLevel", """{"level":"debug"}""")));
        await gateway.AskAsync(gateway.Peer.Post(Messages.Request("2", "resources/subscribe", """{"uri":"note:///a"}""")));
        await gateway.AskAsync(gateway.Peer.Post(Messages.Request("3", "resources/subscribe", """{"uri":"note:///b"}""")));
        await gateway.AskAsync(gateway.Peer.Post(Messages.Request("4", "resources/unsubscribe", """{"uri":"note:///b"}""")));
        gateway.Server.Forget();

        HttpRecorded.TextOf(await gateway.CallAsync("read_note")).ShouldBe("done");

        gateway.Server.Of("initialize").Select(arrival => Messages.Json(arrival.Body).At("params.clientInfo.name")).ShouldBe(["probe", "probe"]);
        gateway.Server.Of("notifications/initialized").Count.ShouldBe(2);
        gateway.Server.Of("tools/call").Single().Header("mcp-session-id").ShouldBe("upstream-2");
        gateway.Server.Of("logging/setLevel").Count.ShouldBe(2);
        gateway.Server.Of("resources/subscribe").Count(arrival => arrival.Header("mcp-session-id") == "upstream-2").ShouldBe(1);
    }

    [Fact]
    public async Task Session_ForgottenInTheWordsOfTheOfficialExamples_IsOpenedAgainToo()
    {
        await using var gateway = await HttpRecorded.InSessionAsync();
        var refused = 0;
        gateway.Server.Instead = async (http, arrival) =>
        {
            if (arrival.Header("mcp-session-id") != "upstream-1" || arrival.Method != "POST") return false;
            refused++;
            http.Response.StatusCode = 400;
            http.Response.ContentType = "application/json";
            await Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(
                http.Response, """{"jsonrpc":"2.0","error":{"code":-32000,"message":"Bad Request: No valid session ID provided"},"id":null}""");
            return true;
        };

        HttpRecorded.TextOf(await gateway.CallAsync("read_note")).ShouldBe("done");

        refused.ShouldBe(1);
        gateway.Server.Of("tools/call").ShouldAllBe(arrival => arrival.Header("mcp-session-id") == "upstream-2");
    }

    [Fact]
    public async Task Session_ForgottenWhileManyCall_IsOpenedAgainOnce()
    {
        await using var gateway = await HttpRecorded.InSessionAsync();
        await gateway.CallAsync("read_note");
        gateway.Server.Forget();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => gateway.CallAsync("read_note")));

        answers.ShouldAllBe(answer => HttpRecorded.TextOf(answer) == "done");
        gateway.Server.Sessions.ShouldBe(["upstream-2"]);
    }

    [Fact]
    public async Task Call_Denied_NeverArrivesAndSaysWhy()
    {
        await using var gateway = await HttpRecorded.InSessionAsync("""{"version":"1","default":"allow","class":{"destructive":{"action":"deny"}},"tools":{}}""");

        var answer = await gateway.CallAsync("delete_note");

        answer.At("result.content.0.text").ShouldStartWith("[POLICY DENIED]");
        answer.At("result.isError").ShouldBe("true");
        gateway.Server.Of("tools/call").ShouldBeEmpty();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Hidden_IsLeftOutOfLists_AndAnsweredLikeAnUnknownTool(bool inEvents)
    {
        await using var gateway = await HttpRecorded.InSessionAsync("""{"version":"1","default":"allow","hide":["secret"],"tools":{"delete_*":{"action":"deny"}}}""");
        gateway.Server.AnswersInEvents = inEvents;

        var list = (await gateway.AskAsync(gateway.Peer.Post(Messages.Request("9", "tools/list")))).GetProperty("result").ToString();
        var answer = await gateway.CallAsync("secret");

        list.ShouldNotContain("secret");
        list.ShouldNotContain("delete_note");
        list.ShouldContain("\"x-own\":{\"kept\":1.0}");
        list.ShouldEndWith(",\"_meta\":{\"io.example/x\":[true]},\"ttlMs\":5000,\"unknown\":null}");
        answer.At("error.message").ShouldBe("Unknown tool: secret");
        gateway.Server.Of("tools/call").ShouldBeEmpty();
    }

    [Fact]
    public async Task Error_OfTheServer_ComesBackWhole()
    {
        await using var gateway = await HttpRecorded.InSessionAsync();

        var error = (await gateway.AskAsync(gateway.Peer.Post(Messages.Request("9", "x/unknown")))).GetProperty("error");

        error.ToString().ShouldBe("""{"code":-32601,"message":"Method not found","data":{"why":"recorded"}}""");
    }

    [Fact]
    public async Task Clients_WithTheSameIds_HaveTheirOwnAnswers()
    {
        await using var gateway = await HttpRecorded.InSessionAsync();
        var first = gateway.Peer.Session!;
        await gateway.Peer.InitializeAsync();

        var answers = await Task.WhenAll(
            gateway.AskAsync(gateway.Peer.Post(Messages.Call("1", "big", """{"bytes":7}"""), $"Mcp-Session-Id: {first}")),
            gateway.AskAsync(gateway.Peer.Post(Messages.Call("1", "big", """{"bytes":9}"""))));

        answers.Select(answer => HttpRecorded.TextOf(answer).Length).ShouldBe([7, 9]);
    }

    [Theory]
    [InlineData("""{"max_bytes":100}""", "result_too_large")]
    [InlineData("""{"deny_if_contains":["xxx"]}""", "result_denied")]
    public async Task Result_ThatThePolicyDoesNotLetThrough_NeverReachesTheClient(string rule, string code)
    {
        await using var gateway = await HttpRecorded.InSessionAsync("""{"version":"1","default":"allow","tools":{"big":{"result":""" + rule + "}}}");

        var answer = await gateway.CallAsync("big", """{"bytes":200}""");

        answer.At("result._meta").ShouldContain($"\"code\":\"{code}\"");
        answer.ToString().ShouldNotContain("xxx");
    }

    [Fact]
    public async Task Result_WithASecret_IsBlankedOut()
    {
        await using var gateway = await HttpRecorded.InSessionAsync("""{"version":"1","default":"allow","tools":{"big":{"result":{"redact":[{"pattern":"x{3,}"}]}}}}""");

        HttpRecorded.TextOf(await gateway.CallAsync("big", """{"bytes":200}""")).ShouldStartWith("[redacted ");
    }
}
