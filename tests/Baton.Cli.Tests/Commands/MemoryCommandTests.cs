using System.Text.Json.Nodes;

namespace Baton.Cli.Tests.Commands;

public sealed class MemoryCommandTests : IDisposable
{
    private readonly CliHarness _cli = new();

    [Fact]
    public async Task Save_ThenSearchAndShow_FindsIt()
    {
        var id = await SaveAsync("Releases are cut from main on Tuesdays", "--type", "fact", "--tag", "release");

        var found = Lines(await _cli.RunAsync("memory", "search", "when", "are", "releases", "cut", "--json"));
        found.Select(item => item["id"]!.GetValue<string>()).ShouldBe([id]);
        var shown = await Json("memory", "show", id[..14]);
        shown["memory"]!["tags"]![0]!.GetValue<string>().ShouldBe("release");
    }

    [Fact]
    public async Task Save_JsonValue_KeepsItsShape()
    {
        (await _cli.RunAsync("memory", "save", "--key", "limits", "--value", "{\"rps\": [50, null]}")).Code.ShouldBe(0);

        (await Json("memory", "show", "limits"))["memory"]!["value"]!["rps"]![0]!.GetValue<int>().ShouldBe(50);
        (await _cli.RunAsync("memory", "show", "limits")).Out.ShouldContain("{\"rps\":[50,null]}");
    }

    [Theory]
    [InlineData("{broken", "not JSON")]
    [InlineData("null", "must not be null")]
    public async Task Save_WrongValue_IsWrongUsage(string value, string expected)
    {
        var result = await _cli.RunAsync("memory", "save", "--value", value);

        result.Code.ShouldBe(2);
        result.Error.ShouldContain(expected);
    }

    [Fact]
    public async Task Save_ContentTwice_IsWrongUsage()
        => (await _cli.RunAsync("memory", "save", "text", "--value", "1")).Code.ShouldBe(2);

    [Fact]
    public async Task History_TwoVersions_ShowsBoth()
    {
        await SaveAsync("first", "--key", "k");
        await SaveAsync("second", "--key", "k");

        (await Json("memory", "history", "k"))["history"]!.AsArray().Count.ShouldBe(2);
    }

    [Fact]
    public async Task Delete_ThenRestore_BringsItBack()
    {
        var id = await SaveAsync("here today");

        (await Json("memory", "delete", id))["count"]!.GetValue<int>().ShouldBe(1);
        (await _cli.RunAsync("memory", "show", id)).Code.ShouldBe(1);
        (await Json("memory", "restore", id))["count"]!.GetValue<int>().ShouldBe(1);
        (await _cli.RunAsync("memory", "show", id)).Code.ShouldBe(0);
    }

    [Fact]
    public async Task Link_TwoMemories_AreNeighbours()
    {
        var (from, to) = (await SaveAsync("the disk filled"), await SaveAsync("the build failed"));

        await Json("memory", "link", from, to, "--relation", "caused");

        (await Json("memory", "link", from, "--depth", "1"))["links"]!.ToJsonString().ShouldContain(to);
    }

    [Fact]
    public async Task List_ManyHandoffs_FollowsTheCursorToTheLimit()
    {
        for (var number = 0; number < 60; number++) await _cli.RunAsync("handoff", "save", $"number {number}");

        Lines(await _cli.RunAsync("handoff", "list", "--limit", "55", "--json")).Count.ShouldBe(55);
        var all = await _cli.RunAsync("handoff", "list", "--limit", "100", "--json");
        Lines(all).Select(item => item["id"]!.GetValue<string>()).Distinct().Count().ShouldBe(60);
        (await _cli.RunAsync("handoff", "list", "--limit", "5")).Error.ShouldContain("There are more");
    }

    [Fact]
    public async Task SessionClose_ThenStart_ShowsWhatWasLeft()
    {
        var closed = await Json("session", "close", "--summary", "Parser done", "--next", "write tests", "--learned", "LL(1)", "--project", "shop");

        closed["memories"]!.AsArray().Count.ShouldBe(1);
        var digest = (await _cli.RunAsync("session", "start", "--project", "shop")).Out;
        digest.ShouldContain("Parser done");
        digest.ShouldContain("write tests");
        digest.ShouldContain("LL(1)");
    }

    [Fact]
    public async Task SessionStart_Hook_UsesTheFolderThatTheClientNames()
    {
        Directory.CreateDirectory(_cli.At("shop", ".git"));
        _cli.Write("shop/.git/HEAD", "ref: refs/heads/main\n");
        await _cli.RunAsync("session", "close", "--summary", "In the shop", "--project", "shop");
        _cli.Input = System.Text.Encoding.UTF8.GetBytes(new JsonObject { ["cwd"] = _cli.At("shop") }.ToJsonString());

        var hook = await _cli.RunAsync("session", "start", "--project", "auto", "--hook", "gemini");

        JsonNode.Parse(hook.Out)!["hookSpecificOutput"]!["additionalContext"]!.GetValue<string>().ShouldContain("In the shop");
    }

    public void Dispose() => _cli.Dispose();

    private async Task<string> SaveAsync(string content, params string[] more)
        => (await Json(["memory", "save", content, .. more]))["memories"]![0]!["id"]!.GetValue<string>();

    private async Task<JsonNode> Json(params string[] arguments)
    {
        var result = await _cli.RunAsync([.. arguments, "--json"]);
        result.Code.ShouldBe(0, result.Error);
        return JsonNode.Parse(result.Out)!;
    }

    private static List<JsonNode> Lines(CliResult result)
        => [.. result.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)];
}
