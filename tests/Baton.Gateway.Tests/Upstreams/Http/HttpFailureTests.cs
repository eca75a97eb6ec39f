using System.Text;
using System.Text.Json;
using Baton.Gateway.Tests.Support;
using Baton.Protocol.Errors;
using Microsoft.AspNetCore.Http;

namespace Baton.Gateway.Tests.Upstreams.Http;

/// <summary>Servers that are not there, speak nonsense, say too much or break off: each is named to the agent, and nothing hangs.</summary>
public sealed class HttpFailureTests
{
    [Fact]
    public async Task Server_NotListening_IsNamed_AndItsLimitsAreGivenBack()
    {
        var (error, gateway) = await StatelessAsync(FreePort.Address());
        await using var _ = gateway;

        ShouldBe(error, "refused", "the connection was refused");
        gateway.Calls.ShouldContain(call => call.NeverArrived);
    }

    [Fact]
    public async Task Server_WithoutAnAddress_IsNamed()
    {
        var (error, gateway) = await StatelessAsync("http://no-such-host.invalid/mcp");
        await using var _ = gateway;

        ShouldBe(error, "dns", "host name was not found");
    }

    [Fact]
    public async Task Server_WithoutTls_IsNamed()
    {
        await using var plain = await TestSupport.Upstreams.RecordingHttpServer.StartAsync();
        var (error, gateway) = await StatelessAsync(plain.Url.Replace("http:", "https:", StringComparison.Ordinal));
        await using var _ = gateway;

        ShouldBe(error, "tls", "TLS");
        plain.Arrived.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("read_note")]
    [InlineData("wait")]
    public async Task Server_ThatSaysNothing_IsGivenUp_AndTold(string tool)
    {
        await using var gateway = await HttpRecorded.InSessionAsync(target: target => target with { Silence = TimeSpan.FromMilliseconds(100) });
        gateway.Server.Instead = async (http, arrival) =>
        {
            if (arrival.Rpc != "tools/call" || tool == "wait") return false;
            await Task.Delay(Timeout.Infinite, http.RequestAborted);
            return true;
        };

        ShouldBe((await gateway.CallAsync(tool)).GetProperty("error"), "timeout", "said nothing for 0.1 s");

        gateway.Calls.ShouldAllBe(call => !call.NeverArrived);
        await Patience.Until(() => gateway.Server.GivenUp == 1);
    }

    [Fact]
    public async Task Server_ThatKeepsSayingSomething_IsWaitedFor()
    {
        await using var gateway = await HttpRecorded.InSessionAsync(target: target => target with { Silence = TimeSpan.FromSeconds(20) });
        gateway.Server.Instead = async (http, arrival) =>
        {
            if (arrival.Rpc != "tools/call") return false;
            http.Response.ContentType = "text/event-stream";
            for (var comment = 0; comment < 50; comment++)
            {
                await http.Response.WriteAsync(": still here\n\n");
                await http.Response.Body.FlushAsync();
            }
            await http.Response.WriteAsync($"data: {{\"jsonrpc\":\"2.0\",\"id\":{Messages.Json(arrival.Body).At("id")},\"result\":{{\"kept\":1}}}}\n\n");
            return true;
        };

        (await gateway.CallAsync("read_note")).At("result.kept").ShouldBe("1");
    }

    [Theory]
    [InlineData(500, "status", "HTTP 500")]
    [InlineData(502, "status", "HTTP 502")]
    [InlineData(401, "credentials", "credentials")]
    [InlineData(403, "credentials", "credentials")]
    [InlineData(301, "redirect", "redirects")]
    [InlineData(307, "redirect", "not followed")]
    [InlineData(413, "status", "HTTP 413")]
    public async Task Server_ThatFails_IsNamed(int status, string cause, string words)
    {
        await using var gateway = await AnsweringAsync(http =>
        {
            http.Response.StatusCode = status;
            if (status is 301 or 307) http.Response.Headers.Location = "/mcp/elsewhere";
            return http.Response.WriteAsync("<html>");
        });

        ShouldBe((await gateway.CallAsync("read_note")).GetProperty("error"), cause, words);

        gateway.Server.Of("tools/call").Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(429, "7", "7000")]
    [InlineData(503, "7200", "3600000")]
    public async Task Server_ThatIsBusy_SaysWhenToTryAgain(int status, string after, string expected)
    {
        await using var gateway = await AnsweringAsync(http =>
        {
            http.Response.StatusCode = status;
            http.Response.Headers.RetryAfter = after;
            return Task.CompletedTask;
        });

        var error = (await gateway.CallAsync("read_note")).GetProperty("error");

        ShouldBe(error, "busy", "try again later");
        error.At("data.retry_after_ms").ShouldBe(expected);
    }

    [Theory]
    [InlineData("application/json", "this is no message", "no answer")]
    [InlineData("application/json", """{"jsonrpc":"2.0","id":$ID,"result":{"a":1,"a":2}}""", "stands twice")]
    [InlineData("application/json", """{"jsonrpc":"2.0","id":"another","result":{}}""", "another request")]
    [InlineData("application/json", """[{"jsonrpc":"2.0","id":$ID,"result":{}}]""", "Batches")]
    [InlineData("application/json", """{"jsonrpc":"2.0","id":$ID,"result":{}} """ + "\u00a0", "no answer")]
    [InlineData("text/html", "<html>", "the type 'text/html'")]
    [InlineData("text/event-stream", "data: {\"jsonrpc\":\"2.0\",\"id\":$ID,\"result\":{\"a\":1,\"a\":2}}\n\n", "stands twice")]
    [InlineData("text/event-stream", "data: nonsense\n\n", "no answer")]
    public async Task Server_ThatSpeaksNonsense_IsNamed(string type, string body, string words)
    {
        await using var gateway = await AnsweringAsync((http, id) =>
        {
            http.Response.ContentType = type;
            return http.Response.WriteAsync(body.Replace("$ID", id, StringComparison.Ordinal));
        });

        ShouldBe((await gateway.CallAsync("read_note")).GetProperty("error"), "nonsense", words);
    }

    [Fact]
    public async Task Server_ThatCompresses_IsRefused_BecauseItsListsCouldNotBeCut()
    {
        await using var gateway = await AnsweringAsync(http =>
        {
            http.Response.ContentType = "application/json";
            http.Response.Headers.ContentEncoding = "gzip";
            return http.Response.Body.WriteAsync(new byte[] { 0x1f, 0x8b, 8, 0 }).AsTask();
        }, "tools/list");

        ShouldBe((await gateway.AskAsync(gateway.Peer.Post(Messages.Request("1", "tools/list")))).GetProperty("error"), "nonsense", "compressed");
    }

    [Fact]
    public async Task Server_ThatAcceptsAndNeverAnswers_IsNamed()
    {
        await using var gateway = await AnsweringAsync(http =>
        {
            http.Response.StatusCode = 202;
            return Task.CompletedTask;
        });

        ShouldBe((await gateway.CallAsync("read_note")).GetProperty("error"), "nonsense", "HTTP 202");
    }

    [Theory]
    [InlineData("application/json", true)]
    [InlineData("application/json", false)]
    [InlineData("text/event-stream", false)]
    public async Task Server_ThatAnswersTooMuch_IsNamedWithTheLimit_BeforeItIsRead(string type, bool announced)
    {
        await using var gateway = await AnsweringAsync(async http =>
        {
            http.Response.ContentType = type;
            if (announced) http.Response.ContentLength = 64 * 1024 * 1024;
            var chunk = Encoding.ASCII.GetBytes(new string('x', 64 * 1024));
            if (type == "text/event-stream") await http.Response.WriteAsync("data: {");
            for (var sent = 0; sent < 1024; sent++) await http.Response.Body.WriteAsync(chunk, http.RequestAborted);
        }, "prompts/list");

        ShouldBe((await gateway.AskAsync(gateway.Peer.Post(Messages.Request("1", "prompts/list")))).GetProperty("error"), "too_large", "1048576");
    }

    [Theory]
    [InlineData("application/json", "{\"jsonrpc\":\"2.0\",\"id\":1,\"res")]
    [InlineData("text/event-stream", "data: {\"jsonrpc\":\"2.0\",\"id\":1,\"res")]
    [InlineData("application/json", "")]
    public async Task Server_ThatDiesInTheMiddle_IsNamed(string type, string begun)
    {
        await using var gateway = await AnsweringAsync(async http =>
        {
            http.Response.ContentType = type;
            await http.Response.WriteAsync(begun);
            await http.Response.Body.FlushAsync();
            http.Abort();
        });

        ShouldBe((await gateway.CallAsync("read_note")).GetProperty("error"), "broken_off", "in the middle");
        gateway.Calls.ShouldAllBe(call => !call.NeverArrived);
    }

    [Fact]
    public async Task Server_ThatEndsItsStreamWithoutAnAnswer_IsNamed()
    {
        await using var gateway = await AnsweringAsync(http =>
        {
            http.Response.ContentType = "text/event-stream";
            return http.Response.WriteAsync(": bye\n\n");
        });

        ShouldBe((await gateway.CallAsync("read_note")).GetProperty("error"), "broken_off", "before it answered");
    }

    [Fact]
    public async Task Server_ThatForgetsEverySession_IsNamed_AndNotAskedForEver()
    {
        await using var gateway = await HttpRecorded.InSessionAsync();
        gateway.Server.Instead = (http, arrival) =>
        {
            if (arrival.Rpc != "tools/call") return Task.FromResult(false);
            http.Response.StatusCode = 404;
            return Task.FromResult(true);
        };

        ShouldBe((await gateway.CallAsync("read_note")).GetProperty("error"), "session_lost", "forgets its sessions");
        gateway.Server.Of("tools/call").Count.ShouldBe(2);
    }

    [Fact]
    public async Task Gateway_AfterAFailure_GoesOn()
    {
        await using var gateway = await AnsweringAsync(http =>
        {
            http.Abort();
            return Task.CompletedTask;
        });
        await gateway.CallAsync("read_note");
        gateway.Server.Instead = static (_, _) => Task.FromResult(false);

        HttpRecorded.TextOf(await gateway.CallAsync("read_note")).ShouldBe("done");
    }

    private static void ShouldBe(JsonElement error, string cause, string words)
    {
        error.At("code").ShouldBe($"{ErrorCode.ServerUnavailable}", error.ToString());
        error.At("message").ShouldContain(words);
        error.At("message").ShouldStartWith("The server 'rec' ");
        error.At("data.cause").ShouldBe(cause, error.ToString());
    }

    private static async Task<(JsonElement Error, HttpRecorded Gateway)> StatelessAsync(string url)
    {
        var gateway = await HttpRecorded.StartAsync(url: url);
        return ((await gateway.CallStatelessAsync("read_note")).GetProperty("error"), gateway);
    }

    private static Task<HttpRecorded> AnsweringAsync(Func<HttpContext, Task> answer, string rpc = "tools/call") => AnsweringAsync((http, _) => answer(http), rpc);

    /// <summary>A server that answers one method in its own way.</summary>
    private static async Task<HttpRecorded> AnsweringAsync(Func<HttpContext, string, Task> answer, string rpc = "tools/call")
    {
        var gateway = await HttpRecorded.InSessionAsync(options: options => options with { MaxMessageBytes = 1024 * 1024 });
        gateway.Server.Instead = async (http, arrival) =>
        {
            if (arrival.Rpc != rpc) return false;
            await answer(http, Messages.Json(arrival.Body).At("id"));
            return true;
        };
        return gateway;
    }
}
