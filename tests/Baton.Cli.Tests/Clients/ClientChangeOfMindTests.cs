using System.Text.Json.Nodes;
using Baton.Cli.Application;

namespace Baton.Cli.Tests.Clients;

/// <summary>Another transport, another folder, another project: what one wish wrote, another takes the place of or takes back.</summary>
public sealed class ClientChangeOfMindTests : IDisposable
{
    private readonly CliHarness _cli = new();

    public ClientChangeOfMindTests() => Assert.SkipUnless(OperatingSystem.IsLinux(), "The places of Linux.");

    public static TheoryData<string, string, string> Files() => new()
    {
        { "claude-code", "home/.claude.json", "{ \"mcpServers\": {} }" },
        { "claude-desktop", "home/.config/Claude/claude_desktop_config.json", "{\n\t\"mcpServers\": { }, // none\n}\n" },
        { "cursor", "home/.cursor/mcp.json", "{\r\n  \"mcpServers\": {\r\n  },\r\n}\r\n" },
        { "vscode", "home/.config/Code/User/mcp.json", "// mine\n{ \"servers\": { \"x\": { \"command\": \"x\" } }, }" },
        { "gemini", "home/.gemini/settings.json", "{ \"theme\": \"dark\", \"hooks\": { \"SessionStart\": [] } }" },
        { "codex", "home/.codex/config.toml", "model = \"o\"" },
    };

    // operations.md: `--undo` restores it byte for byte if nobody changed the file since; with what it was written is not asked again.
    [Theory, MemberData(nameof(Files))]
    public async Task Undo_WithoutSayingAgainWithWhatItWasWritten_GivesEveryByteBack(string client, string file, string before)
    {
        foreach (var wish in (string[][])[["--data", "/elsewhere/it's here"], ["--project", "a \"b\" ü"], ["--no-hooks", "--project", "x"], ["--http", "--baton-url", "https://baton.example", "--baton-token", "bt_a_b"]])
        {
            if (client == "claude-desktop" && wish[0] == "--http") continue;
            _cli.Write(file, before);
            (await _cli.RunAsync(["client", client, "--write", .. wish])).Code.ShouldBe(0);
            File.ReadAllText(_cli.At(file)).ShouldNotBe(before);

            var undone = await _cli.RunAsync("client", client, "--undo");

            undone.Out.ShouldStartWith($"restored: {_cli.At(file)}\n", Case.Sensitive, string.Join(' ', wish));
            File.ReadAllText(_cli.At(file)).ShouldBe(before);
            File.Exists(_cli.At(file + ".baton-backup")).ShouldBeFalse();
        }
    }

    [Theory]
    [InlineData("claude-code", "home/.claude.json", "mcpServers", "type,command,args", "type,url")]
    [InlineData("cursor", "home/.cursor/mcp.json", "mcpServers", "command,args", "url")]
    [InlineData("vscode", "home/.config/Code/User/mcp.json", "servers", "type,command,args", "type,url")]
    [InlineData("gemini", "home/.gemini/settings.json", "mcpServers", "command,args", "httpUrl")]
    public async Task Write_OtherTransport_LeavesNoMemberOfTheFirst(string client, string file, string key, string stdio, string http)
    {
        await _cli.RunAsync("client", client, "--write", "--http", "--baton-url", "https://b.example", "--baton-token", "bt_a_b");
        Entry(file, key).Select(member => member.Key).ShouldBe([.. http.Split(','), "headers"]);

        await _cli.RunAsync("client", client, "--write");
        Entry(file, key).Select(member => member.Key).ShouldBe(stdio.Split(','), ignoreOrder: true);
        File.ReadAllText(_cli.At(file)).ShouldNotContain("bt_a_b");

        await _cli.RunAsync("client", client, "--write", "--http");
        Entry(file, key).Select(member => member.Key).ShouldBe(http.Split(','), ignoreOrder: true);
    }

    // Codex refuses its file where one server has keys of both transports.
    [Theory]
    [InlineData("[mcp_servers.baton]\ncommand = \"x\"\nargs = []\nenv = { A = \"b\" }\ncwd = \"/w\"\nenv_vars = [\"C\"]\nstartup_timeout_sec = 20\n")]
    [InlineData("[mcp_servers.baton]\ncommand = \"x\"\nstartup_timeout_sec = 20\n\n[mcp_servers.baton.env]\nA = \"b\"\n")]
    public async Task Write_CodexOverHttp_TakesTheKeysOfACommandOut(string before)
    {
        var file = _cli.Write("home/.codex/config.toml", before);

        (await _cli.RunAsync("client", "codex", "--write", "--http", "--no-hooks", "--baton-url", "https://b.example", "--baton-token", "bt_a_b")).Code.ShouldBe(0);

        File.ReadAllText(file).TrimEnd().ShouldBe(
            "[mcp_servers.baton]\nurl = \"https://b.example/mcp/memory\"\nhttp_headers = { Authorization = \"Bearer bt_a_b\" }\nstartup_timeout_sec = 20");
    }

    [Theory]
    [InlineData("[mcp_servers.baton]\nurl = \"https://x\"\nhttp_headers = { Authorization = \"Bearer bt_a_b\" }\nbearer_token_env_var = \"T\"\ntool_timeout_sec = 9\n")]
    [InlineData("[mcp_servers.baton]\nurl = \"https://x\"\ntool_timeout_sec = 9\n[mcp_servers.baton.http_headers]\nAuthorization = \"Bearer bt_a_b\"\n[mcp_servers.baton.env_http_headers]\nX = \"Y\"\n")]
    public async Task Write_CodexOverStdio_TakesTheKeysOfAnAddressOut(string before)
    {
        var file = _cli.Write("home/.codex/config.toml", before);

        (await _cli.RunAsync("client", "codex", "--write", "--no-hooks")).Code.ShouldBe(0);

        var lines = File.ReadAllLines(file);
        lines.Select(line => line.Split(" = ")[0]).ShouldBe(["[mcp_servers.baton]", "command", "args", "tool_timeout_sec"]);
        lines[2].ShouldBe($"args = [\"stdio\", \"--data\", \"{_cli.At("data")}\"]");
    }

    [Fact]
    public async Task Write_CodexWithHeadersOfTheirOwnTable_SaysThemOnce()
    {
        var file = _cli.Write("home/.codex/config.toml", "[mcp_servers.baton]\nurl = \"https://x\"\n\n[mcp_servers.baton.http_headers]\nAuthorization = \"Bearer old\"\n");

        await _cli.RunAsync("client", "codex", "--write", "--http", "--no-hooks", "--baton-url", "https://b.example", "--baton-token", "bt_new_1");

        File.ReadAllText(file).TrimEnd().ShouldBe("[mcp_servers.baton]\nurl = \"https://b.example/mcp/memory\"\nhttp_headers = { Authorization = \"Bearer bt_new_1\" }");
    }

    [Fact]
    public async Task Write_CodexWithAnEnvironmentOfItsOwnTable_KeepsIt()
    {
        _cli.Environment["DOTNET_ROOT"] = "/opt/dotnet";
        var file = _cli.Write("home/.codex/config.toml", "[mcp_servers.baton]\ncommand = \"old\"\n\n[mcp_servers.baton.env]\nMINE = \"1\"\n");

        await _cli.RunAsync("client", "codex", "--write", "--no-hooks");

        File.ReadAllText(file).ShouldEndWith("\n\n[mcp_servers.baton.env]\nMINE = \"1\"\n");
        File.ReadAllText(file).ShouldNotContain("env = ");
    }

    [Fact]
    public async Task Undo_FileThatSomebodyAddedTo_KeepsTheAdditionAndItsComment()
    {
        var file = _cli.Write("home/.codex/config.toml", "model = \"o\"\n");
        await _cli.RunAsync("client", "codex", "--write", "--no-hooks");
        File.AppendAllText(file, "\n# for reviews\n[profiles.review]\nmodel = \"p\"\n");

        (await _cli.RunAsync("client", "codex", "--undo")).Out.ShouldStartWith($"changed: {file}\n");

        File.ReadAllText(file).ShouldBe("model = \"o\"\n\n# for reviews\n[profiles.review]\nmodel = \"p\"\n");
    }

    [Fact]
    public async Task Undo_HookThatWasEditedByHand_IsTakenOutAllTheSame()
    {
        var file = _cli.Write("home/.cursor/hooks.json", "{ \"version\": 1, \"hooks\": { \"sessionStart\": [ { \"command\": \"mine\" } ] } }");
        await _cli.RunAsync("client", "cursor", "--write");
        File.WriteAllText(file, File.ReadAllText(file).Replace("session start --project auto", "/usr/bin/nice session start --project auto", StringComparison.Ordinal));

        await _cli.RunAsync("client", "cursor", "--undo");

        var hooks = JsonNode.Parse(File.ReadAllText(file))!["hooks"]!;
        hooks.ToJsonString().ShouldBe("{\"sessionStart\":[{\"command\":\"mine\"}]}");
    }

    [Fact]
    public async Task Write_PathThatIsAFolder_IsTheEnvironment_AndUndoHasNothingToDo()
    {
        Directory.CreateDirectory(_cli.At("home/.cursor/mcp.json"));
        var result = await _cli.RunAsync("client", "cursor", "--write", "--no-hooks");
        result.Code.ShouldBe(ExitCode.Environment, result.ToString());
        result.Error.ShouldContain(_cli.At("home/.cursor/mcp.json"));
        (await _cli.RunAsync("client", "cursor", "--undo")).Code.ShouldBe(ExitCode.Done);
    }

    public void Dispose() => _cli.Dispose();

    private JsonObject Entry(string file, string key) => JsonNode.Parse(File.ReadAllText(_cli.At(file)))![key]!["baton"]!.AsObject();
}
