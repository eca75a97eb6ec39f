using System.Text.Json.Nodes;
using Baton.FunctionalTests.Running;

namespace Baton.FunctionalTests.Toolsets;

public sealed class TaskToolsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Tasks_AskedForOverStdio_AreOfferedAndWorkAndSurviveARestart()
    {
        string id;
        await using (var baton = await StdioBaton.StartAsync(_folder.Data, "--toolsets", "core,tasks"))
        {
            var tools = (await baton.RequestAsync("tools/list", "{}"))["result"]!["tools"]!.AsArray().Select(tool => tool!["name"]!.GetValue<string>()).ToList();
            tools.ShouldContain("task_claim");
            tools.ShouldContain("session_start");
            tools.ShouldNotContain("status");
            id = (await baton.CallAsync("task_save", new JsonObject { ["title"] = "Züge 🎌", ["project"] = "p" })).Content["task"]!["id"]!.GetValue<string>();
            var token = (await baton.CallAsync("task_claim", new JsonObject { ["id"] = id })).Content["claim"]!["token"]!.GetValue<string>();
            (await baton.CallAsync("task_update", new JsonObject { ["id"] = id, ["status"] = "done", ["claim_token"] = token })).IsError.ShouldBeFalse();
            (await baton.CallAsync("task_claim", new JsonObject { ["id"] = id })).Error["details"]!["legal"]!.AsArray().Single()!.GetValue<string>().ShouldBe("open");
            (await baton.CloseAsync()).ShouldBe(0);
        }
        await using var again = await StdioBaton.StartAsync(_folder.Data, "--toolsets", "tasks");
        var task = (await again.CallAsync("task_get", new JsonObject { ["id"] = id })).Content["task"]!;
        (task["title"]!.GetValue<string>(), task["status"]!.GetValue<string>()).ShouldBe(("Züge 🎌", "done"));
    }

    [Fact]
    public async Task Tasks_NotAskedFor_AreUnknown()
    {
        await using var baton = await StdioBaton.StartAsync(_folder.Data);
        (await baton.CallAsync("task_list", new JsonObject())).RpcCode.ShouldNotBeNull();
    }

    [Fact]
    public async Task Claim_ByManyProcesses_HasOneWinner()
    {
        await using var first = await StdioBaton.StartAsync(_folder.Data, "--toolsets", "tasks");
        var id = (await first.CallAsync("task_save", new JsonObject { ["title"] = "t", ["project"] = "p" })).Content["task"]!["id"]!.GetValue<string>();
        await using var second = await StdioBaton.StartAsync(_folder.Data, "--toolsets", "tasks");
        await using var third = await StdioBaton.StartAsync(_folder.Data, "--toolsets", "tasks");

        StdioBaton[] batons = [first, second, third];
        var claims = await Task.WhenAll(Enumerable.Range(0, 32).Select(i => batons[i % batons.Length].CallAsync("task_claim", new JsonObject { ["id"] = id })));

        claims.Count(claim => !claim.IsError).ShouldBe(1);
        claims.Where(claim => claim.IsError).ShouldAllBe(claim => claim.Code == "claimed");
    }

    public void Dispose() => _folder.Dispose();
}
