using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Cli.Clients;

namespace Baton.Cli.Tests.Clients;

/// <summary>
/// Every client, over files as people and programs write them: what was there stays, what is written is read by the client's own
/// rules, a second time changes nothing, and undoing gives every byte back.
/// </summary>
public sealed class ClientRoundTripTests : IDisposable
{
    private static readonly string[] JsonFiles =
    [
        "{}",
        "{ }\n",
        "{\n}\n",
        "{\"KEY\":{}}",
        "{\n  \"KEY\": {\n  }\n}\n",
        "{\r\n\t\"KEY\": {\r\n\t\t\"other\": { \"command\": \"x\", \"args\": [] }\r\n\t}\r\n}\r\n",
        "// first\n{\n  // the servers\n  \"KEY\": {\n    \"other\": { \"command\": \"x\" }, // mine\n  },\n  /* and\n     more */\n  \"zed\": [1, 2,],\n}\n",
        "{\"a\": {\"KEY\": {\"baton\": \"no\"}}, \"KEY\": {\"b\": {\"env\": {\"K\": \"v\"}}}}",
        "{\n    \"title\": \"ünïcödé 😀 \\u00e9 \\\"KEY\\\": {}\",\n    \"KEY\": { \"x\": null }\n}",
        "\uFEFF{ \"KEY\": {} }",
        "{\"hooks\":{\"SessionStart\":[{\"command\":\"mine\"}]},\"version\":1}",
    ];

    private static readonly string[] TomlFiles =
    [
        "",
        "model = \"o\"\n",
        "model = \"o\"",
        "# only a comment\n",
        "[mcp_servers.other]\ncommand = \"x\"\nargs = [\"a\", # mine\n  \"b\"]\n",
        "[mcp_servers.other]\r\ncommand = \"x\"\r\n",
        "text = \"\"\"\n[mcp_servers.baton]\nnot a table\n\"\"\"\n[later]\nx = 1\n",
        "[a]\nb = 'it''s'\n\n[[list]]\nx = 1\n[[list]]\nx = 2\n",
        "mcp_servers.other.command = \"x\"\n",
    ];

    private readonly CliHarness _cli = new();

    public static TheoryData<string, int> Files()
    {
        var data = new TheoryData<string, int>();
        foreach (var client in ClientCatalogue.All)
        {
            for (var file = 0; file < (client.IsToml ? TomlFiles : JsonFiles).Length; file++) data.Add(client.Name, file);
        }
        return data;
    }

    [Theory, MemberData(nameof(Files))]
    public async Task WriteThenUndo_AnyFile_KeepsWhatWasThereAndGivesEveryByteBack(string name, int number)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The places of Linux.");
        var (client, file, before) = Given(name, number);

        (await _cli.RunAsync("client", name, "--write", "--no-hooks")).Code.ShouldBe(0);
        var once = File.ReadAllBytes(file);
        HasServer(client, once).ShouldBeTrue(Encoding.UTF8.GetString(once));
        Others(client, once).ShouldBe(Others(client, before));

        (await _cli.RunAsync("client", name, "--write", "--no-hooks")).Out.ShouldContain("unchanged");
        File.ReadAllBytes(file).ShouldBe(once);

        (await _cli.RunAsync("client", name, "--undo")).Code.ShouldBe(0);
        File.ReadAllBytes(file).ShouldBe(before);
        Directory.EnumerateFiles(Path.GetDirectoryName(file)!).ShouldBe([file], "no backup and no temporary file is left");
    }

    [Theory, MemberData(nameof(Files))]
    public async Task WriteThenUndo_WithoutItsBackup_TakesOutOnlyWhatIsBatons(string name, int number)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The places of Linux.");
        var (client, file, before) = Given(name, number);
        (await _cli.RunAsync("client", name, "--write", "--no-hooks")).Code.ShouldBe(0);
        File.Delete(file + ".baton-backup");

        (await _cli.RunAsync("client", name, "--undo")).Code.ShouldBe(0);

        var after = File.Exists(file) ? File.ReadAllBytes(file) : [];
        if (after.Length > 0) HasServer(client, after).ShouldBeFalse();
        Others(client, after).ShouldBe(Others(client, before));
    }

    [Theory]
    [InlineData("cursor", "{ \"mcpServers\": ")]
    [InlineData("vscode", "[]")]
    [InlineData("gemini", "\"text\"")]
    [InlineData("claude-code", "{ \"mcpServers\": [] }")]
    [InlineData("claude-desktop", "{ \"mcpServers\": \"none\" }")]
    [InlineData("cursor", "{} {}")]
    [InlineData("vscode", "{ 'servers': {} }")]
    [InlineData("codex", "mcp_servers = 5\n")]
    public async Task Write_FileThatCannotBeEdited_IsNamedAndLeftAsItIs(string name, string before)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The places of Linux.");
        var file = ClientCatalogue.Find(name)!.ServersFile(Places());
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, before);

        var result = await _cli.RunAsync("client", name, "--write", "--no-hooks");

        result.Code.ShouldBe(3, result.ToString());
        result.Error.ShouldContain(file);
        File.ReadAllText(file).ShouldBe(before);
    }

    public void Dispose() => _cli.Dispose();

    private (ClientDefinition Client, string File, byte[] Before) Given(string name, int number)
    {
        var client = ClientCatalogue.Find(name)!;
        var file = client.ServersFile(Places());
        // A folder of its own, so that what is left in it can be seen.
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var before = Encoding.UTF8.GetBytes(client.IsToml ? TomlFiles[number] : JsonFiles[number].Replace("KEY", client.ServersKey, StringComparison.Ordinal));
        File.WriteAllBytes(file, before);
        return (client, file, before);
    }

    private ClientPlaces Places() => new(Baton.Cli.Data.PlatformFolders.Current, name => _cli.Environment.GetValueOrDefault(name));

    private static bool HasServer(ClientDefinition client, byte[] text) => client.IsToml
        ? Encoding.UTF8.GetString(text).ReplaceLineEndings("\n").Split("\n\"\"\"")[^1].Contains("[mcp_servers.baton]\ncommand = \"", StringComparison.Ordinal)
        : Parse(text)[client.ServersKey]?["baton"] is JsonObject;

    // All that is not Baton's, in the form that the client reads; an empty map of servers is the same as none.
    private static string Others(ClientDefinition client, byte[] text)
    {
        if (client.IsToml)
        {
            var lines = Encoding.UTF8.GetString(text).ReplaceLineEndings("\n").Split('\n');
            var at = Array.FindLastIndex(lines, line => line == "[mcp_servers.baton]");
            var inText = at >= 0 && at + 1 < lines.Length && lines[at + 1] == "not a table";
            return string.Join('\n', at < 0 || inText ? lines : lines[..at]).TrimEnd();
        }
        if (text.Length == 0) return "{}";
        var root = Parse(text);
        (root[client.ServersKey] as JsonObject)?.Remove("baton");
        if (root[client.ServersKey] is JsonObject { Count: 0 }) root.Remove(client.ServersKey);
        return root.ToJsonString();
    }

    private static JsonObject Parse(byte[] text)
        => JsonNode.Parse(Encoding.UTF8.GetString(text).TrimStart('\uFEFF'), null, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true })!.AsObject();
}
