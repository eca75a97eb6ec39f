using Baton.Cli.Output;

namespace Baton.Cli.Tests.Servers;

/// <summary>Options of <c>server add</c>, the operator's categories, and what is shown of servers.</summary>
public sealed class ServerOptionTests : IDisposable
{
    private readonly CliHarness _cli = new();

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("--header", "X-Key=1", "X-Key=2", "--header: 'X-Key' is given twice")]
    [InlineData("--header", "X-Key=1", "x-key=2", "--header: 'x-key' is given twice")]
    [InlineData("--env", "KEY=1", "KEY=2", "--env: 'KEY' is given twice")]
    public async Task Add_TheSameNameTwice_IsWrongUsage_AndRegistersNothing(string option, string first, string second, string says)
    {
        string[] place = option == "--header" ? ["--url", "https://example.com/mcp"] : ["--", "npx"];

        var result = await _cli.RunAsync(["server", "add", "x", option, first, option, second, .. place]);

        (result.Code, result.Out).ShouldBe((2, ""));
        result.Error.ShouldContain(says);
        (await _cli.JsonAsync("server", "list")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Add_VariablesThatDifferInCase_AreTwo()
    {
        await _cli.RunAsync("server", "add", "x", "--env", "key=1", "--env", "KEY=2", "--", "npx");

        (await _cli.JsonAsync("server", "show", "x")).Single().GetProperty("env").EnumerateArray().Select(name => name.GetString()).ShouldBe(["KEY", "key"]);
    }

    [Fact]
    public async Task Add_AValueWithEqualsSigns_OrEmpty_IsTaken()
    {
        var result = await _cli.RunAsync("server", "add", "x", "--env", "A==b=", "--env", "EMPTY=", "--", "npx");

        result.Code.ShouldBe(0, result.ToString());
        (await _cli.JsonAsync("server", "show", "x")).Single().GetProperty("env").GetArrayLength().ShouldBe(2);
    }

    [Theory]
    [InlineData("--url", "https://example.com/mcp")]
    [InlineData("--", "npx")]
    public async Task Add_SkipDialects_IsKeptAndShown(params string[] place)
    {
        await _cli.RunAsync(["server", "add", "lax", "--skip-dialects", .. place]);
        await _cli.RunAsync(["server", "add", "strict", .. place]);

        (await _cli.JsonAsync("server", "show", "lax")).Single().GetProperty("skip_dialects").GetBoolean().ShouldBeTrue();
        (await _cli.RunAsync("server", "show", "lax")).Out.ShouldContain("schemas  those in other dialects are skipped");
        (await _cli.JsonAsync("server", "show", "strict")).Single().TryGetProperty("skip_dialects", out _).ShouldBeFalse();
        await _cli.RunAsync("server", "category", "lax", "t", "read");
        (await _cli.JsonAsync("server", "show", "lax")).Single().GetProperty("skip_dialects").GetBoolean().ShouldBeTrue();
    }

    [Theory]
    [InlineData("show", "memory")]
    [InlineData("remove", "memory")]
    [InlineData("category", "memory", "t", "read")]
    public async Task BatonsOwnServer_IsNotSaidToBeMissing(params string[] words)
    {
        var result = await _cli.RunAsync(["server", .. words]);

        (result.Code, result.Out).ShouldBe((1, ""));
        result.Error.ShouldContain("'memory' is Baton's own server: it is always there, and nothing of it is configured.");
    }

    [Fact]
    public async Task Add_MetaTool_IsShownAsGiven()
    {
        await _cli.RunAsync("server", "add", "x", "--meta-tool", "run_tool=action,payload", "--meta-tool", "call_tool", "--", "npx");

        var shown = (await _cli.JsonAsync("server", "show", "x")).Single();

        shown.GetProperty("meta_tools").EnumerateArray().Select(tool => tool.GetString()!.Split('=')[0]).ShouldBe(["run_tool", "call_tool"]);
        shown.GetProperty("meta_tools")[0].GetString().ShouldBe("run_tool=action,payload");
    }

    [Theory]
    [InlineData("=a,b")]
    [InlineData("run=")]
    [InlineData("run=action")]
    [InlineData("run=,payload")]
    [InlineData("run=a,b,c")]
    public async Task Add_MetaToolOfNoShape_IsWrongUsage(string given)
    {
        var result = await _cli.RunAsync("server", "add", "x", "--meta-tool", given, "--", "npx");

        result.Code.ShouldBe(2, result.ToString());
        result.Error.ShouldContain($"--meta-tool: '{given}'");
    }

    [Theory]
    [InlineData("read")]
    [InlineData("write")]
    [InlineData("destructive")]
    [InlineData("execute")]
    [InlineData("financial")]
    [InlineData("other")]
    public async Task Category_IsKeptAndShown_AndAutoTakesItBack(string category)
    {
        await _cli.RunAsync("server", "add", "files", "--", "npx");

        var said = (await _cli.JsonAsync("server", "category", "files", "write_file", category)).Single();

        (said.Text("server"), said.Text("tool"), said.Text("category")).ShouldBe(("files", "write_file", category));
        (await _cli.JsonAsync("server", "show", "files")).Single().GetProperty("categories").Text("write_file").ShouldBe(category);
        (await _cli.RunAsync("server", "show", "files")).Out.ShouldContain($"category write_file={category}\n");

        (await _cli.RunAsync("server", "category", "files", "write_file", "auto")).Out.ShouldBe("files: write_file is judged by its definition.\n");
        (await _cli.JsonAsync("server", "show", "files")).Single().TryGetProperty("categories", out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData(1, "There is no server 'nobody'", "nobody", "t", "read")]
    [InlineData(2, "reading", "files", "t", "reading")]
    public async Task Category_WhatCannotBe_IsSaid(int code, string says, params string[] arguments)
    {
        await _cli.RunAsync("server", "add", "files", "--", "npx");

        var result = await _cli.RunAsync(["server", "category", .. arguments]);

        (result.Code, result.Out).ShouldBe((code, ""));
        result.Error.ShouldContain(says);
        (await _cli.JsonAsync("audit", "query", "--outcome", "tool_category")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Category_SurvivesNothingButItsServer()
    {
        await _cli.RunAsync("server", "add", "files", "--", "npx");
        await _cli.RunAsync("server", "category", "files", "write_file", "destructive");

        await _cli.RunAsync("server", "remove", "files");
        await _cli.RunAsync("server", "add", "files", "--", "npx");

        (await _cli.JsonAsync("server", "show", "files")).Single().TryGetProperty("categories", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task List_Empty_IsNothingForPrograms() => (await _cli.RunAsync("server", "list", "--json")).ShouldBe(new CliResult(0, "", ""));

    [Fact]
    public async Task Import_HostileNamesAndArguments_CannotActOnTheTerminal()
    {
        _cli.Terminal = new Terminal(true, 200, false);
        _cli.Write("mcp.json", """{"mcpServers":{"a":{"command":"npx","args":["\u001b]0;owned\u0007","\u202Efed"]}}}""");

        var result = await _cli.RunAsync("server", "import", "mcp.json");

        result.Out.ShouldBe("Server a: npx ␛]0;owned␇ ⟨U+202E⟩fed\n");
        var shown = (await _cli.RunAsync("server", "show", "a")).Out;
        (shown.Contains('\u001b'), shown.Contains('\u202E')).ShouldBe((false, false));
    }

    [Fact]
    public async Task Add_Cwd_IsFromTheFolderOfTheCommand_AndHomeIsResolved()
    {
        await _cli.RunAsync("server", "add", "a", "--cwd", "sub/../work", "--", "npx");
        await _cli.RunAsync("server", "add", "b", "--cwd", "~/work", "--", "npx");

        (await _cli.JsonAsync("server", "show", "a")).Single().Text("cwd").ShouldBe(_cli.At("work"));
        (await _cli.JsonAsync("server", "show", "b")).Single().Text("cwd").ShouldBe(_cli.At("home", "work"));
    }
}
