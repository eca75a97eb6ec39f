using System.Text.Json.Nodes;
using Baton.FunctionalTests.Running;

namespace Baton.FunctionalTests.Governing;

/// <summary>A store that another process holds locked: calls are refused with that as the reason, and go on once it is free.</summary>
public sealed class LockedStoreTests
{
    private const string Limited = """{"version":"1","default":"allow","tools":{"read_note":{"limits":[{"counter":"reads","window":"hour","max":2}]}}}""";

    // both at once, since each is waited for half a minute before it is called locked
    [Fact]
    public Task Store_HeldByAnotherProcess_RefusesCalls_AndIsNamedAsTheCause() => Task.WhenAll(
        HeldAsync("gateway.db", answer => Decision(answer).ShouldBe("limits_unavailable")),
        HeldAsync("audit.db", answer => answer["error"]!["message"]!.GetValue<string>().ShouldContain("its step 'audit' failed")));

    [Theory]
    [InlineData("gateway.db")]
    [InlineData("audit.db")]
    public async Task Store_HeldByAnotherProcess_HoldsNothingButTheCallsThatNeedIt(string file)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The lock is SQLite's own on POSIX.");
        using var rule = new WrappedPolicy(Limited.Replace("\"max\":2", "\"max\":100", StringComparison.Ordinal));
        await using var wrap = await rule.StartAsync();
        (await ReadAsync(wrap))["result"].ShouldNotBeNull();

        List<Task<JsonNode>> waiting;
        using (rule.HoldWriteLock(file))
        {
            waiting = [.. Enumerable.Range(0, 64).Select(_ => ReadAsync(wrap))];
            await wrap.SendAsync("""{"jsonrpc":"2.0","id":"gone","method":"tools/call","params":{"name":"read_note","arguments":{"note":"gone"}}}""");
            await wrap.SendAsync("""{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":"gone"}}""");

            (await wrap.RequestAsync("ping", "{}"))["result"]!.ToJsonString().ShouldBe("{}");
            waiting.ShouldAllBe(call => !call.IsCompleted);
        }

        foreach (var answer in await Task.WhenAll(waiting)) answer["result"].ShouldNotBeNull(answer.ToJsonString());
        rule.Server.Of("tools/call").Count.ShouldBe(65, "a call that was cancelled while it waited does not arrive");
    }

    [Fact]
    public async Task CountersHeldByAnotherProcess_OverHttp_LetEverythingElseGoOn()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The lock is SQLite's own on POSIX.");
        using var rule = new WrappedPolicy(Limited);
        await using var baton = await HttpBaton.StartAsync(rule.Data);
        foreach (var command in (string[][])[["server", "add", "rec", "--", Baton.TestSupport.Processes.RecordingServer.Program, rule.Server.Record], ["policy", "put", "rules", rule.File]])
        {
            (await rule.RunAsync(command)).Code.ShouldBe(0);
        }
        var granted = JsonNode.Parse((await rule.RunAsync("grant", "add", "ci", "--server", "rec=rules", "--json")).Out)!;
        var client = await GrantedClient.OpenAsync(baton, "rec", granted["token"]!.GetValue<string>());
        (await client.CallAsync("read_note"))["result"].ShouldNotBeNull();

        List<Task<JsonNode>> waiting;
        using (rule.HoldWriteLock("gateway.db"))
        {
            waiting = [.. Enumerable.Range(0, 64).Select(_ => client.CallAsync("read_note"))];

            (await baton.Http.GetStringAsync(baton.Url + "/healthz")).ShouldBe("ok\n");
            (await baton.CallAsync("memory_search", new JsonObject { ["query"] = "anything" })).Message["result"].ShouldNotBeNull();
            using var told = await client.SendAsync("""{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":999}}""");
            ((int)told.StatusCode).ShouldBe(202);
            waiting.ShouldAllBe(call => !call.IsCompleted);
        }

        (await Task.WhenAll(waiting)).Count(answer => answer["result"]!["isError"] is null).ShouldBe(1, "the budget of two had one left");
    }

    private static async Task HeldAsync(string file, Action<JsonNode> refused)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The lock is SQLite's own on POSIX.");
        using var rule = new WrappedPolicy(Limited);
        await using var wrap = await rule.StartAsync();
        (await ReadAsync(wrap))["result"].ShouldNotBeNull();

        JsonNode answer;
        using (rule.HoldWriteLock(file)) answer = await ReadAsync(wrap);

        refused(answer);
        answer.ToJsonString().ShouldNotContain("limit_exceeded");
        rule.Server.Of("tools/call").Count.ShouldBe(1);
        (await ReadAsync(wrap))["result"]!["isError"].ShouldBeNull("what was refused gave its budget back");
        Decision(await ReadAsync(wrap)).ShouldBe("limit_exceeded");
        (await rule.RunAsync("audit", "verify")).Code.ShouldBe(0);
        await wrap.CloseAsync();
        (await wrap.Errors).ShouldContain($"{file} is locked");
    }

    private static async Task<JsonNode> ReadAsync(StdioBaton wrap) => (await wrap.CallAsync("read_note", new JsonObject())).Message;

    private static string Decision(JsonNode answer) => answer["result"]!["_meta"]!["dev.baton/decision"]!["code"]!.GetValue<string>();
}
