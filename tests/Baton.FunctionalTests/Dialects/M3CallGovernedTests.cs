using System.Text.Json.Nodes;
using Baton.FunctionalTests.Running;

namespace Baton.FunctionalTests.Dialects;

/// <summary>A call by name is judged as the call that it is: <c>m3_call</c> is no way around a rule.</summary>
public sealed class M3CallGovernedTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task ToolThatIsDenied_IsDeniedInsideACallByName_AndInABatch_WhileOthersPass()
    {
        var token = await GrantAsync("""{"version":"1","default":"allow","tools":{"memory_delete":{"deny_if":[{"id":"no","conditions":[{"path":"args.id","op":"exists"}]}]}}}""");
        await using var baton = await HttpBaton.StartAsync(_folder.Data);
        var written = await baton.CallAsync("m3_call", JsonNode.Parse("""{"tool":"memory_write","args":{"type":"fact","content":"kept"}}""")!, token);
        var id = written.Content["result"]!["id"]!.GetValue<string>();
        (await baton.CallAsync("memory_delete", new JsonObject { ["id"] = id }, token)).Result.ToJsonString().ShouldContain("POLICY DENIED");
        foreach (var arguments in (string[])
            [
                $$$"""{"tool":"memory_delete","args":{"id":"{{{id}}}"}}""", $$$"""{"tool":"memory_delete","arguments":{"id":"{{{id}}}"}}""",
                $$$"""{"batch":[{"tool":"agent_list"},{"tool":"memory_delete","args":{"id":"{{{id}}}"}}]}""",
            ])
        {
            (await baton.CallAsync("m3_call", JsonNode.Parse(arguments)!, token)).Result.ToJsonString().ShouldContain("POLICY DENIED", customMessage: arguments);
        }
        (await baton.CallAsync("memory_get", new JsonObject { ["id"] = id }, token)).Content["content"]!.GetValue<string>().ShouldBe("kept");
    }

    [Fact]
    public async Task RuleOnANativeOperation_HoldsForTheDialectsToolInsideACallByName()
    {
        var token = await GrantAsync("""{"version":"1","default":"allow","tools":{"memory_save":{"deny_if":[{"id":"no","conditions":[{"path":"args.content","op":"contains","value":"forbidden"}]}]}}}""");
        await using var baton = await HttpBaton.StartAsync(_folder.Data);
        (await baton.CallAsync("m3_call", JsonNode.Parse("""{"tool":"memory_write","args":{"type":"fact","content":"a forbidden word"}}""")!, token)).Result.ToJsonString().ShouldContain("POLICY DENIED");
        (await baton.CallAsync("m3_call", JsonNode.Parse("""{"tool":"memory_write","args":{"type":"fact","content":"a good word"}}""")!, token)).IsError.ShouldBeFalse();
    }

    [Theory]
    [InlineData("""{"version":"1","default":"allow","tools":{"memory_delete":{"action":"deny"}}}""", "memory_search", "memory_delete")]
    [InlineData("""{"version":"1","default":"allow","hide":["task_*"]}""", "memory_delete", "task_create")]
    [InlineData("""{"version":"1","default":"deny","tools":{"memory_search":{},"m3_index":{},"tools_list_domains":{}}}""", "memory_search", "memory_write")]
    public async Task Index_ShowsWhatTheListShows_AndNothingThatIsDenied(string policy, string shown, string hidden)
    {
        await GrantAsync(policy);
        await using var baton = await StdioBaton.StartAsync(_folder.Data, "--grant", "agent");
        var listed = Names((await baton.RequestAsync("tools/list", "{}"))["result"]!["tools"]!).Except(["m3_index", "m3_call", "tools_list_domains"]).ToList();

        var index = (await baton.CallAsync("m3_index", new JsonObject())).Content;

        Names(index["tools"]!).ShouldBe(listed, ignoreOrder: true);
        listed.ShouldContain(shown);
        listed.ShouldNotContain(hidden);
        index["count"]!.GetValue<int>().ShouldBe(listed.Count);
        var domains = (await baton.CallAsync("tools_list_domains", new JsonObject())).Content["domains"]!.AsArray();
        domains.Sum(domain => domain!["tools"]!.GetValue<int>()).ShouldBe(listed.Count);
    }

    private static IEnumerable<string> Names(JsonNode tools) => tools.AsArray().Select(tool => tool!["name"]!.GetValue<string>());

    private async Task<string> GrantAsync(string policy)
    {
        (await BatonBinary.RunAsync(_folder.Data, policy, "policy", "put", "rules", "-")).ShouldSatisfyAllConditions(run => run.Code.ShouldBe(0, run.Error));
        var grant = await BatonBinary.RunAsync(_folder.Data, null, "grant", "add", "agent", "--server", "memory=rules", "--dialect", "m3", "--json");
        grant.Code.ShouldBe(0, grant.Error);
        return JsonNode.Parse(grant.Out)!["token"]!.GetValue<string>();
    }
}
