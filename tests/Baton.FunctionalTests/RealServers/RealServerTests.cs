using System.Text.Json.Nodes;
using Baton.FunctionalTests.Running;
using Baton.TestSupport.Processes;
using BatonBinary = Baton.FunctionalTests.Running.BatonBinary;

namespace Baton.FunctionalTests.RealServers;

/// <summary>Servers that people run, behind the published program, called by the clients that people use.</summary>
public sealed class RealServerTests : IDisposable
{
    private const string Everything = """
        {"version":"1","default":"allow","hide":["get-env"],"server_requests":{"sampling":"deny"},"tools":{
          "echo":{"limits":[{"counter":"echoes","window":"hour","max":2}]},
          "get-tiny-image":{"action":"deny","reason":"No pictures, please."},
          "get-structured-content":{"result":{"max_bytes":20}},
          "get-sum":{"mode":"observe","deny_if":[{"id":"no-sums","conditions":[{"path":"args.a","op":"gt","value":1}],"on_deny":"No sums."}]}}}
        """;

    private static readonly PlannedCall[] Calls =
    [
        new("echo", """{"message":"héllo 😀"}"""), new("echo", """{"message":"again"}"""), new("echo", """{"message":"once more"}"""),
        new("get-tiny-image"), new("get-env"), new("get-sum", """{"a":2,"b":3}"""), new("get-structured-content", """{"location":"New York"}"""),
    ];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("TypeScript", "http")]
    [InlineData("TypeScript", "wrap")]
    [InlineData("C#", "http")]
    [InlineData("C#", "stdio")]
    [InlineData("C#", "wrap")]
    public async Task Everything_UnderAPolicy_IsAllowedDeniedHiddenLimitedAndObserved(string client, string way)
    {
        Assert.SkipUnless(NodePeers.AreInstalled, NodePeers.Missing);
        var rules = await PolicyAsync("rules", Everything);
        await using var remote = way == "http" ? await EverythingOverHttp.StartAsync() : null;
        await using var baton = way == "wrap" ? null : await HttpBaton.StartAsync(_folder.Data);
        ClientWay place;
        if (baton is null) place = ClientWay.Stdio(BatonBinary.Require(), "wrap", "--data", _folder.Data, "--policy", rules, "--name", "ev", "--", NodePeers.Program, EverythingOverHttp.Script);
        else
        {
            if (remote is not null) await DoneAsync("server", "add", "ev", "--url", remote.Url);
            else await DoneAsync("server", "add", "ev", "--", NodePeers.Program, EverythingOverHttp.Script);
            place = ClientWay.Http(baton.Url + "/mcp/ev", await GrantAsync("ev=rules"));
        }

        var said = await RealClients.TalkAsync(client, place, Calls);

        said.Server.ShouldBe("mcp-servers/everything");
        said.Tools.ShouldContain("echo");
        said.Tools.ShouldNotContain("get-env");
        said.Tools.ShouldNotContain("get-tiny-image");
        said.Outcomes[0].ShouldSatisfyAllConditions(allowed => allowed.IsError.ShouldBeFalse(), allowed => allowed.Text.ShouldBe("Echo: héllo 😀"));
        said.Outcomes[1].IsError.ShouldBeFalse();
        var limited = Denied(said.Outcomes[2]);
        limited["retry_after_ms"]!.GetValue<long>().ShouldBeGreaterThan(0);
        limited["remaining"]!.ToString().ShouldBe("0");
        said.Outcomes[3].Text.ShouldBe("[POLICY DENIED] No pictures, please.");
        Denied(said.Outcomes[3])["rule"]!.GetValue<string>().ShouldBe("/tools/get-tiny-image/action");
        said.Outcomes[4].ShouldSatisfyAllConditions(hidden => hidden.Code.ShouldBe(-32602), hidden => hidden.Text.ShouldContain("Unknown tool: get-env"));
        said.Outcomes[5].ShouldSatisfyAllConditions(observed => observed.IsError.ShouldBeFalse(), observed => observed.Text.ShouldContain("5"));
        Denied(said.Outcomes[6])["code"]!.GetValue<string>().ShouldBe("result_too_large");
        await AuditShowsAsync();
    }

    [Theory]
    [InlineData("TypeScript")]
    [InlineData("C#")]
    public async Task MemoryAndFilesystem_EachUnderItsOwnPolicy_DoWhatTheyMay(string client)
    {
        Assert.SkipUnless(NodePeers.AreInstalled, NodePeers.Missing);
        var notes = Directory.CreateDirectory(_folder.At("notes")).FullName;
        await File.WriteAllTextAsync(Path.Combine(notes, "a.txt"), "kept");
        await PolicyAsync("graph", """{"version":"1","default":"allow","class":{"destructive":{"action":"deny"}},"tools":{}}""");
        await PolicyAsync("files", $$$$"""{"version":"1","default":"deny","tools":{"read_*":{"require":[{"conditions":[{"path":"args.path","op":"path_within","value":["{{{{notes}}}}"]}]}]}}}""");
        await DoneAsync("server", "add", "graph", "--env", $"MEMORY_FILE_PATH={_folder.At("graph.jsonl")}", "--", NodePeers.Program, Script("server-memory"));
        await DoneAsync("server", "add", "files", "--", NodePeers.Program, Script("server-filesystem"), _folder.Path);
        await using var baton = await HttpBaton.StartAsync(_folder.Data);
        var token = await GrantAsync("graph=graph", "files=files");

        var graph = await RealClients.TalkAsync(
            client, ClientWay.Http(baton.Url + "/mcp/graph", token),
            new PlannedCall("create_entities", """{"entities":[{"name":"Baton","entityType":"program","observations":["governs"]}]}"""),
            new PlannedCall("delete_entities", """{"entityNames":["Baton"]}"""), new PlannedCall("read_graph"));
        var files = await RealClients.TalkAsync(
            client, ClientWay.Http(baton.Url + "/mcp/files", token),
            new PlannedCall("read_text_file", $$"""{"path":"{{notes}}/a.txt"}"""),
            new PlannedCall("read_text_file", $$"""{"path":"{{notes}}/../graph.jsonl"}"""),
            new PlannedCall("write_file", $$"""{"path":"{{notes}}/a.txt","content":"lost"}"""));

        graph.Outcomes.Select(outcome => outcome.IsError).ShouldBe([false, true, false]);
        Denied(graph.Outcomes[1]);
        graph.Outcomes[2].Text.ShouldContain("governs");
        files.Outcomes[0].Text.ShouldContain("kept");
        Denied(files.Outcomes[1]);
        Denied(files.Outcomes[2]);
        files.Tools.ShouldAllBe(tool => tool.StartsWith("read_", StringComparison.Ordinal));
        (await File.ReadAllTextAsync(Path.Combine(notes, "a.txt"))).ShouldBe("kept");
    }

    [Fact]
    public async Task ServerTest_OfEach_Works()
    {
        Assert.SkipUnless(NodePeers.AreInstalled, NodePeers.Missing);
        await using var remote = await EverythingOverHttp.StartAsync();
        await DoneAsync("server", "add", "remote", "--url", remote.Url);
        await DoneAsync("server", "add", "graph", "--env", $"MEMORY_FILE_PATH={_folder.At("graph.jsonl")}", "--", NodePeers.Program, Script("server-memory"));
        await DoneAsync("server", "add", "files", "--", NodePeers.Program, Script("server-filesystem"), _folder.Path);

        (await DoneAsync("server", "test", "remote")).ShouldContain("mcp-servers/everything");
        (await DoneAsync("server", "test", "graph")).ShouldContain("delete_entities\tdestructive");
        JsonNode.Parse(await DoneAsync("server", "test", "files", "--json"))!["tools"]!.AsArray().Count.ShouldBeGreaterThan(10);
    }

    private async Task AuditShowsAsync()
    {
        var rows = (await DoneAsync("audit", "query", "--server", "ev", "--json")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!).ToList();
        rows.ShouldContain(row => row["outcome"]!.ToString() == "hide" && row["tool"]!.ToString() == "get-env");
        rows.ShouldContain(row => row["tool"] != null && row["tool"]!.ToString() == "get-sum" && row["observed"] != null && row["observed"]!.GetValue<bool>() && row["rule"]!.ToString() == "no-sums");
        await DoneAsync("audit", "verify");
    }

    private static JsonNode Denied(CallOutcome outcome)
    {
        outcome.IsError.ShouldBeTrue(outcome.ToString());
        outcome.Text.ShouldStartWith("[POLICY DENIED] ");
        return outcome.Decision.ShouldNotBeNull(outcome.ToString());
    }

    private static string Script(string package) => Path.Combine(NodePeers.Package($"@modelcontextprotocol/{package}"), "dist", "index.js");

    private async Task<string> PolicyAsync(string name, string policy)
    {
        var file = _folder.At($"{name}.json");
        await File.WriteAllTextAsync(file, policy);
        await DoneAsync("policy", "put", name, file);
        return file;
    }

    private async Task<string> GrantAsync(params string[] servers)
    {
        var grant = await DoneAsync(["grant", "add", "ci", .. servers.SelectMany(server => new[] { "--server", server }), "--json"]);
        return JsonNode.Parse(grant)!["token"]!.GetValue<string>();
    }

    private async Task<string> DoneAsync(params string[] arguments)
    {
        var result = await BatonBinary.RunAsync(_folder.Data, null, arguments);
        result.Code.ShouldBe(0, $"{string.Join(' ', arguments)}: {result.Out}{result.Error}");
        return result.Out;
    }
}
