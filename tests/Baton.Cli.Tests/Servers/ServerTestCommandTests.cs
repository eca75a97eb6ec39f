using Baton.TestSupport.Upstreams;
using Microsoft.AspNetCore.Http;

namespace Baton.Cli.Tests.Servers;

/// <summary><c>baton server test</c> on real servers: a table, JSON, and what is wrong with a way out.</summary>
public sealed class ServerTestCommandTests : IDisposable
{
    private readonly CliHarness _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Test_OfAServerThatWorks_ShowsWhatItOffers()
    {
        await using var server = await RegisteredAsync();

        var result = await _cli.RunAsync("server", "test", "rec");

        result.Code.ShouldBe(0, result.ToString());
        result.Out.ShouldStartWith("Server rec works: recording 1, 2025-11-25 over http, ");
        result.Out.ShouldContain("4 tools, 2 prompts, 0 templates, 2 resources.");
        result.Out.ShouldContain("tool\tdelete_note\tdestructive\tDeletes a note for ever.");
        server.Arrived.ShouldAllBe(arrival => arrival.Header("authorization") == "Bearer s3cret");
    }

    [Fact]
    public async Task Test_AsJson_IsOneObject()
    {
        await using var server = await RegisteredAsync();

        var found = (await _cli.JsonAsync("server", "test", "rec")).Single();

        (found.Text("name"), found.Text("kind"), found.Text("revision")).ShouldBe(("rec", "http", "2025-11-25"));
        found.GetProperty("server").Text("name").ShouldBe("recording");
        found.GetProperty("tools")[0].Text("name").ShouldBe("read_note");
        found.GetProperty("prompts").GetArrayLength().ShouldBe(2);
        found.GetProperty("elapsed_ms").GetDouble().ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData(401, "credentials", "--header")]
    [InlineData(404, "no_endpoint", "/mcp")]
    [InlineData(302, "redirect", "--replace")]
    [InlineData(500, "status", "log")]
    public async Task Test_OfAServerThatRefuses_SaysWhatToDo(int status, string code, string hint)
    {
        await using var server = await RegisteredAsync();
        server.Instead = (http, _) =>
        {
            http.Response.StatusCode = status;
            return Task.FromResult(true);
        };

        var result = await _cli.RunAsync("server", "test", "rec");
        var json = await _cli.RunAsync("server", "test", "rec", "--json");

        (result.Code, result.Out).ShouldBe((1, ""));
        result.Error.ShouldContain("(initialize)");
        result.Error.ShouldContain(hint);
        json.Code().ShouldBe(code);
    }

    [Fact]
    public async Task Test_OfAServerThatNeverAnswers_EndsWithTheTime()
    {
        await using var server = await RegisteredAsync();
        server.Instead = async (http, _) =>
        {
            await Task.Delay(Timeout.Infinite, http.RequestAborted);
            return true;
        };

        var result = await _cli.RunAsync("server", "test", "rec", "--timeout", "1s", "--json");

        (result.Code, result.Code()).ShouldBe((1, "timeout"));
    }

    [Fact]
    public async Task Test_OfACommandThatIsNotThere_SaysSo()
    {
        await _cli.RunAsync("server", "add", "local", "--", "no-such-program");

        var result = await _cli.RunAsync("server", "test", "local");

        result.Code.ShouldBe(1);
        result.Error.ShouldContain("'no-such-program' was not found");
        result.Error.ShouldContain("PATH");
    }

    [Theory]
    [InlineData(1, "server", "test", "nobody")]
    [InlineData(1, "server", "test", "memory")]
    [InlineData(2, "server", "test")]
    [InlineData(2, "server", "test", "x", "--timeout", "soon")]
    [InlineData(2, "server", "test", "x", "--timeout", "0s")]
    [InlineData(2, "server", "test", "x", "--timeout", "2h")]
    public async Task Test_OfWhatCannotBe_SaysSo(int code, params string[] arguments) => (await _cli.RunAsync(arguments)).Code.ShouldBe(code);

    [Fact]
    public async Task Help_HasExamples() => (await _cli.RunAsync("server", "test", "--help")).Out.ShouldContain("baton server test files --timeout 3m --json");

    private async Task<RecordingHttpServer> RegisteredAsync()
    {
        var server = await RecordingHttpServer.StartAsync();
        (await _cli.RunAsync("server", "add", "rec", "--url", server.Url, "--header", "Authorization=Bearer s3cret")).Code.ShouldBe(0);
        return server;
    }
}
