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
