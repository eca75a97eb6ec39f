using Baton.Cli.Application;

namespace Baton.Cli.Tests.Servers;

/// <summary>Registered servers as people and scripts read them; of credentials never more than the name.</summary>
public sealed class ServerOutputTests : IDisposable
{
    private const string Secret = "s3cret-value";

    private readonly CliHarness _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Show_Command_IsALineAField()
    {
        await AddAsync("files", "--cwd", "work", "--env", $"B={Secret}", "--env", "A=1", "--meta-tool", "run=action,payload", "--timeout", "20m", "--review", "first", "--", "npx", "-y", "a b");
        await _cli.RunAsync("server", "category", "files", "zed", "read");
        await _cli.RunAsync("server", "category", "files", "abc", "execute");

        (await _cli.RunAsync("server", "show", "files")).ToString().ShouldBe("0\n" + $"""
            name     files
            kind     stdio
            where    npx -y a b
            cwd      {_cli.At("work")}
            env      A, B
            review   first
            timeout  20m
            calling  run=action,payload
            category abc=execute, zed=read

            """.ReplaceLineEndings("\n"));
        (await _cli.JsonAsync("server", "show", "files")).Single().GetRawText().ShouldBe(
            $$$"""{"name":"files","kind":"stdio","review":"first","timeout_seconds":1200,"meta_tools":["run=action,payload"],"categories":{"abc":"execute","zed":"read"},"command":"npx","arguments":["-y","a b"],"cwd":"{{{_cli.At("work")}}}","env":["A","B"]}""");
    }

    [Fact]
    public async Task Show_Address_IsALineAField()
    {
        var added = await _cli.RunAsync("server", "add", "tickets", "--url", "https://tickets.example/mcp", "--header", $"X-Key={Secret}", "--header", "Accept-Language=de");
        added.ToString().ShouldBe("0\nServer tickets: https://tickets.example/mcp\n");

        (await _cli.RunAsync("server", "show", "tickets")).Out.ShouldBe("""
            name     tickets
            kind     http
            where    https://tickets.example/mcp
            headers  Accept-Language, X-Key
            review   use
            timeout  5m

            """.ReplaceLineEndings("\n"));
        (await _cli.JsonAsync("server", "show", "tickets")).Single().GetRawText().ShouldBe(
            """{"name":"tickets","kind":"http","review":"use","timeout_seconds":300,"url":"https://tickets.example/mcp","headers":["Accept-Language","X-Key"]}""");
    }

    [Fact]
    public async Task List_Text_IsATable_AndJsonAnObjectALine()
    {
        (await _cli.RunAsync("server", "list")).ToString().ShouldBe("0\nNo servers besides memory.\n");
        await AddAsync("files", "--", "npx", "-y", "server");
        await AddAsync("api", "--url", "https://api.example/mcp", "--review", "first", "--timeout", "90s");

        (await _cli.RunAsync("server", "list")).Out.ShouldBe(
            "name\tkind\treview\ttimeout\twhere\napi\thttp\tfirst\t90s\thttps://api.example/mcp\nfiles\tstdio\tuse\t1h\tnpx -y server\n");
        (await _cli.JsonAsync("server", "list")).Select(server => server.Text("name")).ShouldBe(["api", "files"]);
    }

    [Fact]
    public async Task Remove_AnyServer_IsSaidAndRecorded()
    {
        await AddAsync("files", "--", "npx");
        (await _cli.JsonAsync("server", "remove", "files")).Single().GetRawText().ShouldBe("""{"removed":"files"}""");
        await AddAsync("files", "--", "npx");
        (await _cli.RunAsync("server", "remove", "files")).ToString().ShouldBe("0\nRemoved files.\n");
        (await _cli.RunAsync("server", "remove", "files")).ToString().ShouldBe("1\nbaton: There is no server 'files'.\n       'baton server list' shows them.\n");
        (await _cli.JsonAsync("audit", "query", "--outcome", "server_removed")).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Secrets_AreInNoAnswerAndInNoFile()
    {
        var added = await _cli.RunAsync("server", "add", "files", "--env", $"KEY={Secret}", "--json", "--", "npx");
        await AddAsync("api", "--url", "https://api.example", "--header", $"Authorization=Bearer {Secret}");
        foreach (var line in (string[][])[["server", "list"], ["server", "list", "--json"], ["server", "show", "api"], ["server", "show", "files", "--json"], ["audit", "query", "--json"]])
        {
            (await _cli.RunAsync(line)).ToString().ShouldNotContain(Secret);
        }
        added.ToString().ShouldNotContain(Secret);
        foreach (var file in Directory.EnumerateFiles(_cli.Folder, "*", SearchOption.AllDirectories))
        {
            (await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken)).AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(Secret)).ShouldBe(-1, file);
        }
    }

    [Theory]
    [InlineData("give either --url URL or a command after `--`.")]
    [InlineData("give either --url URL or a command after `--`.", "--url", "https://e.example", "--", "npx")]
    [InlineData("--env and --cwd are for servers that are started by a command.", "--url", "https://e.example", "--cwd", "x")]
    [InlineData("--header is for servers that are reached by a URL.", "--header", "A=1", "--", "npx")]
    [InlineData("--header: 'A' is not K=V.", "--url", "https://e.example", "--header", "A")]
    [InlineData("--env: '=1' is not K=V.", "--env", "=1", "--", "npx")]
    [InlineData("--timeout: '2d' is no time from 1s to 1d.", "--timeout", "2d", "--", "npx")]
    [InlineData("--meta-tool: 'run=a' is neither TOOL nor TOOL=NAME,ARGS.", "--meta-tool", "run=a", "--", "npx")]
    [InlineData("The value of the header 'X' has characters that no header can have.", "--url", "https://e.example", "--header", "X=a\nb")]
    [InlineData("The value of the header 'X' has characters that no header can have.", "--url", "https://e.example", "--header", "X=ü")]
    [InlineData("'a b' is no header's name.", "--url", "https://e.example", "--header", "a b=1")]
    public async Task Add_WhatCannotBe_IsSaid_AndRegistersNothing(string says, params string[] flags)
    {
        var result = await _cli.RunAsync(["server", "add", "x", .. flags]);
        (result.Code, result.Out, result.Error.Split('\n')[0]).ShouldBe((ExitCode.Usage, "", $"baton: {says}"));
        (await _cli.JsonAsync("server", "list")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(ExitCode.Done, "Nothing of 'files' was seen yet: its definitions are pinned when a client first uses it, or with --refresh.", "pins", "files")]
    [InlineData(ExitCode.Done, "Nothing waits on the server 'files'.", "diff", "files")]
    [InlineData(ExitCode.No, "baton: Nothing waits on the server 'files'.", "approve", "files")]
    [InlineData(ExitCode.No, "baton: Nothing waits on the server 'files'.", "reject", "files")]
    [InlineData(ExitCode.Done, "Changes of the server 'files' are accepted unseen.", "trust", "files")]
    [InlineData(ExitCode.Done, "Changes of the server 'files' are held back.", "trust", "files", "--off")]
    [InlineData(ExitCode.No, "baton: 'memory' is Baton's own server and needs no test; 'baton doctor' examines its data.", "test", "memory")]
    [InlineData(ExitCode.No, "baton: There is no registered server 'nope' to ask.", "pins", "nope", "--refresh")]
    public async Task Run_ServerThatNobodyUsedYet_SaysSo(int code, string says, params string[] line)
    {
        await AddAsync("files", "--", "npx");
        var result = await _cli.RunAsync(["server", .. line]);
        (result.Code, (result.Out + result.Error).Split('\n')[0]).ShouldBe((code, says));
    }

    [Fact]
    public async Task Import_AClientsFile_SaysEachServer_AndReplacesOnlyWhenTold()
    {
        _cli.Write("mcp.json", """{"mcpServers":{"a":{"command":"npx","args":["x"]},"b":{"url":"https://b.example/mcp"}}}""");
        (await _cli.RunAsync("server", "import", "mcp.json")).ToString().ShouldBe("0\nServer a: npx x\nServer b: https://b.example/mcp\n");
        (await _cli.RunAsync("server", "import", "mcp.json")).ToString().ShouldBe(
            "1\nbaton: There are servers of these names already: a, b. Nothing was imported.\n       Give --replace to take their place.\n");
        _cli.Input = """{"servers":{"a":{"command":"other"}}}"""u8.ToArray();
        (await _cli.RunAsync("server", "import", "-", "--replace")).ToString().ShouldBe("0\nServer a: other\n");
        (await _cli.JsonAsync("server", "list")).Select(server => server.Text("name")).ShouldBe(["a", "b"]);
    }

    private async Task AddAsync(string name, params string[] flags) => (await _cli.RunAsync(["server", "add", name, .. flags])).Code.ShouldBe(ExitCode.Done);
}
