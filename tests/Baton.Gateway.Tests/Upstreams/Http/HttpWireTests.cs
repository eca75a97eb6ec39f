using System.Collections.Immutable;
using Baton.Gateway.Tests.Support;
using Baton.TestSupport.Upstreams;
using Microsoft.AspNetCore.Http;

namespace Baton.Gateway.Tests.Upstreams.Http;

/// <summary>What a server gets besides the message, and what of its answers is never followed or kept.</summary>
public sealed class HttpWireTests
{
    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task Redirect_IsNotFollowed_AndTheCredentialsStayHere(int status)
    {
        await using var elsewhere = await RecordingHttpServer.StartAsync();
        await using var gateway = await HttpRecorded.InSessionAsync();
        gateway.Server.Instead = (http, arrival) =>
        {
            if (arrival.Rpc != "tools/call") return Task.FromResult(false);
            http.Response.StatusCode = status;
            http.Response.Headers.Location = elsewhere.Url;
            return Task.FromResult(true);
        };

        (await gateway.CallAsync("read_note")).At("error.message").ShouldBe($"The server 'rec' redirects ({status}), which is not followed. The operator can register it under its own URL.");
        elsewhere.Arrived.ShouldBeEmpty();
        gateway.Server.Of("tools/call").Count.ShouldBe(1);
    }

    [Fact]
    public async Task Cookies_OfTheServer_AreNeverSentBack_NorToTheClient()
    {
        await using var gateway = await HttpRecorded.InSessionAsync();
        gateway.Server.Instead = (http, _) =>
        {
            http.Response.Headers.SetCookie = "sid=1; Path=/";
            return Task.FromResult(false);
        };

        using var response = await gateway.Peer.SendAsync(gateway.Peer.Post(Messages.Call("1", "read_note"), "Cookie: mine=1"));
        await gateway.CallAsync("read_note");
        response.Headers.Contains("Set-Cookie").ShouldBeFalse();
        gateway.Server.Arrived.ShouldAllBe(arrival => arrival.Header("cookie") == null);
    }

    [Fact]
    public async Task Request_AsksForWhatTheProtocolHas_Uncompressed_WithTheServersOwnHeaders()
    {
        await using var gateway = await HttpRecorded.StartAsync(target: target => target with { Headers = ImmutableDictionary<string, string>.Empty.Add("X-Key", "k").Add("Authorization", "Bearer theirs") });
        await gateway.Peer.InitializeAsync();
        await gateway.CallAsync("read_note");

        var call = gateway.Server.Of("tools/call").Single();
        (call.Header("accept"), call.Header("content-type"), call.Header("accept-encoding")).ShouldBe(("application/json, text/event-stream", "application/json", "identity"));
        (call.Header("x-key"), call.Header("authorization")).ShouldBe(("k", "Bearer theirs"));
        (call.Header("mcp-session-id"), call.Header("mcp-protocol-version")).ShouldBe(("upstream-1", "2025-11-25"));
        foreach (var name in (string[])["traceparent", "user-agent", "origin", "referer", "expect", "mcp-method", "mcp-name"]) call.Header(name).ShouldBeNull(name);
        await Support.Patience.Until(() => gateway.Server.By("GET").Count == 1);
        gateway.Server.By("GET")[0].Header("accept").ShouldBe("text/event-stream");
        var first = gateway.Server.Of("initialize").Single();
        (first.Header("mcp-session-id"), first.Header("mcp-protocol-version")).ShouldBe((null, null));
    }

    [Theory]
    [InlineData("Text/Event-Stream")]
    [InlineData("text/event-stream; charset=utf-8")]
    public async Task ListeningStream_OfAnySpelling_IsRead(string type)
    {
        await using var gateway = await HttpRecorded.StartAsync();
        gateway.Server.Instead = async (http, arrival) =>
        {
            if (arrival.Method != "GET") return false;
            http.Response.ContentType = type;
            await http.Response.WriteAsync("data: {\"jsonrpc\":\"2.0\",\"method\":\"notifications/message\",\"params\":{\"level\":\"info\",\"data\":\"hello\"}}\n\n");
            await http.Response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, http.RequestAborted);
            return true;
        };
        await gateway.Peer.InitializeAsync();
        using var listening = await gateway.Peer.SendAsync(gateway.Peer.Get());
        await using var events = new SseClient(listening);
        (await events.NextAsync())!.Value.At("params.data").ShouldBe("hello");
    }

    [Theory]
    [InlineData(405)]
    [InlineData(404)]
    [InlineData(400)]
    [InlineData(204)]
    public async Task ListeningStream_ThatTheServerDoesNotOffer_IsNotAskedForAgain(int status)
    {
        await using var gateway = await HttpRecorded.StartAsync();
        var gets = 0;
        gateway.Server.Instead = (http, arrival) =>
        {
            if (arrival.Method != "GET") return Task.FromResult(false);
            gets++;
            http.Response.StatusCode = status;
            return Task.FromResult(true);
        };
        await gateway.Peer.InitializeAsync();
        await Support.Patience.Until(() => gets == 1);
        (await gateway.CallAsync("read_note")).At("result.content.0.text").ShouldBe("done");
        gets.ShouldBe(1);
    }

    [Fact]
    public async Task ListeningStream_ThatEnds_IsTakenUpWithItsLastId_AndLonger_WhileTheServerFails()
    {
        var clock = new TimerClock();
        await using var gateway = await HttpRecorded.StartAsync(options: options => options with { Time = clock });
        var asked = new List<string?>();
        gateway.Server.Instead = async (http, arrival) =>
        {
            if (arrival.Method != "GET") return false;
            asked.Add(arrival.Header("last-event-id"));
            if (asked.Count > 1)
            {
                http.Response.StatusCode = 503;
                return true;
            }
            http.Response.ContentType = "text/event-stream";
            await http.Response.WriteAsync("retry: 2000\nid: e1\ndata: {\"jsonrpc\":\"2.0\",\"method\":\"notifications/tools/list_changed\"}\n\n");
            return true;
        };
        await gateway.Peer.InitializeAsync();
        foreach (var pause in (int[])[2, 4, 8, 16, 30, 30])
        {
            await clock.WhenArmed(TimeSpan.FromSeconds(pause));
            clock.Advance(TimeSpan.FromSeconds(pause));
            var expected = asked.Count;
            await Support.Patience.Until(() => asked.Count >= expected);
        }
        await Support.Patience.Until(() => asked.Count == 7);
        asked.ShouldBe([null, "e1", "e1", "e1", "e1", "e1", "e1"]);
    }

    [Fact]
    public async Task Event_WithAnEmptyId_IsNotTakenUp()
    {
        await using var gateway = await HttpRecorded.InSessionAsync();
        gateway.Server.Instead = async (http, arrival) =>
        {
            if (arrival.Rpc != "tools/call") return false;
            http.Response.ContentType = "text/event-stream";
            await http.Response.WriteAsync("retry: 1\nid: e7\ndata: \n\nid:\ndata: \n\n");
            return true;
        };
        (await gateway.CallAsync("read_note")).At("error.message").ShouldBe("The server 'rec' ended its stream before it answered; whether it did what was asked is not known.");
        gateway.Server.By("GET").ShouldAllBe(arrival => arrival.Header("last-event-id") == null);
    }

    [Theory]
    [InlineData("2025-11-25\\r\\nX-Evil: 1")]
    [InlineData("é")]
    [InlineData("")]
    public async Task Revision_ThatIsNone_NeverBecomesAHeader(string revision)
    {
        await using var gateway = await HttpRecorded.StartAsync();
        gateway.Server.Revision = revision;
        using var response = await gateway.Peer.SendAsync(gateway.Peer.Post(Messages.Initialize()));
        if (response.Headers.TryGetValues("Mcp-Session-Id", out var session))
        {
            using var told = await gateway.Peer.SendAsync(gateway.Peer.Post(Messages.Initialized, $"Mcp-Session-Id: {session.Single()}"));
            using var called = await gateway.Peer.SendAsync(gateway.Peer.Post(Messages.Call("1", "read_note"), $"Mcp-Session-Id: {session.Single()}"));
        }
        gateway.Server.Arrived.ShouldAllBe(arrival => arrival.Header("x-evil") == null);
    }
}
