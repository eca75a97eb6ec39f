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

    [Fact]
    public async Task Move_FromEveryStatusToEveryOther_IsDoneOrRefusedWithTheLegalOnesInTheText()
    {
        var legal = new Dictionary<string, string[]>
        {
            ["open"] = ["claimed", "blocked", "done", "failed", "cancelled"],
            ["claimed"] = ["open", "blocked", "done", "failed", "cancelled"],
            ["blocked"] = ["open", "failed", "cancelled"],
            ["done"] = ["open"],
            ["failed"] = ["open", "cancelled"],
            ["cancelled"] = ["open"],
        };
        await using var baton = await StdioBaton.StartAsync(_folder.Data, "--toolsets", "tasks");
        foreach (var (from, reachable) in legal)
        {
            foreach (var to in legal.Keys.Where(to => to != from))
            {
                var id = (await baton.CallAsync("task_save", new JsonObject { ["title"] = $"{from} to {to}" })).Content["task"]!["id"]!.GetValue<string>();
                var token = from == "open" ? null : await MoveAsync(baton, id, from);
                var call = await TryMoveAsync(baton, id, to, token);
                if (reachable.Contains(to))
                {
                    call.Content["task"]!["status"]!.GetValue<string>().ShouldBe(to);
                    continue;
                }
                call.Code.ShouldBe("invalid");
                var text = call.Result["content"]![0]!["text"]!.GetValue<string>();
                text.ShouldContain($"is {from}; it cannot become {to}.");
                text.ShouldContain($"From {from} a task can become: {string.Join(", ", reachable)}.");
                (await baton.CallAsync("task_get", new JsonObject { ["id"] = id })).Content["task"]!["status"]!.GetValue<string>().ShouldBe(from);
            }
        }
    }

    [Fact]
    public async Task Update_OfOneField_LeavesTheOthers()
    {
        await using var baton = await StdioBaton.StartAsync(_folder.Data, "--toolsets", "tasks");
        var saved = new JsonObject
        {
            ["title"] = "Ship", ["description"] = "all of it\r\n", ["project"] = "p", ["due_at"] = "2031-02-03T04:05:06Z", ["tags"] = new JsonArray("a", "b"), ["priority"] = 1, ["to"] = "ann",
        };
        var before = (await baton.CallAsync("task_save", saved)).Content["task"]!;
        foreach (var (field, value) in (IEnumerable<(string, JsonNode)>)[("title", "Ship it"), ("tags", new JsonArray("c")), ("priority", -1), ("description", "less"), ("to", "bob")])
        {
            await baton.CallAsync("task_update", new JsonObject { ["id"] = before["id"]!.GetValue<string>(), [field] = value.DeepClone() });
            var after = (await baton.CallAsync("task_get", new JsonObject { ["id"] = before["id"]!.GetValue<string>() })).Content["task"]!;
            JsonNode.DeepEquals(after[field], value).ShouldBeTrue($"{field}: {after[field]}");
            foreach (var other in saved.Select(pair => pair.Key).Where(name => name != field)) JsonNode.DeepEquals(after[other], before[other]).ShouldBeTrue($"{other} after {field}");
            before = after;
        }
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>Brings an open task to a status; gives the claim's token where that is claimed.</summary>
    private static async Task<string?> MoveAsync(StdioBaton baton, string id, string to)
    {
        var call = await TryMoveAsync(baton, id, to, token: null);
        call.IsError.ShouldBeFalse(call.Message.ToJsonString());
        return call.Content["claim"]?["token"]?.GetValue<string>();
    }

    private static Task<ToolCall> TryMoveAsync(StdioBaton baton, string id, string to, string? token)
    {
        var arguments = new JsonObject { ["id"] = id };
        if (to == "claimed") return baton.CallAsync("task_claim", arguments);
        arguments["status"] = to;
        if (token is not null) arguments["claim_token"] = token;
        return baton.CallAsync("task_update", arguments);
    }
}
