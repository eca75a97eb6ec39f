using System.Text;
using System.Text.Json;
using Baton.Gateway.Tests.Support;
using Baton.TestSupport.Upstreams;
using Microsoft.AspNetCore.Http;

namespace Baton.Gateway.Tests.Upstreams.Http;

/// <summary>Answers that are too large to be held go to the client while they arrive, and never seem whole when they were not right.</summary>
public sealed class LargeAnswerTests
{
    private const int Limit = 2 * 1024 * 1024;

    private static readonly string Text = string.Concat(Enumerable.Repeat("日本語 😀 ", 256 * 1024));

    private static string Result => $$"""{"content":[{"type":"text","text":"{{Text}}"}]}""";

    private static Task<HttpRecorded> StartAsync(string policy = Relaying.Allow)
        => HttpRecorded.InSessionAsync(policy, options: options => options with { MaxMessageBytes = Limit });

    /// <summary>Answers calls with what <paramref name="message"/> makes of their id, in pieces of which none is the whole.</summary>
    private static void Answers(RecordingHttpServer server, string type, Func<string, string> message)
        => server.Instead = async (http, arrival) =>
        {
            if (arrival.Rpc != "tools/call") return false;
            http.Response.ContentType = type;
            var bytes = Encoding.UTF8.GetBytes(message(Messages.Json(arrival.Body).GetProperty("id").GetRawText()));
            for (var at = 0; at < bytes.Length; at += 100_001) await http.Response.Body.WriteAsync(bytes.AsMemory(at, Math.Min(100_001, bytes.Length - at)));
            return true;
        };

    public static TheoryData<string, string> Orders => new()
    {
        { "application/json", "{\"jsonrpc\":\"2.0\",\"id\":ID,\"result\":RESULT}" },
        { "application/json", "{\r\n  \"result\": RESULT,\r\n  \"jsonrpc\": \"2.0\", \"id\": ID\r\n}\r\n" },
        { "text/event-stream", ": hello\n\nevent: message\ndata: {\"result\":RESULT,\ndata: \"id\":ID,\"jsonrpc\":\"2.0\"}\n\n" },
    };

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task Answer_OverTheLimitOfMessages_ComesThroughWhole(string type, string shape)
    {
        await using var gateway = await StartAsync();
        Answers(gateway.Server, type, id => shape.Replace("RESULT", Result, StringComparison.Ordinal).Replace("ID", id, StringComparison.Ordinal));

        var answer = await gateway.AskAsync(gateway.Peer.Post(Messages.Call("\"mine\"", "read_note")));

        answer.GetProperty("id").GetRawText().ShouldBe("\"mine\"");
        HttpRecorded.TextOf(answer).ShouldBe(Text);
        HttpRecorded.TextOf(await gateway.CallStatelessAsync("read_note")).ShouldBe(Text);
    }

    [Fact]
    public async Task Answer_AfterProgress_IsTheLastEventOfTheStream()
    {
        await using var gateway = await StartAsync();
        Answers(gateway.Server, "text/event-stream", id =>
            "data: {\"jsonrpc\":\"2.0\",\"method\":\"notifications/message\",\"params\":{\"level\":\"info\",\"data\":1}}\n\n" + $"data: {{\"jsonrpc\":\"2.0\",\"id\":{id},\"result\":{Result}}}\n\n");

        var messages = await gateway.ReadAsync(gateway.Peer.Post(Messages.Call("1", "read_note")));

        messages.Count.ShouldBe(2);
        HttpRecorded.TextOf(messages[1]).ShouldBe(Text);
    }

    [Theory]
    [InlineData(",\"cacheScope\":\"public\"")]
    [InlineData("")]
    public async Task Resource_OfTheStatelessEra_LeavesWithItsHintsCut(string scope)
    {
        await using var gateway = await StartAsync();
        gateway.Peer.ForgetSession();
        gateway.Server.Instead = async (http, arrival) =>
        {
            if (arrival.Rpc != "resources/read") return false;
            http.Response.ContentType = "application/json";
            await http.Response.WriteAsync($"{{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":{{\"ttlMs\":3600000,\"contents\":[{{\"uri\":\"note:///a\",\"text\":\"{Text}\"}}]{scope}}}}}");
            return true;
        };

        var answer = await gateway.AskAsync(gateway.Peer.Stateless(Messages.Stateless("7", "resources/read", "\"uri\":\"note:///a\"")));

        answer.At("result.ttlMs").ShouldBe("60000");
        answer.At("result.cacheScope").ShouldBe("private");
        answer.At("result.contents.0.text").ShouldBe(Text);
    }

    [Theory]
    [InlineData("{\"jsonrpc\":\"2.0\",\"id\":ID,\"result\":RESULT,\"id\":ID}")]
    [InlineData("{\"jsonrpc\":\"2.0\",\"result\":RESULT,\"id\":987654321}")]
    [InlineData("{\"jsonrpc\":\"2.0\",\"id\":ID,\"result\":RESULT")]
    [InlineData("{\"result\":RESULT,\"method\":\"tools/call\",\"jsonrpc\":\"2.0\",\"id\":ID}")]
    public async Task Answer_ThatTurnsOutWrong_IsNeverWholeForTheClient(string shape)
    {
        await using var gateway = await StartAsync();
        string Of(string id) => shape.Replace("RESULT", Result, StringComparison.Ordinal).Replace("ID", id, StringComparison.Ordinal);

        Answers(gateway.Server, "application/json", Of);
        await Should.ThrowAsync<HttpRequestException>(() => gateway.AskAsync(gateway.Peer.Post(Messages.Call("1", "read_note"))));

        Answers(gateway.Server, "text/event-stream", id => "data: {\"jsonrpc\":\"2.0\",\"method\":\"notifications/message\",\"params\":{}}\n\ndata: " + Of(id) + "\n\n");
        using var response = await gateway.Peer.SendAsync(gateway.Peer.Post(Messages.Call("2", "read_note")));
        var data = (await response.Content.ReadAsStringAsync()).Split('\n').Where(line => line.StartsWith("data: ", StringComparison.Ordinal)).Select(line => line["data: ".Length..]).ToList();
        data.Count.ShouldBe(3);
        Should.Throw<JsonException>(() => Messages.Json(data[1]));
        Messages.Json(data[2]).At("error.message").ShouldContain("cannot be trusted");
    }

    [Fact]
    public async Task Answer_ThatAResultRuleLooksAt_IsRefusedWithTheRuleAndTheLimit()
    {
        await using var gateway = await StartAsync("""{"version":"1","default":"allow","tools":{"read_note":{"result":{"redact":["secrets"]}}}}""");
        foreach (var (type, begin) in new[] { ("application/json", ""), ("text/event-stream", "data: ") })
        {
            Answers(gateway.Server, type, id => $"{begin}{{\"jsonrpc\":\"2.0\",\"id\":{id},\"result\":{Result}}}\n\n");

            var error = (await gateway.CallAsync("read_note")).At("error.message");

            error.ShouldContain("2097152 bytes, which is the limit");
            error.ShouldContain("/tools/read_note/result");
        }
    }

    [Fact]
    public async Task Answer_ThatIsAnError_OrAList_IsHeldAndBounded()
    {
        await using var gateway = await StartAsync();
        Answers(gateway.Server, "application/json", id => $"{{\"jsonrpc\":\"2.0\",\"id\":{id},\"error\":{{\"code\":1,\"message\":\"{new string('x', 1_500_000)}\"}}}}");
        (await gateway.CallAsync("read_note")).At("error.message").Length.ShouldBe(1_500_000);

        gateway.Server.Instead = async (http, arrival) =>
        {
            if (arrival.Rpc != "tools/list") return false;
            http.Response.ContentType = "application/json";
            await http.Response.WriteAsync($"{{\"jsonrpc\":\"2.0\",\"id\":{Messages.Json(arrival.Body).GetProperty("id").GetRawText()},\"result\":{{\"tools\":[],\"x\":\"{Text}\"}}}}");
            return true;
        };
        (await gateway.AskAsync(gateway.Peer.Post("""{"jsonrpc":"2.0","id":"l","method":"tools/list"}"""))).At("error.message").ShouldContain("tools/list is looked at");
    }

    [Fact]
    public async Task Client_ThatStopsReading_HoldsTheServerUp_AndItsLeavingEndsTheCall()
    {
        await using var gateway = await HttpRecorded.StartAsync();
        await gateway.CallStatelessAsync("read_note");
        var (sent, calls) = (0L, 0);
        gateway.Server.Instead = async (http, arrival) =>
        {
            if (Interlocked.Exchange(ref calls, 1) == 1) return false;
            http.Response.ContentType = "application/json";
            await http.Response.WriteAsync($"{{\"jsonrpc\":\"2.0\",\"id\":{Messages.Json(arrival.Body).GetProperty("id").GetRawText()},\"result\":\"");
            var piece = new byte[64 * 1024];
            piece.AsSpan().Fill((byte)'x');
            while (true)
            {
                await http.Response.Body.WriteAsync(piece, http.RequestAborted);
                Interlocked.Add(ref sent, piece.Length);
            }
        };
        var response = await gateway.Peer.SendAsync(gateway.Peer.Stateless(HttpRecorded.StatelessCall("1", "read_note")));
        await (await response.Content.ReadAsStreamAsync()).ReadExactlyAsync(new byte[1024 * 1024]);

        for (var call = 0; call < 50; call++) await gateway.CallStatelessAsync("read_note");
        Interlocked.Read(ref sent).ShouldBeLessThan(64 * 1024 * 1024);
        response.Dispose();
        await Patience.Until(() => gateway.Server.GivenUp == 1);
    }
}
