using System.Text.Json.Nodes;
using Baton.FunctionalTests.Running;

namespace Baton.FunctionalTests.Governing;

/// <summary>Limits, approvals and audit as several processes on one data folder share them.</summary>
public sealed class SharedLimitTests : IDisposable
{
    private const string ThirtyAMinute = """
        {"version":"1","default":"deny","tools":{"handoff_save":{"limits":[{"counter":"save_handoff_rate","window":"minute","max":30,"scope":"grant"}]}}}
        """;
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Save_ThirtyAMinute_HoldsAcrossThreeProcessesAndAKill()
    {
        var token = await GovernAsync(ThirtyAMinute);
        await using var one = await HttpBaton.StartAsync(_folder.Data);
        await using var two = await HttpBaton.StartAsync(_folder.Data);
        await using var three = await HttpBaton.StartAsync(_folder.Data);
        HttpBaton[] processes = [one, two, three];

        var calls = await Task.WhenAll(Enumerable.Range(0, 45).Select(number => SaveAsync(processes[number % 3], token, $"note {number}")));
        calls.Count(call => !call.IsError).ShouldBe(30);
        calls.Where(call => call.IsError).ShouldAllBe(call => Decision(call)["code"]!.GetValue<string>() == "limit_exceeded");
        foreach (var process in processes) await process.KillAsync();

        await using var again = await HttpBaton.StartAsync(_folder.Data);
        var denied = await SaveAsync(again, token, "one more");
        denied.IsError.ShouldBeTrue();
        Decision(denied)["retry_after_ms"]!.GetValue<long>().ShouldBeInRange(1, 62_000);
        await AuditHoldsAsync(intents: 30);
    }

    [Fact]
    public async Task Approve_FromAnotherProcess_LetsTheWaitingCallOn_Once()
    {
        var token = await GovernAsync("""{"version":"1","default":"deny","tools":{"handoff_save":{"approval":{"by":"operator","wait":"60s"}}}}""");
        await using var up = await HttpBaton.StartAsync(_folder.Data);

        var waiting = SaveAsync(up, token, "delicate");
        var id = await PendingAsync();
        (await OperateAsync("approvals", "approve", id)).Code.ShouldBe(0);

        (await waiting).IsError.ShouldBeFalse();
        (await OperateAsync("approvals", "approve", id)).Code.ShouldBe(1);
        JsonNode.Parse((await OperateAsync("approvals", "show", id, "--json")).Out)!["status"]!.GetValue<string>().ShouldBe("used");
    }

    [Fact]
    public async Task Revoke_AndPut_ActOnTheNextMessageOfARunningServer()
    {
        var token = await GovernAsync(ThirtyAMinute);
        await using var up = await HttpBaton.StartAsync(_folder.Data);
        (await SaveAsync(up, token, "fine")).IsError.ShouldBeFalse();

        await PutAsync("""{"version":"1","default":"deny","tools":{}}""");
        Decision(await SaveAsync(up, token, "denied"))["rule"]!.GetValue<string>().ShouldBe("(default deny)");
        (await OperateAsync("grant", "revoke", "ci")).Code.ShouldBe(0);

        (await SaveAsync(up, token, "gone")).RpcCode.ShouldNotBeNull();
    }

    public void Dispose() => _folder.Dispose();

    private async Task<string> GovernAsync(string policy)
    {
        await PutAsync(policy);
        var added = await OperateAsync("grant", "add", "ci", "--server", "memory=rules", "--json");
        added.Code.ShouldBe(0, added.Error);
        return JsonNode.Parse(added.Out)!["token"]!.GetValue<string>();
    }

    private async Task PutAsync(string policy)
    {
        var put = await BatonBinary.RunAsync(_folder.Data, policy, "policy", "put", "rules", "-");
        put.Code.ShouldBe(0, put.Error);
    }

    private async Task<string> PendingAsync()
    {
        while (true)
        {
            var listed = await OperateAsync("approvals", "list", "--json");
            if (listed.Out.Length > 0) return JsonNode.Parse(listed.Out)!["id"]!.GetValue<string>();
        }
    }

    private async Task AuditHoldsAsync(int intents)
    {
        var verified = await OperateAsync("audit", "verify");
        verified.Code.ShouldBe(0, verified.Out);
        var rows = await OperateAsync("audit", "query", "--kind", "intent", "--tool", "handoff_save", "--json");
        rows.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(intents);
    }

    private Task<CommandResult> OperateAsync(params string[] arguments) => BatonBinary.RunAsync(_folder.Data, null, arguments);

    private static Task<ToolCall> SaveAsync(HttpBaton baton, string token, string summary)
        => baton.CallAsync("handoff_save", new JsonObject { ["summary"] = summary }, token);

    private static JsonNode Decision(ToolCall call) => call.Result["_meta"]!["dev.baton/decision"]!;
}
