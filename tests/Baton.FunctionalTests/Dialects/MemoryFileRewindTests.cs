using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.FunctionalTests.Running;

namespace Baton.FunctionalTests.Dialects;

/// <summary>Whatever a model did to the files of its memory tool, the operator can take back, and give again.</summary>
public sealed class MemoryFileRewindTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Rewind_OfEveryCommand_BringsEachFileBackAsItWas_AndCanItselfBeRewound()
    {
        var (ann, rogue) = (await GrantAsync("ann"), await GrantAsync("rogue"));
        await using var baton = await HttpBaton.StartAsync(_folder.Data);
        foreach (var (path, text) in (IEnumerable<(string, string)>)[("plan.md", "one\r\ntwo\r\n🏗"), ("log.md", "a\nb\n"), ("old.md", "kept for years"), ("keep.md", "where it is"), ("dir/a.md", "alpha"), ("dir/b.md", "")])
        {
            await DoneAsync(baton, ann, new { command = "create", path = $"/memories/{path}", file_text = text });
        }
        var before = await FilesAsync(baton, ann);
        before.Count.ShouldBe(6);
        var since = DateTimeOffset.UtcNow.ToString("O", CultureInfo.InvariantCulture);

        await DoneAsync(baton, rogue, new { command = "str_replace", path = "/memories/plan.md", old_str = "two", new_str = "too" });
        await DoneAsync(baton, rogue, new { command = "str_replace", path = "/memories/plan.md", old_str = "one", new_str = "none" });
        await DoneAsync(baton, rogue, new { command = "insert", path = "/memories/log.md", insert_line = 1, insert_text = "nonsense" });
        await DoneAsync(baton, rogue, new { command = "delete", path = "/memories/old.md" });
        await DoneAsync(baton, rogue, new { command = "rename", old_path = "/memories/keep.md", new_path = "/memories/moved.md" });
        await DoneAsync(baton, rogue, new { command = "create", path = "/memories/keep.md", file_text = "an impostor" });
        await DoneAsync(baton, rogue, new { command = "create", path = "/memories/spam.md", file_text = "spam" });
        await DoneAsync(baton, rogue, new { command = "rename", old_path = "/memories/dir", new_path = "/memories/gone" });
        await DoneAsync(baton, rogue, new { command = "delete", path = "/memories/gone" });
        var ruined = await FilesAsync(baton, ann);
        ruined.Keys.ShouldBe(["/memories/keep.md", "/memories/log.md", "/memories/moved.md", "/memories/plan.md", "/memories/spam.md"], ignoreOrder: true);

        (await StepsAsync("--since", since)).ShouldBe(new Dictionary<string, int> { ["restore"] = 6, ["delete"] = 2 }, ignoreOrder: true);
        (await FilesAsync(baton, ann)).ShouldBe(ruined, ignoreOrder: true);

        var applied = await RunAsync("rewind", "--grant", "rogue", "--since", since, "--apply", "--json");
        applied["conflicts"]!.GetValue<int>().ShouldBe(0);
        (await FilesAsync(baton, ann)).ShouldBe(before, ignoreOrder: true);

        await RunAsync("rewind", "--rewind", applied["rewind"]!.GetValue<string>(), "--apply", "--json");
        (await FilesAsync(baton, ann)).ShouldBe(ruined, ignoreOrder: true);
    }

    [Fact]
    public async Task Rewind_OfAFileThatAnotherEditedSince_LeavesItUnlessForced()
    {
        var (ann, rogue) = (await GrantAsync("ann"), await GrantAsync("rogue"));
        await using var baton = await HttpBaton.StartAsync(_folder.Data);
        await DoneAsync(baton, ann, new { command = "create", path = "/memories/plan.md", file_text = "one\ntwo" });
        var since = DateTimeOffset.UtcNow.ToString("O", CultureInfo.InvariantCulture);
        await DoneAsync(baton, rogue, new { command = "str_replace", path = "/memories/plan.md", old_str = "one", new_str = "none" });
        await DoneAsync(baton, ann, new { command = "str_replace", path = "/memories/plan.md", old_str = "two", new_str = "two and a half" });
        (await StepsAsync("--since", since, "--apply")).ShouldBe(new Dictionary<string, int> { ["conflict"] = 1 });
        (await FilesAsync(baton, ann))["/memories/plan.md"].ShouldBe("none\ntwo and a half");
        await RunAsync("rewind", "--grant", "rogue", "--since", since, "--apply", "--force", "--json");
        (await FilesAsync(baton, ann))["/memories/plan.md"].ShouldBe("one\ntwo");
    }

    public void Dispose() => _folder.Dispose();

    private async Task<Dictionary<string, int>> StepsAsync(params string[] arguments)
        => (await RunAsync(["rewind", "--grant", "rogue", .. arguments, "--json"]))["records"]!.AsArray()
            .CountBy(record => record!["step"]!.GetValue<string>()).ToDictionary();

    /// <summary>Every file with its text, as another agent sees them.</summary>
    private static async Task<Dictionary<string, string>> FilesAsync(HttpBaton baton, string token)
    {
        var files = new Dictionary<string, string>();
        var folder = await DoneAsync(baton, token, new { command = "view", path = "/memories" });
        foreach (var path in folder["entries"]!.AsArray().Select(entry => entry!["path"]!.GetValue<string>()))
        {
            var seen = await DoneAsync(baton, token, new { command = "view", path });
            if (seen["content"] is { } content) files.Add(path, content.GetValue<string>());
        }
        return files;
    }

    private static async Task<JsonNode> DoneAsync(HttpBaton baton, string token, object arguments)
    {
        var call = await baton.CallAsync("memory", JsonSerializer.SerializeToNode(arguments)!, token);
        call.IsError.ShouldBeFalse(call.Message.ToJsonString());
        return call.Content;
    }

    private async Task<string> GrantAsync(string label)
    {
        await File.WriteAllTextAsync(_folder.At("open.json"), """{"version":"1","default":"allow"}""");
        (await BatonBinary.RunAsync(_folder.Data, null, "policy", "put", "open", _folder.At("open.json"))).Code.ShouldBe(0);
        return (await RunAsync("grant", "add", label, "--server", "memory=open", "--dialect", "claude-memory", "--json"))["token"]!.GetValue<string>();
    }

    private async Task<JsonNode> RunAsync(params string[] arguments)
    {
        var run = await BatonBinary.RunAsync(_folder.Data, null, arguments);
        run.Code.ShouldBe(0, run.Error);
        return JsonNode.Parse(run.Out)!;
    }
}
