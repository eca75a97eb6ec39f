using System.Text.Json;
using Baton.Cli.Application;
using Baton.Cli.Tests.Catalog;
using Microsoft.AspNetCore.Http;

namespace Baton.Cli.Tests.Tools;

/// <summary>People's commands against a Baton that runs, and against what only listens at its address.</summary>
public sealed class RemoteToolsTests : IDisposable
{
    private readonly CliHarness _cli = new();

    [Theory]
    [InlineData("[]")]
    [InlineData("\"x\"")]
    [InlineData("17")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("{\"status\":\"ok\"}")]
    [InlineData("{\"error\":{}}")]
    [InlineData("{\"error\":\"no\"}")]
    [InlineData("{\"error\":{\"message\":5}}")]
    [InlineData("{\"result\":[]}")]
    [InlineData("{\"result\":{}}")]
    [InlineData("{\"result\":{\"content\":5}}")]
    [InlineData("{\"result\":{\"content\":[7]}}")]
    [InlineData("{\"result\":{\"content\":[],\"structuredContent\":[]}}")]
    [InlineData("<html>hello</html>")]
    [InlineData("")]
    public async Task Call_AnswerThatIsNoneOfBaton_SaysWhoAnswered(string body)
    {
        await using var other = await KestrelServer.StartAsync((context, _, _) => KestrelServer.JsonAsync(context, body));

        var result = await _cli.RunAsync("handoff", "list", "--baton-url", other.Url);

        result.Code.ShouldBe(ExitCode.Environment, result.ToString());
        result.Out.ShouldBeEmpty();
        result.Error.ShouldBe($"baton: {other.Url} answered 200 and no MCP message.\n       Is this the address of a Baton?\n");
    }

    [Theory]
    [InlineData("forbidden", ExitCode.No)]
    [InlineData("not_found", ExitCode.No)]
    [InlineData("claimed", ExitCode.No)]
    [InlineData("stale_version", ExitCode.No)]
    [InlineData("invalid", ExitCode.Usage)]
    [InlineData("too_large", ExitCode.Usage)]
    [InlineData("bad_cursor", ExitCode.Usage)]
    [InlineData("store_unavailable", ExitCode.Environment)]
    public async Task Call_ToolThatRefuses_HasTheExitCodeOfItsKindAndEveryField(string code, int exit)
    {
        var error = $$$"""{"code":"{{{code}}}","message":"Not this.","path":"/summary","limit":12,"hint":"Try less.","details":{"version":3} }""";
        var body = $$$"""{"jsonrpc":"2.0","id":1,"result":{"isError":true,"content":[{"type":"text","text":"short"}],"_meta":{"dev.baton/error":{{{error}}} } } }""";
        await using var baton = await KestrelServer.StartAsync((context, _, _) => KestrelServer.JsonAsync(context, body));

        var result = await _cli.RunAsync("handoff", "save", "x", "--baton-url", baton.Url, "--json");

        result.Code.ShouldBe(exit);
        var said = JsonDocument.Parse(result.Error).RootElement.GetProperty("error");
        (said.Text("code"), said.Text("message"), said.Text("path"), said.Text("limit"), said.Text("hint")).ShouldBe((code, "Not this.", "/summary", "12", "Try less."));
        said.GetProperty("details").Text("version").ShouldBe("3");
    }

    [Fact]
    public async Task Call_RefusalWithoutDetails_IsItsText()
    {
        const string Body = """{"jsonrpc":"2.0","id":1,"result":{"isError":true,"content":[{"type":"text","text":"[POLICY DENIED] Not on a Friday."}]}}""";
        await using var baton = await KestrelServer.StartAsync((context, _, _) => KestrelServer.JsonAsync(context, Body));

        (await _cli.RunAsync("handoff", "save", "x", "--baton-url", baton.Url)).ToString().ShouldBe("1\nbaton: [POLICY DENIED] Not on a Friday.\n");
    }

    [Fact]
    public async Task Call_JsonRpcError_IsNoWithItsMessage()
    {
        await using var baton = await KestrelServer.StartAsync((context, _, _) => KestrelServer.JsonAsync(
            context, """{"jsonrpc":"2.0","id":1,"error":{"code":-32602,"message":"Unknown tool: handoff_save"}}""", 400));

        (await _cli.RunAsync("handoff", "save", "x", "--baton-url", baton.Url)).ToString().ShouldBe(
            "1\nbaton: handoff_save: Unknown tool: handoff_save\n       Commands call the native tools: the grant must have their toolset and no dialect (`baton grant show`), and its policy must allow them.\n");
    }

    [Fact]
    public async Task Call_UnknownToken_SaysWhereToGiveOne()
    {
        await using var baton = await KestrelServer.StartAsync((context, _, _) => KestrelServer.JsonAsync(context, "{}", 401));

        var result = await _cli.RunAsync("handoff", "list", "--baton-url", baton.Url, "--baton-token", "bt_x_y");

        result.Code.ShouldBe(ExitCode.No);
        result.Error.ShouldBe("baton: 127.0.0.1 does not know this token.\n       Give a grant's token with --baton-token or BATON_TOKEN.\n");
    }

    [Theory]
    [InlineData("two\nlines")]
    [InlineData("with space")]
    [InlineData("ümlaut")]
    [InlineData("nul\0")]
    public async Task Call_TokenThatNoHeaderTakes_IsWrongUsageWithoutAskingAnybody(string token)
    {
        var result = await _cli.RunAsync("handoff", "list", "--baton-url", "http://127.0.0.1:1", "--baton-token", token);

        result.ToString().ShouldBe("2\nbaton: the token has characters that no token has.\n       It is one word that begins with bt_.\n");
    }

    [Theory]
    [InlineData("127.0.0.1:4700")]
    [InlineData("ftp://host/")]
    [InlineData("not an address")]
    public async Task Call_AddressThatIsNone_IsWrongUsage(string address)
    {
        var result = await _cli.RunAsync("handoff", "list", "--baton-url", address);

        result.ToString().ShouldBe($"2\nbaton: '{address}' is not the address of a Baton.\n       It looks like http://127.0.0.1:4700.\n");
    }

    [Fact]
    public async Task Call_Request_IsOneStatelessMessageWithItsHeadersAndTheToken()
    {
        IHeaderDictionary? headers = null;
        string? query = null;
        await using var baton = await KestrelServer.StartAsync(async (context, _, _) =>
        {
            (headers, query) = (new HeaderDictionary(context.Request.Headers.ToDictionary()), context.Request.QueryString.Value);
            await KestrelServer.JsonAsync(context, """{"jsonrpc":"2.0","id":1,"result":{"content":[],"structuredContent":{"handoffs":[]}}}""");
        });

        (await _cli.RunAsync("handoff", "list", "--thread", "t/1", "--baton-url", baton.Url, "--baton-token", "bt_a_b")).Error.ShouldBe("No handoffs.\n");

        headers!["Authorization"].ToString().ShouldBe("Bearer bt_a_b");
        (headers["Mcp-Method"].ToString(), headers["Mcp-Name"].ToString(), headers["MCP-Protocol-Version"].ToString()).ShouldBe(("tools/call", "handoff_search", "2026-07-28"));
        headers.Accept.ToString().ShouldBe("application/json, text/event-stream");
        query.ShouldBe("?toolsets=core,more,tasks,agents,archive");
        var message = baton.Message;
        message.GetProperty("params").GetProperty("arguments").Text("thread").ShouldBe("t/1");
        message.GetProperty("params").GetProperty("_meta").Text("io.modelcontextprotocol/protocolVersion").ShouldBe("2026-07-28");
    }

    [Fact]
    public async Task Call_AnswerAsEvents_IsTheLastMessageOfTheStream()
    {
        await using var baton = await KestrelServer.StartAsync(async (context, _, _) =>
        {
            context.Response.ContentType = "text/event-stream";
            await context.Response.WriteAsync(": keep alive\n\ndata: {\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\",\"params\":{}}\n\n");
            await context.Response.WriteAsync("data: {\"jsonrpc\":\"2.0\",\"id\":1,\ndata: \"result\":{\"content\":[{\"type\":\"text\",\"text\":\"done\"}],\"structuredContent\":{\"count\":1}}}\n\n");
        });

        (await _cli.RunAsync("handoff", "delete", "h_01JABCDE", "--baton-url", baton.Url)).ToString().ShouldBe("0\ndone\n");
    }

    [Theory]
    [InlineData("http://127.0.0.1:4700", "http://127.0.0.1:4700/mcp/memory")]
    [InlineData("http://127.0.0.1:4700/", "http://127.0.0.1:4700/mcp/memory")]
    [InlineData("https://team.example.com/mcp/memory", "https://team.example.com/mcp/memory")]
    [InlineData("https://team.example.com/baton/mcp/memory/", "https://team.example.com/baton/mcp/memory")]
    public void Endpoint_Address_IsTheMemoryServersUnlessAPathIsNamed(string address, string expected)
        => Baton.Cli.Remote.BatonAddress.Endpoint(address).ShouldBe(expected);

    public void Dispose() => _cli.Dispose();
}
