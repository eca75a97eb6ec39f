using System.Text.Json.Nodes;
using Baton.FunctionalTests.Running;
using Baton.TestSupport.Processes;

namespace Baton.FunctionalTests.Wrap;

/// <summary>Servers that people run, behind <c>baton wrap</c>.</summary>
public sealed class NpmServerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task MemoryServer_BehindAPolicy_ReadsAndIsKeptFromDeleting()
    {
        await using var wrap = await WrapAsync("server-memory", """{"version":"1","default":"allow","class":{"destructive":{"action":"deny"}},"tools":{}}""");

        var created = await wrap.CallAsync("create_entities", JsonNode.Parse("""{"entities":[{"name":"Baton","entityType":"program","observations":["governs"]}]}""")!);
        var read = await wrap.CallAsync("read_graph", new JsonObject());
        var deleted = await wrap.CallAsync("delete_entities", JsonNode.Parse("""{"entityNames":["Baton"]}""")!);

        created.IsError.ShouldBeFalse();
        read.Result.ToJsonString().ShouldContain("governs");
        deleted.IsError.ShouldBeTrue();
        (await wrap.CallAsync("read_graph", new JsonObject())).Result.ToJsonString().ShouldContain("governs");
    }

    [Fact]
    public async Task EverythingServer_ThroughTheGateway_ListsAndCallsAsItDoesDirectly()
    {
        await using var wrap = await WrapAsync("server-everything", """{"version":"1","default":"allow","hide":["get-env"],"tools":{}}""");

        var tools = (await wrap.RequestAsync("tools/list", "{}"))["result"]!["tools"]!.AsArray().Select(tool => tool!["name"]!.GetValue<string>()).ToList();

        tools.ShouldContain("echo");
        tools.ShouldNotContain("get-env");
        (await wrap.CallAsync("echo", new JsonObject { ["message"] = "hello" })).Result.ToJsonString().ShouldContain("hello");
    }

    private async Task<StdioBaton> WrapAsync(string package, string policy)
    {
        Assert.SkipUnless(NodePeers.AreInstalled, NodePeers.Missing);
        var file = _folder.At("policy.json");
        await File.WriteAllTextAsync(file, policy);
        return await StdioBaton.WrapAsync(
            _folder.Data, [new("MEMORY_FILE_PATH", _folder.At("graph.jsonl"))],
            "--policy", file, "--", NodePeers.Program, Path.Combine(NodePeers.Package($"@modelcontextprotocol/{package}"), "dist", "index.js"));
    }
}
