using System.Text.Json;
using System.Text.Json.Nodes;

namespace Baton.Cli.Tests.Clients;

public sealed class ClientCommandTests : IDisposable
{
    private readonly CliHarness _cli = new();

    public static TheoryData<string, string, string> ServerFiles() => new()
    {
        { "claude-code", "home/.claude.json", "mcpServers" },
        { "claude-desktop", "home/.config/Claude/claude_desktop_config.json", "mcpServers" },
        { "cursor", "home/.cursor/mcp.json", "mcpServers" },
        { "vscode", "home/.config/Code/User/mcp.json", "servers" },
        { "gemini", "home/.gemini/settings.json", "mcpServers" },
    };

    [Theory, MemberData(nameof(ServerFiles))]
    public async Task Write_NoFile_MakesOneWithAbsolutePaths(string client, string file, string key)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The places of Linux.");
        var result = await _cli.RunAsync("client", client, "--write");

        result.Code.ShouldBe(0, result.Error);
        var entry = Read(file)[key]!["baton"]!;
        Path.IsPathRooted(entry["command"]!.GetValue<string>()).ShouldBeTrue();
        entry["args"]!.AsArray().Select(item => item!.GetValue<string>()).ShouldBe(["stdio", "--data", _cli.At("data")]);
        result.Out.ShouldContain($"created: {_cli.At(file)}");
    }

    [Theory, MemberData(nameof(ServerFiles))]
    public async Task WriteThenUndo_FileWithOtherThings_IsTheSameBytesAgain(string client, string file, string key)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The places of Linux.");
        var before = $"{{\n   \"{key}\" : {{ \"other\": {{\"command\":\"x\"}} }},\n   \"zed\": 1}}";
        _cli.Write(file, before);

        (await _cli.RunAsync("client", client, "--write")).Code.ShouldBe(0);
        Read(file)[key]!["other"]!["command"]!.GetValue<string>().ShouldBe("x");
        File.ReadAllText(_cli.At(file + ".baton-backup")).ShouldBe(before);
        (await _cli.RunAsync("client", client, "--undo")).Code.ShouldBe(0);

        File.ReadAllText(_cli.At(file)).ShouldBe(before);
        File.Exists(_cli.At(file + ".baton-backup")).ShouldBeFalse();
    }

    [Theory, MemberData(nameof(ServerFiles))]
    public async Task Undo_FileBatonMade_IsGone(string client, string file, string key)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The places of Linux.");
        await _cli.RunAsync("client", client, "--write");

        (await _cli.RunAsync("client", client, "--undo")).Code.ShouldBe(0, key);

        File.Exists(_cli.At(file)).ShouldBeFalse();
    }

    [Fact]
    public async Task Undo_FileChangedSince_TakesOutOnlyWhatIsBatons()
    {
        _cli.Write("home/.cursor/mcp.json", "{ \"mcpServers\": {} }");
        await _cli.RunAsync("client", "cursor", "--write");
        var file = _cli.At("home", ".cursor", "mcp.json");
        var json = JsonNode.Parse(File.ReadAllText(file))!;
        json["mcpServers"]!["later"] = new JsonObject { ["command"] = "y" };
        File.WriteAllText(file, json.ToJsonString());

        await _cli.RunAsync("client", "cursor", "--undo");

        var left = Read("home/.cursor/mcp.json")["mcpServers"]!.AsObject();
        left.Select(server => server.Key).ShouldBe(["later"]);
    }

    [Fact]
    public async Task Write_Twice_ChangesNothingAndKeepsTheFirstBackup()
    {
        _cli.Write("home/.cursor/mcp.json", "{}");
        await _cli.RunAsync("client", "cursor", "--write");
        var once = File.ReadAllText(_cli.At("home/.cursor/mcp.json"));

        var again = await _cli.RunAsync("client", "cursor", "--write");

        again.Out.ShouldContain("unchanged");
        File.ReadAllText(_cli.At("home/.cursor/mcp.json")).ShouldBe(once);
        File.ReadAllText(_cli.At("home/.cursor/mcp.json.baton-backup")).ShouldBe("{}");
    }

    [Fact]
    public async Task Write_EntryThatIsThere_KeepsWhatTheUserAdded()
    {
        _cli.Write("home/.cursor/mcp.json", "{\"mcpServers\": {\"baton\": {\"url\": \"http://old\", \"env\": {\"A\": \"b\"}}}}");

        await _cli.RunAsync("client", "cursor", "--write");

        var entry = Read("home/.cursor/mcp.json")["mcpServers"]!["baton"]!.AsObject();
        entry["env"]!["A"]!.GetValue<string>().ShouldBe("b");
        entry.ContainsKey("url").ShouldBeFalse();
        entry.ContainsKey("command").ShouldBeTrue();
    }

    [Fact]
    public async Task Write_ClaudeCode_InstallsHooksOnceBesideOthers()
    {
        _cli.Write("home/.claude/settings.json", "{\"hooks\": {\"SessionStart\": [{\"hooks\": [{\"type\": \"command\", \"command\": \"mine\"}]}]}}");

        await _cli.RunAsync("client", "claude-code", "--write");
        await _cli.RunAsync("client", "claude-code", "--write", "--data", _cli.At("elsewhere"));

        var start = Read("home/.claude/settings.json")["hooks"]!["SessionStart"]!.AsArray();
        start.Count.ShouldBe(2);
        start[0]!["hooks"]![0]!["command"]!.GetValue<string>().ShouldBe("mine");
        start[1]!["hooks"]![0]!["command"]!.GetValue<string>().ShouldContain($"session start --project auto --hook claude-code --data {_cli.At("elsewhere")}");
        Read("home/.claude/settings.json")["hooks"]!["PreCompact"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task Write_NoHooks_LeavesThemAlone()
    {
        await _cli.RunAsync("client", "claude-code", "--write", "--no-hooks");

        File.Exists(_cli.At("home/.claude/settings.json")).ShouldBeFalse();
    }

    [Fact]
    public async Task WriteThenUndo_Codex_EditsTheTableOnly()
    {
        const string Before = "model = \"o\" # mine\n\n[mcp_servers.other]\ncommand = \"x\"\n";
        _cli.Write("home/.codex/config.toml", Before);

        await _cli.RunAsync("client", "codex", "--write");
        var written = File.ReadAllText(_cli.At("home/.codex/config.toml"));
        await _cli.RunAsync("client", "codex", "--undo");

        written.ShouldStartWith(Before);
        written.ShouldContain("[mcp_servers.baton]\ncommand = \"/");
        File.ReadAllText(_cli.At("home/.codex/config.toml")).ShouldBe(Before);
        File.Exists(_cli.At("home/.codex/hooks.json")).ShouldBeFalse();
    }

    [Fact]
    public async Task Write_CodexInlineTable_IsRefusedAndLeftAlone()
    {
        const string Before = "mcp_servers = { baton = { command = \"x\" } }\n";
        _cli.Write("home/.codex/config.toml", Before);

        var result = await _cli.RunAsync("client", "codex", "--write");

        result.Code.ShouldBe(3);
        result.Error.ShouldContain("inline");
        File.ReadAllText(_cli.At("home/.codex/config.toml")).ShouldBe(Before);
    }

    [Theory]
    [InlineData("{ broken")]
    [InlineData("[]")]
    public async Task Write_FileThatIsNoJsonObject_IsRefusedAndLeftAlone(string content)
    {
        _cli.Write("home/.cursor/mcp.json", content);

        var result = await _cli.RunAsync("client", "cursor", "--write");

        result.Code.ShouldBe(3);
        result.Error.ShouldContain("mcp.json");
        File.ReadAllText(_cli.At("home/.cursor/mcp.json")).ShouldBe(content);
    }

    [Fact]
    public async Task Write_LinkedFile_WritesWhereTheLinkPoints()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege there.");
        _cli.Write("dotfiles/mcp.json", "{}");
        Directory.CreateDirectory(_cli.At("home", ".cursor"));
        File.CreateSymbolicLink(_cli.At("home/.cursor/mcp.json"), _cli.At("dotfiles/mcp.json"));

        await _cli.RunAsync("client", "cursor", "--write");

        new FileInfo(_cli.At("home/.cursor/mcp.json")).LinkTarget.ShouldNotBeNull();
        File.ReadAllText(_cli.At("dotfiles/mcp.json")).ShouldContain("baton");
    }

    [Fact]
    public async Task Write_File_KeepsItsModeAndByteOrderMark()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "POSIX modes only.");
        var file = _cli.Write("home/.cursor/mcp.json", "");
        File.WriteAllBytes(file, [0xEF, 0xBB, 0xBF, .. "{}"u8]);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);

        await _cli.RunAsync("client", "cursor", "--write");

        File.ReadAllBytes(file)[..4].ShouldBe([0xEF, 0xBB, 0xBF, (byte)'{']);
        if (!OperatingSystem.IsWindows()) File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Theory]
    [InlineData("claude-code", "home/.claude.json", "mcpServers", "url")]
    [InlineData("cursor", "home/.cursor/mcp.json", "mcpServers", "url")]
    [InlineData("gemini", "home/.gemini/settings.json", "mcpServers", "httpUrl")]
    public async Task WriteHttp_Address_IsTheEndpointWithItsToken(string client, string file, string key, string member)
    {
        await _cli.RunAsync("client", client, "--http", "--write", "--baton-url", "http://127.0.0.1:4800/", "--baton-token", "bt_a_b", "--project", "my shop");

        var entry = Read(file)[key]!["baton"]!;
        entry[member]!.GetValue<string>().ShouldBe("http://127.0.0.1:4800/mcp/memory?project=my%20shop");
        entry["headers"]!["Authorization"]!.GetValue<string>().ShouldBe("Bearer bt_a_b");
    }

    /// <summary>A client that is connected to a Baton elsewhere must not begin its sessions with a digest of this machine's folder.</summary>
    [Theory]
    [InlineData("http://127.0.0.1:4800", "bt_a_b", " --baton-url http://127.0.0.1:4800 --baton-token bt_a_b")]
    [InlineData("http://127.0.0.1:4800", null, " --baton-url http://127.0.0.1:4800")]
    [InlineData(null, null, " --data ")]
    public async Task WriteHttp_Hooks_AskTheBatonThatTheClientIsConnectedTo(string? url, string? token, string expected)
    {
        string[] given = [.. url is null ? [] : new[] { "--baton-url", url }, .. token is null ? [] : new[] { "--baton-token", token }];
        await _cli.RunAsync(["client", "cursor", "--http", "--write", .. given]);

        var hooks = Read("home/.cursor/hooks.json")["hooks"]!;
        var start = hooks["sessionStart"]![0]!["command"]!.GetValue<string>();
        if (url is null) start.ShouldContain(expected);
        else start.ShouldEndWith(" session start --project auto --hook cursor" + expected);
        hooks["preCompact"]![0]!["command"]!.GetValue<string>().ShouldEndWith(" session remind --hook cursor");
    }

    [Fact]
    public async Task WriteHttp_ClaudeDesktop_IsRefused()
        => (await _cli.RunAsync("client", "claude-desktop", "--http", "--write")).Error.ShouldContain("stdio only");

    [Fact]
    public async Task Print_Client_WritesNothing()
    {
        var result = await _cli.RunAsync("client", "gemini");

        result.Out.ShouldContain("\"mcpServers\"");
        result.Error.ShouldContain("--write");
        Directory.EnumerateFileSystemEntries(_cli.At("home")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Print_Json_IsOneObjectWithTheFiles()
    {
        var result = await _cli.RunAsync("client", "codex", "--json");

        using var document = JsonDocument.Parse(result.Out);
        var files = document.RootElement.GetProperty("files").EnumerateArray().ToList();
        files[0].GetProperty("file").GetString()!.ShouldEndWith("config.toml");
        files[0].GetProperty("content").GetString()!.ShouldStartWith("[mcp_servers.baton]");
        files[1].GetProperty("file").GetString()!.ShouldEndWith("hooks.json");
    }

    [Fact]
    public async Task List_Clients_SaysWhichAreHere()
    {
        Directory.CreateDirectory(_cli.At("home", ".cursor"));

        var result = await _cli.RunAsync("client", "--list", "--json");

        var clients = result.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!).ToList();
        clients.Select(client => client["name"]!.GetValue<string>())
            .ShouldBe(["claude-code", "claude-desktop", "cursor", "vscode", "codex", "gemini"]);
        clients.Where(client => client["present"]!.GetValue<bool>()).Select(client => client["name"]!.GetValue<string>()).ShouldBe(["cursor"]);
    }

    [Fact]
    public async Task Client_Unknown_NamesTheNearest()
        => (await _cli.RunAsync("client", "claud-code")).ToString().ShouldStartWith("2\nbaton: unknown client 'claud-code'.\n       Did you mean 'claude-code'?");

    [Fact]
    public async Task Client_WriteAndUndo_ExcludeEachOther()
        => (await _cli.RunAsync("client", "cursor", "--write", "--undo")).Code.ShouldBe(2);

    [Fact]
    public async Task AgentsLine_WriteTwiceThenUndo_IsTheDocumentAgain()
    {
        var file = _cli.Write("AGENTS.md", "# Mine\n\nText.\n");

        await _cli.RunAsync("client", "--agents-line", "AGENTS.md");
        await _cli.RunAsync("client", "--agents-line", "AGENTS.md");
        var written = File.ReadAllText(file);
        await _cli.RunAsync("client", "--agents-line", "AGENTS.md", "--undo");

        written.ShouldStartWith("# Mine\n\nText.\n\n<!-- baton -->\n");
        written.Split("session_start").Length.ShouldBe(2);
        File.ReadAllText(file).ShouldBe("# Mine\n\nText.\n");
    }

    public void Dispose() => _cli.Dispose();

    private JsonNode Read(string file) => JsonNode.Parse(File.ReadAllText(_cli.At(file)))!;
}
