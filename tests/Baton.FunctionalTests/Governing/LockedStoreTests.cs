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
