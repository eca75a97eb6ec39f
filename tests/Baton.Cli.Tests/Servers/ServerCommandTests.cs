namespace Baton.Cli.Tests.Servers;

public sealed class ServerCommandTests : IDisposable
{
    private readonly CliHarness _cli = new();

    [Fact]
    public async Task Add_Url_KeepsHeaderValuesToItself()
    {
        await _cli.RunAsync("server", "add", "remote", "--url", "https://example.com/mcp", "--header", "Authorization=Bearer a=b", "--review", "first");

        var shown = (await _cli.JsonAsync("server", "show", "remote")).Single();

        (shown.Text("kind"), shown.Text("url"), shown.Text("review")).ShouldBe(("http", "https://example.com/mcp", "first"));
        shown.GetProperty("headers")[0].GetString().ShouldBe("Authorization");
        shown.ToString().ShouldNotContain("Bearer");
        (await _cli.RunAsync("audit", "query", "--json")).Out.ShouldNotContain("Bearer");
    }

    [Fact]
    public async Task Add_Command_TakesEverythingAfterTheDashes()
    {
        await _cli.RunAsync("server", "add", "files", "--env", "DEBUG=1", "--cwd", "work", "--", "npx", "-y", "server", "--url", "x");

        var shown = (await _cli.JsonAsync("server", "show", "files")).Single();

        (shown.Text("kind"), shown.Text("command"), shown.Text("cwd")).ShouldBe(("stdio", "npx", _cli.At("work")));
        shown.GetProperty("arguments").EnumerateArray().Select(argument => argument.GetString()).ShouldBe(["-y", "server", "--url", "x"]);
        shown.GetProperty("env")[0].GetString().ShouldBe("DEBUG");
    }

    [Theory]
    [InlineData("server", "add", "x")]
    [InlineData("server", "add", "x", "--url", "ftp://example.com")]
    [InlineData("server", "add", "x", "--url", "https://user:pw@example.com")]
    [InlineData("server", "add", "x", "--url", "https://example.com", "--", "npx")]
    [InlineData("server", "add", "x", "--url", "https://example.com", "--env", "A=1")]
    [InlineData("server", "add", "x", "--url", "https://example.com", "--header", "no-value")]
    [InlineData("server", "add", "x", "--url", "https://example.com", "--review", "never")]
    [InlineData("server", "add", "memory", "--url", "https://example.com")]
    [InlineData("server", "add", "a/b", "--url", "https://example.com")]
    [InlineData("server", "add", "x", "--header", "A=1", "--", "npx")]
    [InlineData("server", "add", "x", "--timeout", "soon", "--", "npx")]
    [InlineData("server", "add", "x", "--timeout", "0s", "--", "npx")]
    [InlineData("server", "add", "x", "--timeout", "25h", "--url", "https://example.com")]
    public async Task Add_WhatCannotBe_IsExit2(params string[] arguments) => (await _cli.RunAsync(arguments)).Code.ShouldBe(2);

    [Theory]
    [InlineData("notaurl", "--url: 'notaurl' is no http or https URL.", "Write it whole, such as https://api.example.com/mcp.")]
    [InlineData("ftp://example.com", "--url: 'ftp://example.com' is no http or https URL.", "Write it whole, such as https://api.example.com/mcp.")]
    [InlineData("https://user:hunter2@example.com", "--url: the URL has credentials in it.", "Take them out and give them as --header, such as --header \"Authorization=Bearer …\".")]
    [InlineData("https://example.com/mcp#here", "--url: 'https://example.com/mcp#here' has a fragment, which is never sent.", "Leave '#here' out.")]
    public async Task Add_Url_ThatIsNone_SaysWhy_AndNeverAPassword(string url, string message, string hint)
        => (await _cli.RunAsync("server", "add", "x", "--url", url)).ToString().ShouldBe($"2\nbaton: {message}\n       {hint}\n");

    [Fact]
    public async Task Add_Review_ThatIsNone_NamesTheOption()
        => (await _cli.RunAsync("server", "add", "x", "--review", "never", "--", "npx")).Error.ShouldBe("baton: --review is first or use, not 'never'.\n       See 'baton server add --help'.\n");

    [Fact]
    public async Task Add_WhatCannotBeStartedHere_IsRegistered_AndSaid()
    {
        var result = await _cli.RunAsync("server", "add", "x", "--cwd", "/no/such/folder", "--env", "PATH=/no/such/path", "--", "no-such-program");

        result.Code.ShouldBe(0);
        result.Error.ShouldBe(
            "baton: note: there is no folder /no/such/folder; the server cannot start without it.\n"
            + "baton: note: no program 'no-such-program' was found; 'baton server test x' tries to start it.\n");
    }

    [Theory]
    [InlineData("90s", "90s", 90)]
    [InlineData("120", "2m", 120)]
    [InlineData("2h", "2h", 7200)]
    [InlineData(null, "5m", 300)]
    public async Task Add_Timeout_IsShown_AndWhatIsUsualWhereThereIsNone(string? given, string shown, int seconds)
    {
        await _cli.RunAsync(["server", "add", "x", "--url", "https://example.com", .. given is null ? Array.Empty<string>() : ["--timeout", given]]);

        (await _cli.RunAsync("server", "show", "x")).Out.ShouldContain($"timeout  {shown}\n");
        (await _cli.RunAsync("server", "list")).Out.ShouldContain($"\t{shown}\t");
        (await _cli.JsonAsync("server", "show", "x")).Single().GetProperty("timeout_seconds").GetInt64().ShouldBe(seconds);
    }

    [Fact]
    public async Task Add_CommandWithoutTimeout_HasAnHour()
    {
        await _cli.RunAsync("server", "add", "x", "--", "npx");

        (await _cli.RunAsync("server", "show", "x")).Out.ShouldContain("timeout  1h\n");
    }

    [Fact]
    public async Task Add_NameInUse_NeedsReplace()
    {
        await _cli.RunAsync("server", "add", "x", "--url", "https://example.com/1");

        (await _cli.RunAsync("server", "add", "x", "--url", "https://example.com/2")).Code.ShouldBe(1);
        (await _cli.RunAsync("server", "add", "x", "--url", "https://example.com/2", "--replace")).Code.ShouldBe(0);

        (await _cli.JsonAsync("server", "list")).Single().Text("url").ShouldBe("https://example.com/2");
    }

    [Fact]
    public async Task Remove_ForgetsIt()
    {
        await _cli.RunAsync("server", "add", "x", "--url", "https://example.com");

        (await _cli.RunAsync("server", "remove", "x")).Code.ShouldBe(0);
        (await _cli.RunAsync("server", "remove", "x")).Code.ShouldBe(1);
        (await _cli.RunAsync("server", "show", "x")).Code.ShouldBe(1);
    }

    [Fact]
    public async Task Import_AClientsFile_TakesOverWhatItCan()
    {
        _cli.Write("mcp.json", """
            { // comments are common
              "mcpServers": {
                "files": { "command": "npx", "args": ["-y", "server"], "env": {"KEY": "v"}, "cwd": "/srv" },
                "My Remote": { "type": "http", "url": "https://example.com/mcp", "headers": {"X-Key": "v"} },
                "memory": { "command": "npx" },
                "odd": { "args": [] },
                "asks": { "command": "npx", "env": {"KEY": "${input:key}"} },
              }
            }
            """);

        var result = await _cli.RunAsync("server", "import", "mcp.json", "--json");

        result.Code.ShouldBe(0, result.ToString());
        result.Lines().Select(server => server.Text("name")).ShouldBe(["files", "My-Remote", "asks"]);
        result.Error.ShouldContain("taken over as 'My-Remote'");
        result.Error.ShouldContain("the name 'memory' is Baton's own server");
        result.Error.ShouldContain("odd: not taken over");
        result.Error.ShouldContain("placeholder");
    }

    [Theory]
    [InlineData("""{"servers":{"a":{"command":"x"}}}""")]
    [InlineData("""{"mcp":{"servers":{"a":{"httpUrl":"https://example.com"}}}}""")]
    public async Task Import_OtherShapes_AreUnderstood(string file)
    {
        _cli.Write("mcp.json", file);

        (await _cli.JsonAsync("server", "import", "mcp.json")).Single().Text("name").ShouldBe("a");
    }

    [Theory]
    [InlineData("not json", "mcp.json: The file is not JSON: ")]
    [InlineData("", "mcp.json: The file is not JSON: ")]
    [InlineData("[]", "mcp.json: The file has no object \"mcpServers\" or \"servers\".")]
    [InlineData("{}", "mcp.json: The file has no object \"mcpServers\" or \"servers\".")]
    public async Task Import_NoFileOfAClient_IsWrongUsage(string file, string says)
    {
        _cli.Write("mcp.json", file);

        var result = await _cli.RunAsync("server", "import", "mcp.json");

        (result.Code, result.Out).ShouldBe((2, ""));
        result.Error.ShouldStartWith($"baton: {says}");
    }

    [Theory]
    [InlineData("""{"mcpServers":{}}""")]
    [InlineData("""{"mcpServers":{"a":5}}""")]
    [InlineData("""{"mcpServers":{"a":{"url":"nowhere"}}}""")]
    public async Task Import_NothingUsable_IsNo(string file)
    {
        _cli.Write("mcp.json", file);

        (await _cli.RunAsync("server", "import", "mcp.json")).Code.ShouldBe(1);
    }

    [Fact]
    public async Task Import_NameInUse_ImportsNothing()
    {
        await _cli.RunAsync("server", "add", "b", "--url", "https://example.com");
        _cli.Write("mcp.json", """{"mcpServers":{"a":{"command":"x"},"b":{"command":"y"}}}""");

        (await _cli.RunAsync("server", "import", "mcp.json")).Code.ShouldBe(1);

        (await _cli.JsonAsync("server", "list")).Single().Text("name").ShouldBe("b");
    }

    public void Dispose() => _cli.Dispose();
}
