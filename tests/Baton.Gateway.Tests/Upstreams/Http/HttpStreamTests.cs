using System.Text;
using Baton.Gateway.Tests.Support;
using Baton.Protocol.Errors;
using Microsoft.AspNetCore.Http;

namespace Baton.Gateway.Tests.Upstreams.Http;

/// <summary>What a server of the session era says besides its answers, and what it asks: in both directions, as it happens.</summary>
public sealed class HttpStreamTests
{
    [Fact]
    public async Task Progress_ComesBeforeTheAnswer_UnderTheClientsToken()
    {
        await using var gateway = await HttpRecorded.InSessionAsync();

        var messages = await gateway.ReadAsync(gateway.Peer.Post(Messages.Call("5", "steps", meta: """{"progressToken":"mine","own":1}""")));

        messages.Take(3).Select(message => message.At("params.progressToken")).ShouldAllBe(token => token == "mine");
        messages.Take(3).Select(message => message.At("params.progress")).ShouldBe(["1", "2", "3"]);
        messages[3].At("params.data").ShouldBe("said");
        HttpRecorded.TextOf(messages[4]).ShouldBe("stepped");
        gateway.Server.Of("tools/call").Single().Body.ShouldContain("\"own\":1");
    }

    [Fact]
    public async Task Events_ArePassedOnWhileTheCallIsOpen()
    {
        await using var gateway = await HttpRecorded.InSessionAsync();
        var release = new TaskCompletionSource();
        gateway.Server.Instead = async (http, arrival) =>
        {
            if (arrival.Rpc != "tools/call") return false;
            http.Response.ContentType = "text/event-stream";
            await http.Response.WriteAsync("data: {\"jsonrpc\":\"2.0\",\"method\":\"notifications/message\",\"params\":{\"level\":\"info\",\"data\":\"early\"}}\n\n");
            await http.Response.Body.FlushAsync();
            await release.Task;
            await http.Response.WriteAsync($"data: {{\"jsonrpc\":\"2.0\",\"id\":{Messages.Json(arrival.Body).At("id")},\"result\":{{}}}}\n\n");
            return true;
        };

        using var response = await gateway.Peer.SendAsync(gateway.Peer.Post(Messages.Call("1", "read_note")));
        await using var events = new SseClient(response);

        (await events.NextAsync())!.Value.At("params.data").ShouldBe("early");
        release.SetResult();
        (await events.NextAsync())!.Value.At("id").ShouldBe("1");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(65_537)]
    public async Task Events_OverManyKilobytesAndInAnyPieces_ComeThroughWhole(int chunk)
    {
        await using var gateway = await HttpRecorded.InSessionAsync();
        var text = string.Concat(Enumerable.Repeat("日本語のテキスト😀", chunk == 1 ? 500 : 12_000));
        gateway.Server.Instead = async (http, arrival) =>
        {
            if (arrival.Rpc != "tools/call") return false;
            http.Response.ContentType = "text/event-stream; charset=utf-8";
            var bytes = Encoding.UTF8.GetBytes(
                $": comment\r\n\r\nid: 1\r\ndata: {{\"jsonrpc\":\"2.0\",\"id\":{Messages.Json(arrival.Body).At("id")},\r\ndata: \"result\":{{\"content\":[{{\"type\":\"text\",\"text\":\"{text}\"}}]}}}}\r\n\r\n");
            for (var at = 0; at < bytes.Length; at += chunk)
            {
                await http.Response.Body.WriteAsync(bytes.AsMemory(at, Math.Min(chunk, bytes.Length - at)));
                if (at % (chunk * 64) == 0) await http.Response.Body.FlushAsync();
            }
            return true;
        };

        HttpRecorded.TextOf(await gateway.CallAsync("read_note")).ShouldBe(text);
    }

    [Fact]
    public async Task Server_AsksWhileACallIsOpen_TheClientAnswersWithItsOwnBytes()
    {
        await using var gateway = await HttpRecorded.InSessionAsync();
        using var response = await gateway.Peer.SendAsync(gateway.Peer.Post(Messages.Call("1", "ask", """{"method":"elicitation/create"}""")));
        await using var events = new SseClient(response);
        var question = (await events.NextAsync())!.Value;
        question.At("method").ShouldBe("elicitation/create");

        using var taken = await gateway.Peer.SendAsync(gateway.Peer.Post($$$"""{"jsonrpc":"2.0","id":{{{question.At("id")}}},"result":{"action":"accept","content":{"n":1.0} } }"""));
        var answer = (await events.NextAsync())!.Value;

        taken.StatusCode.ShouldBe(System.Net.HttpStatusCode.Accepted);
        HttpRecorded.TextOf(answer).ShouldContain("\"id\":\"q-1\"");
        HttpRecorded.TextOf(answer).ShouldContain("\"content\":{\"n\":1.0} }");
    }

    [Fact]
    public async Task Server_AsksWhatThePolicyDenies_IsRefusedAndTheClientNotAsked()
    {
        await using var gateway = await HttpRecorded.InSessionAsync("""{"version":"1","default":"allow","tools":{},"server_requests":{"sampling":"deny"}}""");

        var messages = await gateway.ReadAsync(gateway.Peer.Post(Messages.Call("1", "ask", """{"method":"sampling/createMessage"}""")));

        HttpRecorded.TextOf(messages.ShouldHaveSingleItem()).ShouldContain($"\"code\":{ErrorCode.Refused}");
    }

    [Fact]
    public async Task Server_SaysSomethingOutsideOfCalls_ItComesOnTheClientsOwnStream()
    {
        await using var gateway = await HttpRecorded.InSessionAsync();
        using var listening = await gateway.Peer.SendAsync(gateway.Peer.Get());
        await using var events = new SseClient(listening);

        gateway.Server.Say("""{"jsonrpc":"2.0","method":"notifications/message","params":{"level":"info","data":"by the way"}}""");
        (await events.NextAsync())!.Value.At("params.data").ShouldBe("by the way");
        gateway.Server.Say("""{"jsonrpc":"2.0","id":"x","method":"ping"}""");
        var ping = (await events.NextAsync())!.Value;
        using var taken = await gateway.Peer.SendAsync(gateway.Peer.Post($$$"""{"jsonrpc":"2.0","id":{{{ping.At("id")}}},"result":{} }"""));

        await Patience.Until(() => gateway.Server.Arrived.Any(arrival => arrival.Body.Contains("\"id\":\"x\"", StringComparison.Ordinal)));
        gateway.Server.Arrived.Last().Header("mcp-session-id").ShouldBe("upstream-1");
    }

    [Fact]
    public async Task Server_ToolsChanged_ReachesTheClient_AndTheListIsReadAgainBeforeTheNextCall()
    {
        await using var gateway = await HttpRecorded.InSessionAsync();
        using var listening = await gateway.Peer.SendAsync(gateway.Peer.Get());
        await using var events = new SseClient(listening);
        await gateway.CallAsync("change");

        (await events.NextAsync())!.Value.At("method").ShouldBe("notifications/tools/list_changed");
        await gateway.CallAsync("read_note");

        gateway.Server.Of("tools/list").Count.ShouldBe(2);
    }

    [Fact]
    public async Task Cancel_ReachesTheServerUnderItsOwnId()
    {
        await using var gateway = await HttpRecorded.InSessionAsync();
        var open = gateway.Peer.SendAsync(gateway.Peer.Post(Messages.Call("77", "wait")));
        await Patience.Until(() => gateway.Server.Of("tools/call").Count == 1);

        using var cancelled = await gateway.Peer.SendAsync(gateway.Peer.Post(Messages.Cancel("77")));

        await Patience.Until(() => gateway.Server.Of("notifications/cancelled").Count == 1);
        var sent = Messages.Json(gateway.Server.Of("tools/call").Single().Body).At("id");
        Messages.Json(gateway.Server.Of("notifications/cancelled").Single().Body).At("params.requestId").ShouldBe(sent);
        await Patience.Until(() => gateway.Server.GivenUp == 1);
        (await open).Dispose();
    }

    [Fact]
    public async Task Cancel_OvertakingItsRequest_KeepsItFromTheServer()
    {
        await using var gateway = await HttpRecorded.InSessionAsync();
        using var cancelled = await gateway.Peer.SendAsync(gateway.Peer.Post(Messages.Cancel("88")));

        using var response = await gateway.Peer.SendAsync(gateway.Peer.Post(Messages.Call("88", "read_note")));

        gateway.Server.Of("tools/call").ShouldBeEmpty();
    }

    [Fact]
    public async Task Client_ThatGoesAway_DoesNotTakeItsRequestBack()
    {
        await using var gateway = await HttpRecorded.InSessionAsync();
        using var leaving = new CancellationTokenSource();
        var open = gateway.Peer.SendAsync(gateway.Peer.Post(Messages.Call("1", "wait")), leaving.Token);
        await Patience.Until(() => gateway.Server.Of("tools/call").Count == 1);

        await leaving.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(open);

        await gateway.CallAsync("read_note");
        gateway.Server.GivenUp.ShouldBe(0);
        gateway.Server.Of("notifications/cancelled").ShouldBeEmpty();
        using var cancelled = await gateway.Peer.SendAsync(gateway.Peer.Post(Messages.Cancel("1")));
        await Patience.Until(() => gateway.Server.GivenUp == 1);
    }

    [Fact]
    public async Task Stream_CutOff_IsTakenUpWhereItEnded()
    {
        await using var gateway = await HttpRecorded.InSessionAsync();
        var id = "";
        gateway.Server.Instead = async (http, arrival) =>
        {
            if (arrival.Rpc == "tools/call")
            {
                id = Messages.Json(arrival.Body).At("id");
                http.Response.ContentType = "text/event-stream";
                await http.Response.WriteAsync("retry: 1\nid: e7\ndata: \n\n");
                return true;
            }
            if (arrival.Header("last-event-id") is not { } last) return false;
            http.Response.ContentType = "text/event-stream";
            await http.Response.WriteAsync(last == "e7" ? "retry: 1\nid: e8\ndata: {\"jsonrpc\":\"2.0\",\"method\":\"notifications/message\",\"params\":{\"data\":1}}\n\n"
                : $"data: {{\"jsonrpc\":\"2.0\",\"id\":{id},\"result\":{{\"late\":true}}}}\n\n");
            return true;
        };

        var messages = await gateway.ReadAsync(gateway.Peer.Post(Messages.Call("1", "read_note")));

        messages[^1].At("result.late").ShouldBe("true");
        messages.Count.ShouldBe(2);
        gateway.Server.Of("tools/call").Count.ShouldBe(1);
        gateway.Server.By("GET").Where(arrival => arrival.Header("last-event-id") is not null).Select(arrival => arrival.Header("last-event-id")).ShouldBe(["e7", "e8"]);
    }
}
