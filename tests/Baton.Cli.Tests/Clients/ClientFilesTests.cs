using System.Text;
using System.Text.Json;
using Baton.Cli.Application;
using Baton.Cli.Clients;
using Baton.Cli.Data;

namespace Baton.Cli.Tests.Clients;

/// <summary>A client's files are changed together or not at all, and no byte of theirs is taken for something else.</summary>
public sealed class ClientFilesTests : IDisposable
{
    // "é" as Latin-1 has it.
    private static readonly byte[] Latin = [.. "# caf"u8, 0xE9, .. "\n"u8];

    private readonly CliHarness _cli = new();

    [Theory]
    [InlineData("codex", "home/.codex/config.toml", "home/.codex/hooks.json")]
    [InlineData("claude-code", "home/.claude.json", "home/.claude/settings.json")]
    [InlineData("cursor", "home/.cursor/mcp.json", "home/.cursor/hooks.json")]
    public async Task Write_SecondFileCannotBeEdited_LeavesTheFirstAlone(string client, string servers, string hooks)
    {
        _cli.Write(hooks, "{ broken");

        var result = await _cli.RunAsync("client", client, "--write");

        result.Code.ShouldBe(ExitCode.Environment);
        result.Out.ShouldBeEmpty();
        result.Error.ShouldStartWith($"baton: {_cli.At(hooks)} cannot be edited: ");
        File.Exists(_cli.At(servers)).ShouldBeFalse();
        File.ReadAllText(_cli.At(hooks)).ShouldBe("{ broken");
    }

    [Fact]
    public async Task Undo_SecondFileCannotBeRead_LeavesTheFirstAlone()
    {
        await _cli.RunAsync("client", "cursor", "--write");
        var written = File.ReadAllText(_cli.At("home/.cursor/mcp.json"));
        _cli.Write("home/.cursor/hooks.json", "[]");

        (await _cli.RunAsync("client", "cursor", "--undo")).Code.ShouldBe(ExitCode.Environment);

        File.ReadAllText(_cli.At("home/.cursor/mcp.json")).ShouldBe(written);
    }

    [Fact]
    public async Task Write_AgentsFileThatIsNotUtf8_LeavesEveryByteOfEveryFile()
    {
        var agents = _cli.At("CLAUDE.md");
        await File.WriteAllBytesAsync(agents, Latin);

        var result = await _cli.RunAsync("client", "cursor", "--write", "--agents-line", "CLAUDE.md");

        result.Code.ShouldBe(ExitCode.Environment);
        result.Error.ShouldStartWith($"baton: {agents} is not UTF-8 (byte 5).");
        File.ReadAllBytes(agents).ShouldBe(Latin);
        File.Exists(_cli.At("home/.cursor/mcp.json")).ShouldBeFalse();
    }

    [Fact]
    public async Task Write_TomlThatIsNotUtf8_IsRefusedAndLeftAlone()
    {
        var file = _cli.Write("home/.codex/config.toml", "");
        await File.WriteAllBytesAsync(file, Latin);

        var result = await _cli.RunAsync("client", "codex", "--write");

        result.Code.ShouldBe(ExitCode.Environment);
        result.Error.ShouldStartWith($"baton: {file} is not UTF-8 (byte 5).");
        File.ReadAllBytes(file).ShouldBe(Latin);
    }

    [Theory]
    [InlineData("claude-code", "home/.claude.json")]
    [InlineData("gemini", "home/.gemini/settings.json")]
    [InlineData("vscode", "home/.config/Code/User/mcp.json")]
    public async Task Write_JsonThatIsNotUtf8_IsRefusedAndLeftAlone(string client, string path)
    {
        var file = _cli.Write(path, "");
        byte[] bytes = [.. "{\"a\": \"caf"u8, 0xE9, .. "\"}"u8];
        await File.WriteAllBytesAsync(file, bytes);

        var result = await _cli.RunAsync("client", client, "--write", "--no-hooks");

        result.Code.ShouldBe(ExitCode.Environment);
        result.Error.ShouldStartWith($"baton: {file} cannot be edited: The file is not UTF-8.");
        File.ReadAllBytes(file).ShouldBe(bytes);
    }

    [Fact]
    public async Task Write_CodexWithAnotherServerOfASimilarName_IsNoInlineTable()
    {
        var file = _cli.Write("home/.codex/config.toml", "mcp_servers.baton-old.command = \"x\"\nmcp_servers.batons.command = \"y\"\n");

        (await _cli.RunAsync("client", "codex", "--write", "--no-hooks")).Code.ShouldBe(ExitCode.Done);

        File.ReadAllText(file).ShouldStartWith("mcp_servers.baton-old.command = \"x\"\nmcp_servers.batons.command = \"y\"\n\n[mcp_servers.baton]\ncommand = ");
    }

    [Theory]
    [InlineData("mcp_servers.baton.command = \"x\"\n")]
    [InlineData("mcp_servers = { baton = { command = \"x\" } }\n")]
    [InlineData("[mcp_servers]\nbaton = { command = \"x\" }\n")]
    [InlineData("[mcp_servers]\nbaton.command = \"x\"\n")]
    public async Task Write_CodexWithBatonInAnotherForm_SaysWhatToChange(string text)
    {
        var file = _cli.Write("home/.codex/config.toml", text);

        var result = await _cli.RunAsync("client", "codex", "--write", "--no-hooks");

        result.Code.ShouldBe(ExitCode.Environment);
        result.Error.ShouldContain($"{file} writes mcp_servers.baton inline; change it by hand to the table that `baton client codex` prints.");
        File.ReadAllText(file).ShouldBe(text);
    }

    [Theory]
    [InlineData("CLAUDE_CONFIG_DIR", "claude-code", "moved/.claude.json")]
    [InlineData("CODEX_HOME", "codex", "moved/config.toml")]
    public async Task Write_FolderMovedByTheClientsVariable_IsFollowed(string variable, string client, string file)
    {
        _cli.Environment[variable] = _cli.At("moved");

        (await _cli.RunAsync("client", client, "--write")).Code.ShouldBe(ExitCode.Done);

        File.Exists(_cli.At(file)).ShouldBeTrue();
        Directory.EnumerateFileSystemEntries(_cli.At("home")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Write_Json_NamesEachFileWithWhatWasDone()
    {
        var first = (await _cli.JsonAsync("client", "cursor", "--write")).Single();
        first.Text("client").ShouldBe("cursor");
        first.GetProperty("files").EnumerateArray().Select(file => (file.Text("file"), file.Text("change"))).ShouldBe(
            [(_cli.At("home/.cursor/mcp.json"), "created"), (_cli.At("home/.cursor/hooks.json"), "created")]);

        var again = (await _cli.JsonAsync("client", "cursor", "--write")).Single();
        again.GetProperty("files").EnumerateArray().Select(file => file.Text("change")).ShouldBe(["unchanged", "unchanged"]);

        var undone = (await _cli.JsonAsync("client", "cursor", "--undo")).Single();
        undone.GetProperty("files").EnumerateArray().Select(file => file.Text("change")).ShouldBe(["deleted", "deleted"]);

        var nothing = (await _cli.JsonAsync("client", "cursor", "--undo")).Single();
        nothing.GetProperty("files").EnumerateArray().Select(file => file.Text("change")).ShouldBe(["unchanged", "unchanged"]);
    }

    [Fact]
    public async Task Write_FileThatWasThere_NamesTheCopyOfIt()
    {
        var file = _cli.Write("home/.cursor/mcp.json", "{}");

        var written = (await _cli.JsonAsync("client", "cursor", "--write", "--no-hooks")).Single().GetProperty("files")[0];
        (written.Text("change"), written.Text("backup")).ShouldBe(("changed", file + ".baton-backup"));

        var undone = (await _cli.JsonAsync("client", "cursor", "--undo", "--no-hooks")).Single().GetProperty("files")[0];
        undone.Text("change").ShouldBe("restored");
        undone.TryGetProperty("backup", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Write_Project_IsPassedInEveryForm()
    {
        var stdio = await ContentAsync("client", "cursor", "--project", "shop");
        stdio.GetProperty("mcpServers").GetProperty("baton").GetProperty("args").EnumerateArray().Select(word => word.GetString())
            .ShouldBe(["stdio", "--data", _cli.At("data"), "--project", "shop"]);
        var http = await ContentAsync("client", "cursor", "--http", "--project", "a b&c");
        http.GetProperty("mcpServers").GetProperty("baton").Text("url").ShouldBe("http://127.0.0.1:4700/mcp/memory?project=a%20b%26c");
    }

    [Fact]
    public async Task Write_RuntimeThatOnlyAVariableFinds_IsPassedOn()
    {
        _cli.Environment["DOTNET_ROOT"] = "/opt/dotnet";
        var entry = (await ContentAsync("client", "cursor")).GetProperty("mcpServers").GetProperty("baton");
        entry.GetProperty("env").EnumerateObject().Select(member => (member.Name, member.Value.GetString())).ShouldBe([("DOTNET_ROOT", "/opt/dotnet")]);
    }

    [Theory]
    [InlineData("--write", "--undo", "--write and --undo exclude each other.")]
    [InlineData("--http", "--stdio", "--http and --stdio exclude each other.")]
    public async Task Client_FlagsThatExcludeEachOther_AreWrongUsage(string one, string other, string says)
    {
        var result = await _cli.RunAsync("client", "cursor", one, other);
        result.ToString().ShouldStartWith($"2\nbaton: {says}\n");
    }

    [Fact]
    public void Catalogue_EveryClient_HasItsOwnFileAndNameAndSaysWhatComesNext()
    {
        var places = new ClientPlaces(new PlatformFolders(PlatformKind.Linux), name => name == "HOME" ? "/home/ada" : null);
        ClientCatalogue.All.Select(client => (client.Name, client.ServersFile(places))).ShouldBe(
        [
            ("claude-code", "/home/ada/.claude.json"),
            ("claude-desktop", "/home/ada/.config/Claude/claude_desktop_config.json"),
            ("cursor", "/home/ada/.cursor/mcp.json"),
            ("vscode", "/home/ada/.config/Code/User/mcp.json"),
            ("codex", "/home/ada/.codex/config.toml"),
            ("gemini", "/home/ada/.gemini/settings.json"),
        ]);
        ClientCatalogue.All.ShouldAllBe(client => client.Next.EndsWith('.') && client.Title.Length > 0);
    }

    public void Dispose() => _cli.Dispose();

    private async Task<JsonElement> ContentAsync(params string[] arguments)
        => JsonDocument.Parse((await _cli.JsonAsync(arguments)).Single().GetProperty("files")[0].Text("content")).RootElement;
}
