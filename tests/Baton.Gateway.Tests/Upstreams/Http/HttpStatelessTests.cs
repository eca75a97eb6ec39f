using System.Net;
using Baton.Gateway.Tests.Support;
using Baton.Gateway.Upstreams.BuiltIn;
using Microsoft.AspNetCore.Http;

namespace Baton.Gateway.Tests.Upstreams.Http;

/// <summary>The stateless era on both sides (2026-07-28).</summary>
public sealed class HttpStatelessTests
{
    [Fact]
    public async Task Message_ArrivesAsTheVeryBytes()
    {
        await using var gateway = await HttpRecorded.StartAsync();
        var body = HttpRecorded.StatelessCall("\"a\\u0062\"", "read_note", """{"key" : "ü\u00fc😀","n":1.0}""");

        HttpRecorded.TextOf(await gateway.AskAsync(gateway.Peer.Stateless(body))).ShouldBe("done");

        gateway.Server.Of("tools/call").Single().Body.ShouldBe(body);
        gateway.Server.Of("initialize").ShouldBeEmpty();
    }

    [Fact]
    public async Task Headers_AreWrittenFromTheBody()
    {
        await using var gateway = await HttpRecorded.StartAsync();

        await gateway.CallStatelessAsync("read_note", """{"region":"zürich"}""", "Mcp-Param-Other: x", "Mcp-Param-Region: =?base64?esO8cmljaA==?=", "Cookie: c=1");

        var arrived = gateway.Server.Of("tools/call").Single();
        arrived.Header("mcp-protocol-version").ShouldBe("2026-07-28");
        arrived.Header("mcp-method").ShouldBe("tools/call");
        arrived.Header("mcp-name").ShouldBe("read_note");
        arrived.Header("mcp-param-region").ShouldBe("=?base64?esO8cmljaA==?=");
        arrived.Header("authorization").ShouldBe("Bearer upstream-secret");
        foreach (var name in (string[])["mcp-param-other", "cookie", "mcp-session-id"]) arrived.Header(name).ShouldBeNull(name);
    }

    [Fact]
    public async Task Name_OfManyBytes_IsEncodedInItsHeader()
    {
        await using var gateway = await HttpRecorded.StartAsync();
        var body = HttpRecorded.StatelessCall("1", "lösche");

        await gateway.AskAsync(gateway.Peer.Stateless(body, "Mcp-Name: =?base64?bMO2c2NoZQ==?="));

        gateway.Server.Of("tools/call").Single().Header("mcp-name").ShouldBe("=?base64?bMO2c2NoZQ==?=");
    }

    [Theory]
    [InlineData("Mcp-Param-Region: us")]
    [InlineData("Mcp-Param-Region: ")]
    public async Task ParameterHeader_ThatDisagrees_IsRefusedAndNothingArrives(string header)
    {
        await using var gateway = await HttpRecorded.StartAsync();
        await gateway.AskAsync(gateway.Peer.Stateless(Messages.Stateless("1", "tools/list")));

        var (status, body) = await gateway.Peer.AskAsync(gateway.Peer.Stateless(HttpRecorded.StatelessCall("2", "read_note", """{"region":"eu"}"""), header));

        status.ShouldBe(HttpStatusCode.BadRequest);
        body.At("error.code").ShouldBe("-32020");
        gateway.Server.Of("tools/call").ShouldBeEmpty();
    }

    [Fact]
    public async Task Tool_WithAnInvalidHeaderWish_IsLeftOutOfTheList_AndTheOperatorIsTold()
    {
        await using var gateway = await HttpRecorded.StartAsync();

        var list = (await gateway.AskAsync(gateway.Peer.Stateless(Messages.Stateless("1", "tools/list")))).ToString();

        list.ShouldNotContain("\"twice\"");
        list.ShouldContain("\"read_note\"");
        gateway.Log.ShouldContain(line => line.Contains("'twice'"));
    }

    [Fact]
    public async Task Discover_IsRawButForItsCacheHints()
    {
        await using var gateway = await HttpRecorded.StartAsync();

        var answer = await gateway.AskAsync(gateway.Peer.Stateless(Messages.Stateless("1", "server/discover")));

        answer.At("result.cacheScope").ShouldBe("private");
        answer.At("result.ttlMs").ShouldBe("60000");
        answer.At("result.supportedVersions").ShouldBe("""["2026-07-28"]""");
    }

    [Fact]
    public async Task Response_Closed_TakesTheRequestBackAtTheServer()
    {
        await using var gateway = await HttpRecorded.StartAsync();
        using var leaving = new CancellationTokenSource();
        var open = gateway.Peer.SendAsync(gateway.Peer.Stateless(HttpRecorded.StatelessCall("1", "wait")), leaving.Token);
        await Patience.Until(() => gateway.Server.Of("tools/call").Count == 1);

        await leaving.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(open);
        await Patience.Until(() => gateway.Server.GivenUp == 1);
    }

    [Fact]
    public async Task Notifications_ComeBeforeTheAnswer_AsTheyAre()
    {
        await using var gateway = await HttpRecorded.StartAsync();
        var body = Messages.Request("1", "tools/call", """{"name":"steps","arguments":{},"_meta":{"progressToken":"mine",""" + Messages.Meta[1..] + "}");

        var messages = await gateway.ReadAsync(gateway.Peer.Stateless(body));

        messages.Take(3).Select(message => message.At("params.progressToken")).ShouldAllBe(token => token == "mine");
        HttpRecorded.TextOf(messages[^1]).ShouldBe("stepped");
    }

    [Theory]
    [InlineData(404, 404, -32601)]
    [InlineData(400, 400, -32000)]
    [InlineData(500, 200, -32603)]
    [InlineData(200, 200, -32602)]
    public async Task Error_OfTheServer_KeepsTheStatusByWhichClientsTellItsEra(int status, int expected, int code)
    {
        await using var gateway = await AnsweringAsync(status, code);

        var (seen, body) = await gateway.Peer.AskAsync(gateway.Peer.Stateless(Messages.Stateless("1", "x/unknown")));

        ((int)seen).ShouldBe(expected);
        body.GetProperty("error").ToString().ShouldBe($$"""{"code":{{code}},"message":"No","data":[1.0]}""");
    }

    [Theory]
    [InlineData(401, "credentials")]
    [InlineData(403, "credentials")]
    [InlineData(429, "busy")]
    [InlineData(302, "redirect")]
    public async Task Status_ThatIsTheGatewaysAffair_NeverReachesTheClient(int status, string cause)
    {
        await using var gateway = await AnsweringAsync(status, -32000);

        var (seen, body) = await gateway.Peer.AskAsync(gateway.Peer.Stateless(Messages.Stateless("1", "x/unknown")));

        seen.ShouldBe(HttpStatusCode.OK);
        body.At("error.data.cause").ShouldBe(cause);
    }

    private static async Task<HttpRecorded> AnsweringAsync(int status, int code)
    {
        var gateway = await HttpRecorded.StartAsync();
        gateway.Server.Instead = async (http, _) =>
        {
            http.Response.StatusCode = status;
            http.Response.ContentType = "application/json";
            await http.Response.WriteAsync($$"""{"jsonrpc":"2.0","id":1,"error":{"code":{{code}},"message":"No","data":[1.0]} }""");
            return true;
        };
        return gateway;
    }

    [Theory]
    [InlineData("""{"toolsListChanged":true}""")]
    [InlineData("""{"promptsListChanged":true}""")]
    [InlineData(null)]
    public async Task Listen_WhenThePolicyIsEdited_IsTold_WhateverTheServerAnnounces(string? honoured)
    {
        var surface = new SurfaceChanges();
        await using var gateway = await HttpRecorded.StartAsync(options: options => options with { Surface = surface });
        var ends = new TaskCompletionSource();
        gateway.Server.Instead = async (http, arrival) =>
        {
            if (arrival.Rpc != "subscriptions/listen") return false;
            var notifications = honoured is null ? "" : $",\"notifications\":{honoured}";
            http.Response.ContentType = "text/event-stream";
            await http.Response.WriteAsync($"data: {{\"jsonrpc\":\"2.0\",\"method\":\"notifications/subscriptions/acknowledged\",\"params\":{{\"_meta\":{{\"io.modelcontextprotocol/subscriptionId\":1}}{notifications}}}}}\n\n");
            await http.Response.Body.FlushAsync();
            await ends.Task;
            await http.Response.WriteAsync("data: {\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"resultType\":\"complete\"}}\n\n");
            return true;
        };
        using var response = await gateway.Peer.SendAsync(gateway.Peer.Stateless(Messages.Stateless("1", "subscriptions/listen", """ "notifications":{"toolsListChanged":true} """)));
        await using var events = new SseClient(response);

        var acknowledged = (await events.NextAsync())!.Value;
        await Patience.Until(() => surface.IsWatched);
        surface.ToolsChanged();
        var told = (await events.NextAsync())!.Value;
        ends.SetResult();
        var ended = (await events.NextAsync())!.Value;

        acknowledged.At("params.notifications.toolsListChanged").ShouldBe("true");
        told.At("method").ShouldBe("notifications/tools/list_changed");
        told.GetProperty("params").GetProperty("_meta").GetProperty("io.modelcontextprotocol/subscriptionId").GetInt32().ShouldBe(1);
        ended.At("id").ShouldBe("1");
        await Patience.Until(() => !surface.IsWatched);
    }

    [Fact]
    public async Task Listen_ToSomethingElse_IsNotToldOfTools()
    {
        var surface = new SurfaceChanges();
        await using var gateway = await HttpRecorded.StartAsync(options: options => options with { Surface = surface });
        gateway.Server.Instead = async (http, arrival) =>
        {
            if (arrival.Rpc != "subscriptions/listen") return false;
            http.Response.ContentType = "text/event-stream";
            await http.Response.WriteAsync("""
                data: {"jsonrpc":"2.0","method":"notifications/subscriptions/acknowledged","params":{"notifications":{"promptsListChanged":true}}}

                data: {"jsonrpc":"2.0","id":1,"result":{}}


                """);
            return true;
        };

        var messages = await gateway.ReadAsync(gateway.Peer.Stateless(Messages.Stateless("1", "subscriptions/listen", """ "notifications":{"promptsListChanged":true} """)));

        messages.Count.ShouldBe(2);
        messages[0].GetRawText().ShouldNotContain("toolsListChanged");
        surface.IsWatched.ShouldBeFalse();
    }

    [Fact]
    public async Task Listen_StaysOpen_AndEndsWithTheClient()
    {
        await using var gateway = await HttpRecorded.StartAsync(target: target => target with { Silence = TimeSpan.FromMilliseconds(50) });
        var changed = new TaskCompletionSource();
        gateway.Server.Instead = async (http, arrival) =>
        {
            http.Response.ContentType = "text/event-stream";
            await http.Response.WriteAsync("data: {\"jsonrpc\":\"2.0\",\"method\":\"notifications/subscriptions/acknowledged\",\"params\":{}}\n\n");
            await http.Response.Body.FlushAsync();
            await changed.Task;
            await http.Response.WriteAsync("data: {\"jsonrpc\":\"2.0\",\"method\":\"notifications/tools/list_changed\",\"params\":{}}\n\n");
            await http.Response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, http.RequestAborted);
            return true;
        };
        using var response = await gateway.Peer.SendAsync(gateway.Peer.Stateless(Messages.Stateless("1", "subscriptions/listen", """ "notifications":{"toolsListChanged":true} """)));
        await using (var events = new SseClient(response))
        {
            (await events.NextAsync())!.Value.At("method").ShouldBe("notifications/subscriptions/acknowledged");
            changed.SetResult();
            (await events.NextAsync())!.Value.At("method").ShouldBe("notifications/tools/list_changed");
        }
        await Patience.Until(() => gateway.Server.GivenUp == 1);
    }

    [Fact]
    public async Task Call_Denied_NeverArrives()
    {
        await using var gateway = await HttpRecorded.StartAsync("""{"version":"1","default":"allow","tools":{"delete_*":{"action":"deny"}},"hide":["secret"]}""");

        (await gateway.CallStatelessAsync("delete_note")).At("result.isError").ShouldBe("true");
        (await gateway.CallStatelessAsync("secret")).At("error.message").ShouldBe("Unknown tool: secret");

        gateway.Server.Of("tools/call").ShouldBeEmpty();
    }
}
