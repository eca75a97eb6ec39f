using System.Text.Json;
using System.Text.Json.Nodes;

namespace Baton.Cli.Tests.Clients;

/// <summary>What is printed for each client is what its own documentation asks for, and what <c>--write</c> would write.</summary>
public sealed class ClientPrintTests : IDisposable
{
    private readonly CliHarness _cli = new();

    public ClientPrintTests() => Assert.SkipUnless(OperatingSystem.IsLinux(), "The places of Linux.");

    public void Dispose() => _cli.Dispose();

    public static TheoryData<string, string, string, string> Local() => new()
    {
        { "claude-code", "home/.claude.json", "mcpServers", """{"type":"stdio","command":"PROGRAM","args":["stdio","--data","DATA"]}""" },
        { "claude-desktop", "home/.config/Claude/claude_desktop_config.json", "mcpServers", """{"command":"PROGRAM","args":["stdio","--data","DATA"]}""" },
        { "cursor", "home/.cursor/mcp.json", "mcpServers", """{"command":"PROGRAM","args":["stdio","--data","DATA"]}""" },
        { "vscode", "home/.config/Code/User/mcp.json", "servers", """{"type":"stdio","command":"PROGRAM","args":["stdio","--data","DATA"]}""" },
        { "gemini", "home/.gemini/settings.json", "mcpServers", """{"command":"PROGRAM","args":["stdio","--data","DATA"]}""" },
    };

    [Theory, MemberData(nameof(Local))]
    public async Task Print_OverStdio_IsTheEntryOfTheClient(string client, string file, string key, string entry)
    {
        var printed = await FilesAsync(client, "--no-hooks");
        printed.ShouldHaveSingleItem().File.ShouldBe(_cli.At(file));
        Compact(printed[0].Content).ShouldBe($$$"""{"{{{key}}}":{"baton":{{{Filled(entry)}}}}}""");
    }

    [Theory]
    [InlineData("claude-code", "mcpServers", """{"type":"http","url":"https://b.example/mcp/memory?project=a%20b","headers":{"Authorization":"Bearer bt_a_b"}}""")]
    [InlineData("cursor", "mcpServers", """{"url":"https://b.example/mcp/memory?project=a%20b","headers":{"Authorization":"Bearer bt_a_b"}}""")]
    [InlineData("vscode", "servers", """{"type":"http","url":"https://b.example/mcp/memory?project=a%20b","headers":{"Authorization":"Bearer bt_a_b"}}""")]
    [InlineData("gemini", "mcpServers", """{"httpUrl":"https://b.example/mcp/memory?project=a%20b","headers":{"Authorization":"Bearer bt_a_b"}}""")]
    public async Task Print_OverHttp_IsTheEntryOfTheClient(string client, string key, string entry)
    {
        var printed = await FilesAsync(client, "--no-hooks", "--http", "--baton-url", "https://b.example/", "--baton-token", "bt_a_b", "--project", "a b");
        Compact(printed[0].Content).ShouldBe($$$"""{"{{{key}}}":{"baton":{{{entry}}}}}""");
    }

    [Fact]
    public async Task Print_Codex_IsATable()
    {
        (await FilesAsync("codex", "--no-hooks"))[0].Content.ShouldBe(Filled("[mcp_servers.baton]\ncommand = \"PROGRAM\"\nargs = [\"stdio\", \"--data\", \"DATA\"]\n"));
        (await FilesAsync("codex", "--no-hooks", "--http"))[0].Content.ShouldBe("[mcp_servers.baton]\nurl = \"http://127.0.0.1:4700/mcp/memory\"\n");
        _cli.Environment["DOTNET_ROOT"] = "/opt/dotnet";
        (await FilesAsync("codex", "--no-hooks"))[0].Content.ShouldEndWith("\nenv = { DOTNET_ROOT = \"/opt/dotnet\" }\n");
    }

    [Theory]
    [InlineData("claude-code", "home/.claude/settings.json", """{"hooks":{"SessionStart":[{"hooks":[{"type":"command","command":"START","timeout":15}]}],"PreCompact":[{"hooks":[{"type":"command","command":"REMIND","timeout":15}]}]}}""")]
    [InlineData("cursor", "home/.cursor/hooks.json", """{"version":1,"hooks":{"sessionStart":[{"command":"START"}],"preCompact":[{"command":"REMIND"}]}}""")]
    [InlineData("codex", "home/.codex/hooks.json", """{"hooks":{"SessionStart":[{"hooks":[{"type":"command","command":"START","timeout":15}]}],"PreCompact":[{"hooks":[{"type":"command","command":"REMIND","timeout":15}]}]}}""")]
    public async Task Print_Hooks_AreTheClientsOwnEvents(string client, string file, string hooks)
    {
        var printed = await FilesAsync(client);
        printed.Count.ShouldBe(2);
        printed[1].File.ShouldBe(_cli.At(file));
        Compact(printed[1].Content).ShouldBe(Hooked(hooks, client));
    }

    [Fact]
    public async Task Print_Gemini_HasHooksInTheSameFile()
        => Compact((await FilesAsync("gemini")).ShouldHaveSingleItem().Content).ShouldBe(Hooked(Filled(
            """{"mcpServers":{"baton":{"command":"PROGRAM","args":["stdio","--data","DATA"]}},"hooks":{"SessionStart":[{"hooks":[{"name":"baton","type":"command","command":"START","timeout":15000}]}],"PreCompress":[{"hooks":[{"name":"baton","type":"command","command":"REMIND","timeout":15000}]}]}}"""), "gemini"));

    [Theory]
    [InlineData("claude-code")]
    [InlineData("claude-desktop")]
    [InlineData("cursor")]
    [InlineData("vscode")]
    [InlineData("codex")]
    [InlineData("gemini")]
    public async Task Write_OfNewFiles_IsWhatWasPrinted(string client)
    {
        var printed = await FilesAsync(client);
        var people = await _cli.RunAsync("client", client);
        (await _cli.RunAsync("client", client, "--write")).Code.ShouldBe(0);

        foreach (var (file, content) in printed)
        {
            File.ReadAllText(file).ShouldBe(content);
            people.Out.ShouldContain($"# {file}\n{content.Trim()}\n\n");
            if (!OperatingSystem.IsWindows()) File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite, "a file of Baton's own may hold a token");
        }
        people.Error.ShouldContain($"baton client {client} --write\n");
    }

    [Fact]
    public async Task List_Text_SaysNameTitleAndFile()
    {
        Directory.CreateDirectory(_cli.At("home/.codex"));
        var lines = (await _cli.RunAsync("client", "--list")).Out.Split('\n');
        lines[0].ShouldBe("client\tname\there\tconfiguration");
        lines[1].ShouldBe($"claude-code\tClaude Code\tno\t{_cli.At("home/.claude.json")}");
        lines[5].ShouldBe($"codex\tCodex\tyes\t{_cli.At("home/.codex/config.toml")}");
        (await _cli.JsonAsync("client"))[4].GetRawText().ShouldBe($$"""{"name":"codex","title":"Codex","present":true,"file":"{{_cli.At("home/.codex/config.toml")}}","hooks":true}""");
    }

    [Theory]
    [InlineData("claude-desktop", "Claude Desktop reaches servers over stdio only.")]
    public async Task Print_HttpForAClientWithout_IsWrongUsage(string client, string says)
        => (await _cli.RunAsync("client", client, "--http")).ToString().ShouldBe($"2\nbaton: {says}\n       Leave --http out.\n");

    private async Task<List<(string File, string Content)>> FilesAsync(string client, params string[] flags)
        => [.. (await _cli.JsonAsync(["client", client, .. flags])).Single().GetProperty("files").EnumerateArray().Select(file => (file.Text("file"), file.Text("content")))];

    private static string Program => Path.Combine(AppContext.BaseDirectory, "baton");

    private string Filled(string text) => text.Replace("PROGRAM", Program, StringComparison.Ordinal).Replace("DATA", _cli.At("data"), StringComparison.Ordinal);

    private string Hooked(string text, string client) => text
        .Replace("START", $"{Program} session start --project auto --hook {client} --data {_cli.At("data")}", StringComparison.Ordinal)
        .Replace("REMIND", $"{Program} session remind --hook {client}", StringComparison.Ordinal);

    private static string Compact(string json) => JsonNode.Parse(json)!.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
