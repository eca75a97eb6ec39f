using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Baton.Cli.Tests.Catalog;

/// <summary>Servers that run, over HTTP, honest and hostile: each is bounded and reported.</summary>
public sealed class ScannedAddressTests : IDisposable
{
    private readonly CliHarness _cli = new();

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Scan_Url_ListsAllPages_InASessionThatIsEnded(bool asEvents)
    {
        await using var server = await KestrelServer.PagesAsync(asEvents, """{"tools":[{"name":"get_a"}],"nextCursor":"2"}""", """{"tools":[{"name":"delete_b"}]}""");

        var result = await ScanAsync(server, "--json", "--header", "X-Key=given");

        result.Code.ShouldBe(0, result.ToString());
        using var json = JsonDocument.Parse(result.Out);
        json.RootElement.GetProperty("server").GetProperty("name").GetString().ShouldBe("webby");
        json.RootElement.GetProperty("tools").GetArrayLength().ShouldBe(2);
        server.Arrived.ShouldBe([
            "initialize session= revision= key=given",
            "notifications/initialized session=s-1 revision=2025-06-18 key=given",
            "tools/list session=s-1 revision=2025-06-18 key=given",
            "tools/list session=s-1 revision=2025-06-18 key=given",
            "DELETE s-1",
        ]);
    }

    [Fact]
    public async Task Scan_StatelessServer_IsAskedWithoutASession()
    {
        await using var server = await KestrelServer.StartAsync((context, method, id) => KestrelServer.JsonAsync(context, method == "initialize"
            ? $$$"""{"jsonrpc":"2.0","id":{{{id}}},"error":{"code":-32601,"message":"Method not found"}}"""
            : $$$"""{"jsonrpc":"2.0","id":{{{id}}},"result":{"resultType":"complete","tools":[{"name":"get_a"}],"ttlMs":1000}}"""));

        var result = await ScanAsync(server);

        result.Code.ShouldBe(0, result.ToString());
        result.Out.ShouldContain("get_a\tread");
        server.Arrived[^1].ShouldContain("revision=2026-07-28");
    }

    [Fact]
    public async Task Scan_ServerThatNeverAnswers_StopsInTime()
    {
        await using var server = await KestrelServer.StartAsync((context, _, _) => Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(static _ => { }, TaskScheduler.Default));

        var result = await ScanAsync(server, "--timeout", "1");

        result.Code.ShouldBe(3);
        result.Error.ShouldContain("did not answer within 1 s");
    }

    [Fact]
    public async Task Scan_StreamOfNothingButComments_StopsInTime()
    {
        await using var server = await KestrelServer.StartAsync(async (context, _, _) =>
        {
            context.Response.ContentType = "text/event-stream";
            await context.Response.WriteAsync(": still here\n\n");
            await context.Response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(static _ => { }, TaskScheduler.Default);
        });

        (await ScanAsync(server, "--timeout", "1")).Error.ShouldContain("did not answer within 1 s");
    }

    [Fact]
    public async Task Scan_ServerThatPagesForEver_StopsAndSaysSo()
    {
        var page = 0;
        await using var server = await KestrelServer.StartAsync((context, method, id) => KestrelServer.JsonAsync(context, method == "initialize"
            ? $$"""{"jsonrpc":"2.0","id":{{id}},"result":{{KestrelServer.Initialized}}}"""
            : $$$$"""{"jsonrpc":"2.0","id":{{{{id}}}},"result":{"tools":[{"name":"get_{{{{++page}}}}"}],"nextCursor":"{{{{page}}}}"}}"""));

        var result = await ScanAsync(server, "--json");

        using var json = JsonDocument.Parse(result.Out);
        json.RootElement.GetProperty("tools").GetArrayLength().ShouldBe(200);
        json.RootElement.GetProperty("server").GetProperty("incomplete").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task Scan_FiftyMegabytes_InOneAnswer_StopsReading()
    {
        await using var server = await KestrelServer.StartAsync((context, method, id) => method == "initialize"
            ? KestrelServer.JsonAsync(context, $$"""{"jsonrpc":"2.0","id":{{id}},"result":{{KestrelServer.Initialized}}}""")
            : FloodAsync(context));

        var result = await ScanAsync(server);

        result.Code.ShouldBe(3);
        result.Error.ShouldContain("more than 32 MiB");
    }

    [Fact]
    public async Task Scan_FiftyMegabytes_InManyPages_StopsReadingAndKeepsWhatCame()
    {
        var page = 0;
        var padding = new string('x', 10 * 1024 * 1024);
        await using var server = await KestrelServer.StartAsync((context, method, id) => KestrelServer.JsonAsync(context, method == "initialize"
            ? $$"""{"jsonrpc":"2.0","id":{{id}},"result":{{KestrelServer.Initialized}}}"""
            : $$$$"""{"jsonrpc":"2.0","id":{{{{id}}}},"result":{"tools":[{"name":"get_{{{{++page}}}}"}],"pad":"{{{{padding}}}}","nextCursor":"{{{{page}}}}"}}"""));

        var result = await ScanAsync(server, "--json");

        using var json = JsonDocument.Parse(result.Out);
        json.RootElement.GetProperty("tools").GetArrayLength().ShouldBe(3);
        json.RootElement.GetProperty("problems")[0].GetProperty("message").GetString()!.ShouldContain("more than 32 MiB");
    }

    [Fact]
    public async Task Scan_NameTwice_CyclicSchema_HiddenCharacters_AreReported()
    {
        await using var server = await KestrelServer.PagesAsync(asEvents: true, """
            {"tools":[{"name":"get_a"},{"name":"get_a","description":"Delete all"},{"name":"get\u202Eelif","description":"Get\u200B a file"},{"name":"create_tree","inputSchema":{"type":"object","properties":{"node":{"$ref":"#/$defs/n"}},"$defs":{"n":{"type":"object","properties":{"child":{"$ref":"#/$defs/n"}}}}}}]}
            """.ReplaceLineEndings(" "));

        var result = await ScanAsync(server);

        result.Code.ShouldBe(0, result.ToString());
        result.Error.ShouldContain("appears twice");
        result.Out.ShouldContain("U+202E");
        result.Out.ShouldNotContain("\u202E");
        result.Out.ShouldContain("create_tree\twrite");
    }

    [Theory]
    [InlineData(200, "[]", "no MCP message")]
    [InlineData(200, "<html>", "not JSON")]
    [InlineData(200, "", "not JSON")]
    [InlineData(200, "{}", "no MCP message")]
    [InlineData(401, """{"error":"unauthorized"}""", "401")]
    [InlineData(404, """{"detail":"Not Found"}""", "404")]
    [InlineData(307, "{}", "307")]
    public async Task Scan_AnswerThatIsNone_IsAnEnvironmentFailureThatSaysWhat(int status, string body, string says)
    {
        await using var server = await KestrelServer.StartAsync((context, _, _) => KestrelServer.JsonAsync(context, body, status));

        var result = await ScanAsync(server);

        result.Code.ShouldBe(3, result.ToString());
        result.Error.ShouldContain(says);
    }

    [Fact]
    public async Task Scan_ConnectionThatBreaks_IsReported()
    {
        await using var server = await KestrelServer.StartAsync(async (context, _, _) =>
        {
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync("{\"jsonrpc\":");
            await context.Response.Body.FlushAsync();
            context.Abort();
        });

        var result = await ScanAsync(server);

        result.Code.ShouldBe(3);
        result.Error.ShouldContain(server.Url);
    }

    [Fact]
    public async Task Scan_NobodyListens_IsAnEnvironmentFailure()
        => (await _cli.RunAsync("scan", "--url", "http://127.0.0.1:1/mcp")).ShouldSatisfyAllConditions(result => result.Code.ShouldBe(3), result => result.Error.ShouldContain("Cannot reach"));

    private Task<CliResult> ScanAsync(KestrelServer server, params string[] options) => _cli.RunAsync(["scan", "--url", server.Url, .. options]);

    private static async Task FloodAsync(HttpContext context)
    {
        context.Response.ContentType = "application/json";
        var chunk = new byte[1024 * 1024];
        chunk.AsSpan().Fill((byte)' ');
        for (var sent = 0; sent < 50 && !context.RequestAborted.IsCancellationRequested; sent++) await context.Response.Body.WriteAsync(chunk);
    }
}
