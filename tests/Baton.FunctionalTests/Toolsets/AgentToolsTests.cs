using System.Text.Json.Nodes;
using Baton.FunctionalTests.Running;

namespace Baton.FunctionalTests.Toolsets;

public sealed class AgentToolsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Notice_SentByAPersonToAnAgent_IsReadOverStdioAndAcknowledgedOnce()
    {
        var sent = await BatonBinary.RunAsync(_folder.Data, null, "notify", "local", "Züge 🎌\r\nzwei", "--project", "p", "--json");
        sent.Code.ShouldBe(0, sent.Error);
        var id = JsonNode.Parse(sent.Out)!["notices"]![0]!["id"]!.GetValue<string>();
        await using (var baton = await StdioBaton.StartAsync(_folder.Data, "--toolsets", "agents"))
        {
            var notice = (await baton.CallAsync("inbox_list", new JsonObject())).Content["notices"]![0]!;
            (notice["id"]!.GetValue<string>(), notice["message"]!.GetValue<string>()).ShouldBe((id, "Züge 🎌\r\nzwei"));
            var agents = (await baton.CallAsync("agent_list", new JsonObject())).Content["agents"]!.AsArray();
            agents.Single()!["clients"]![0]!.GetValue<string>().ShouldBe("baton-cli");
            (await baton.CallAsync("inbox_ack", new JsonObject { ["ids"] = id })).Content["count"]!.GetValue<int>().ShouldBe(1);
        }
        var listed = await BatonBinary.RunAsync(_folder.Data, null, "inbox", "list");
        (listed.Code, listed.Out).ShouldBe((0, ""));
        (await BatonBinary.RunAsync(_folder.Data, null, "inbox", "list", "--all")).Out.ShouldContain(id);
        (await BatonBinary.RunAsync(_folder.Data, null, "inbox", "ack", id, "--unread")).Out.ShouldStartWith("1 notice");
        (await BatonBinary.RunAsync(_folder.Data, null, "agent", "list", "--since", "1h")).Out.ShouldContain("local");
    }

    [Fact]
    public async Task Agents_NotAskedFor_AreUnknown()
    {
        await using var baton = await StdioBaton.StartAsync(_folder.Data);
        (await baton.CallAsync("inbox_list", new JsonObject())).RpcCode.ShouldNotBeNull();
    }
}
