using System.Text.Json.Nodes;
using Baton.FunctionalTests.Running;
using Baton.TestSupport.Processes;
using BatonBinary = Baton.FunctionalTests.Running.BatonBinary;

namespace Baton.FunctionalTests.Scanning;

/// <summary>Servers that people run: scanned as they start, and governed by the policy that the scan wrote.</summary>
public sealed class NpmServerScanTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Filesystem_EveryToolIsRight_AndItsPathsAreFound()
    {
        var scan = await ScanAsync("filesystem", Notes());

        Categories(scan).ShouldBe(new Dictionary<string, string>
        {
            ["create_directory"] = "write", ["directory_tree"] = "read", ["edit_file"] = "destructive", ["get_file_info"] = "read",
            ["list_allowed_directories"] = "read", ["list_directory"] = "read", ["list_directory_with_sizes"] = "read", ["move_file"] = "destructive",
            ["read_file"] = "read", ["read_media_file"] = "read", ["read_multiple_files"] = "read", ["read_text_file"] = "read",
            ["search_files"] = "read", ["write_file"] = "destructive",
        }, ignoreOrder: true);
        Paths(scan, "read_multiple_files").ShouldBe(["paths"]);
        Paths(scan, "move_file").ShouldBe(["source", "destination"], ignoreOrder: true);
        Tools(scan).Where(tool => Name(tool) != "list_allowed_directories").ShouldAllBe(tool => Paths(scan, Name(tool)).Count > 0);
    }

    [Fact]
    public async Task Memory_EveryToolIsRight()
        => Categories(await ScanAsync("memory")).ShouldBe(new Dictionary<string, string>
        {
            ["add_observations"] = "write", ["create_entities"] = "write", ["create_relations"] = "write", ["delete_entities"] = "destructive",
            ["delete_observations"] = "destructive", ["delete_relations"] = "destructive", ["open_nodes"] = "read", ["read_graph"] = "read", ["search_nodes"] = "read",
        }, ignoreOrder: true);

    [Fact]
    public async Task Everything_NothingIsUnknown_AndTheEnvironmentStandsOut()
    {
        var scan = await ScanAsync("everything");

        Categories(scan).Values.ShouldNotContain("other");
        Categories(scan)["echo"].ShouldBe("read");
        Tools(scan).Single(tool => Name(tool) == "get-env")["severity"]!.GetValue<string>().ShouldBe("high");
    }

    [Fact]
    public async Task Filesystem_UnderItsRecommendedPolicy_ReadsInsideOnly_AndAsksBeforeItWrites()
    {
        var notes = Notes();
        await File.WriteAllTextAsync(Path.Combine(notes, "a.txt"), "inside", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(_folder.At("secret.txt"), "outside", TestContext.Current.CancellationToken);
        var written = await RunAsync(["scan", "--policy", "--", .. Command("filesystem", notes)]);
        written.Code.ShouldBe(0, written.Error);
        var policy = _folder.At("policy.json");
        await File.WriteAllTextAsync(policy, written.Out.Replace("\"approval\": {", "\"approval\": { \"wait\": \"1s\",", StringComparison.Ordinal), TestContext.Current.CancellationToken);

        // the server itself is allowed more than the policy, so that the policy is what refuses
        await using var wrap = await StdioBaton.WrapAsync(_folder.Data, [], ["--policy", policy, "--name", "files", "--", .. Command("filesystem", _folder.Path)]);
        var inside = await ReadAsync(wrap, Path.Combine(notes, "a.txt"));
        var outside = await ReadAsync(wrap, _folder.At("secret.txt"));
        var around = await ReadAsync(wrap, Path.Combine(notes, "..", "secret.txt"));
        var many = await wrap.CallAsync("read_multiple_files", new JsonObject { ["paths"] = new JsonArray(Path.Combine(notes, "a.txt"), _folder.At("secret.txt")) });
        var asked = await wrap.CallAsync("write_file", Write(notes));

        inside.Result.ToJsonString().ShouldContain("inside");
        foreach (var refused in new[] { outside, around, many })
        {
            refused.Result.ToJsonString().ShouldContain("[POLICY DENIED]");
            refused.Result.ToJsonString().ShouldContain("must lie inside");
        }
        asked.IsError.ShouldBeTrue();
        File.Exists(Path.Combine(notes, "b.txt")).ShouldBeFalse();
        var id = asked.Result["_meta"]!["dev.baton/decision"]!["approval"]!["id"]!.GetValue<string>();
        (await RunAsync("approvals", "approve", id)).Code.ShouldBe(0);
        (await wrap.CallAsync("write_file", Write(notes))).IsError.ShouldBeFalse();
        (await File.ReadAllTextAsync(Path.Combine(notes, "b.txt"), TestContext.Current.CancellationToken)).ShouldBe("new");
    }

    [Fact]
    public async Task RecommendedPolicies_PassTheCheck_WithoutAWarning()
    {
        foreach (var server in new[] { "memory", "everything" })
        {
            var tools = _folder.At($"{server}.json");
            (await RunAsync(["scan", "--json", "--output", tools, "--", .. Command(server)])).Code.ShouldBe(0);
            foreach (var profile in new[] { "strict", "balanced", "open" })
            {
                var policy = _folder.At($"{server}-{profile}.json");
                (await RunAsync("scan", tools, "--policy", "--profile", profile, "--output", policy)).Code.ShouldBe(0);

                var check = await RunAsync("policy", "check", policy, "--tools", tools);

                check.Code.ShouldBe(0, check.Error);
                (check.Out + check.Error).ShouldContain("0 errors, 0 warnings.");
            }
        }
    }

    private async Task<JsonNode> ScanAsync(string server, params string[] arguments)
    {
        var result = await RunAsync(["scan", "--json", "--", .. Command(server, arguments)]);
        result.Code.ShouldBe(0, result.Error);
        return JsonNode.Parse(result.Out)!;
    }

    private static string[] Command(string server, params string[] arguments)
    {
        Assert.SkipUnless(NodePeers.AreInstalled, NodePeers.Missing);
        return [NodePeers.Program, Path.Combine(NodePeers.Package($"@modelcontextprotocol/server-{server}"), "dist", "index.js"), .. arguments];
    }

    private string Notes() => Directory.CreateDirectory(_folder.At("notes")).FullName;

    private static JsonObject Write(string notes) => new() { ["path"] = Path.Combine(notes, "b.txt"), ["content"] = "new" };

    private static Task<ToolCall> ReadAsync(StdioBaton wrap, string path) => wrap.CallAsync("read_text_file", new JsonObject { ["path"] = path });

    private static IEnumerable<JsonNode> Tools(JsonNode scan) => scan["tools"]!.AsArray().Select(tool => tool!);

    private static string Name(JsonNode tool) => tool["name"]!.GetValue<string>();

    private static Dictionary<string, string> Categories(JsonNode scan) => Tools(scan).ToDictionary(Name, tool => tool["category"]!.GetValue<string>());

    private static List<string> Paths(JsonNode scan, string tool)
        => [.. Tools(scan).Single(entry => Name(entry) == tool)["signals"]!.AsArray().Where(signal => signal!["signal"]!.GetValue<string>() == "path")
            .Select(signal => signal!["parameter"]!.GetValue<string>()).Distinct()];

    private Task<CommandResult> RunAsync(params string[] arguments) => BatonBinary.RunAsync(_folder.Data, null, arguments);
}
