using System.Text.Json.Nodes;
using Baton.FunctionalTests.Running;

namespace Baton.FunctionalTests.Governing;

/// <summary>One approval lets exactly one identical call through, whichever of several processes gets there first.</summary>
public sealed class ApprovalProcessTests
{
    private const string Asking = """{"version":"1","default":"deny","tools":{"pay":{"action":"require_approval","approval":{"by":"BY","wait":"0s"}}}}""";

    [Fact]
    public async Task Approval_UsedByThreeWrapsAtOnce_LetsOneCallThrough()
    {
        using var rule = new WrappedPolicy(Asking.Replace("BY", "operator", StringComparison.Ordinal));
        await using var one = await rule.StartAsync();
        await using var two = await rule.StartAsync();
        await using var three = await rule.StartAsync();
        StdioBaton[] processes = [one, two, three];
        var asked = await Task.WhenAll(processes.Select(wrap => PayAsync(wrap)));
        var id = asked.Select(IdOf).Distinct().ShouldHaveSingleItem();
        (await rule.RunAsync("approvals", "approve", id)).Code.ShouldBe(0);

        var calls = await Task.WhenAll(Enumerable.Range(0, 9).Select(call => PayAsync(processes[call % 3])));

        calls.Count(call => !call.IsError).ShouldBe(1);
        rule.Server.Of("tools/call").ShouldHaveSingleItem();
        (await rule.RunAsync("approvals", "approve", id)).Code.ShouldBe(1);
        (await rule.RunAsync("approvals", "deny", id)).Code.ShouldBe(1);
    }

    [Fact]
    public async Task Approval_UsedOverHttpInThreeProcessesAtOnce_LetsOneCallThrough()
    {
        using var folder = new TemporaryFolder();
        const string Saving = """{"version":"1","default":"deny","tools":{"handoff_save":{"action":"require_approval","approval":{"wait":"0s"}}}}""";
        (await BatonBinary.RunAsync(folder.Data, Saving, "policy", "put", "rules", "-")).Code.ShouldBe(0);
        var token = JsonNode.Parse((await BatonBinary.RunAsync(folder.Data, null, "grant", "add", "ci", "--server", "memory=rules", "--json")).Out)!["token"]!.GetValue<string>();
        await using var one = await HttpBaton.StartAsync(folder.Data);
        await using var two = await HttpBaton.StartAsync(folder.Data);
        await using var three = await HttpBaton.StartAsync(folder.Data);
        HttpBaton[] processes = [one, two, three];
        Task<ToolCall> SaveAsync(HttpBaton baton) => baton.CallAsync("handoff_save", new JsonObject { ["summary"] = "delicate" }, token);
        var asked = await SaveAsync(one);
        var id = IdOf(asked);
        using var browser = new HttpClient();
        var page = WrappedPolicy.Decision(asked)["approval"]!["url"]!.GetValue<string>();
        (await browser.GetStringAsync(page)).ShouldContain($"baton approvals approve {id}");
        (await BatonBinary.RunAsync(folder.Data, null, "approvals", "approve", id)).Code.ShouldBe(0);

        var calls = await Task.WhenAll(Enumerable.Range(0, 12).Select(call => SaveAsync(processes[call % 3])));

        calls.Count(call => !call.IsError).ShouldBe(1);
        (await browser.GetStringAsync(page)).ShouldContain("Approval: used");
        var rows = await BatonBinary.RunAsync(folder.Data, null, "audit", "query", "--kind", "intent", "--tool", "handoff_save", "--json");
        JsonNode.Parse(rows.Out.Trim())!["approval_id"]!.GetValue<string>().ShouldBe(id);
    }

    [Fact]
    public async Task Approval_IsOfTheCall_WhateverTheOrderOfItsKeys_AndOfNoOther()
    {
        using var rule = new WrappedPolicy(Asking.Replace("BY", "operator", StringComparison.Ordinal));
        await using var wrap = await rule.StartAsync();
        var id = IdOf(await PayAsync(wrap));

        var turned = await wrap.RequestAsync("tools/call", """{"name":"pay","arguments":{"to":"ada","amount":5.0}}""");
        IdOf(new ToolCall(turned)).ShouldBe(id);
        (await rule.RunAsync("approvals", "approve", id)).Code.ShouldBe(0);

        (await wrap.CallAsync("pay", new JsonObject { ["amount"] = 6, ["to"] = "ada" })).IsError.ShouldBeTrue();
        (await PayAsync(wrap)).IsError.ShouldBeFalse();
        rule.Server.Of("tools/call").ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Client_ThatCannotBeAsked_IsRefusedWithTheOperatorsWay()
    {
        using var rule = new WrappedPolicy(Asking.Replace("BY", "caller", StringComparison.Ordinal));
        await using var wrap = await rule.StartAsync();

        var refused = await PayAsync(wrap);

        refused.IsError.ShouldBeTrue();
        refused.Result["content"]![0]!["text"]!.GetValue<string>().ShouldContain($"baton approvals approve {IdOf(refused)}");
        rule.Server.Of("tools/call").ShouldBeEmpty();
    }

    [Fact]
    public async Task Denial_ReachesTheAgentWithItsReason_InEveryProcess()
    {
        using var rule = new WrappedPolicy(Asking.Replace("BY", "operator", StringComparison.Ordinal));
        await using var one = await rule.StartAsync();
        await using var two = await rule.StartAsync();
        var id = IdOf(await PayAsync(one));
        (await rule.RunAsync("approvals", "deny", id, "--reason", "Not to ada.")).Code.ShouldBe(0);

        (await PayAsync(two)).Result["content"]![0]!["text"]!.GetValue<string>().ShouldContain("Not to ada.");
    }

    private static Task<ToolCall> PayAsync(StdioBaton wrap) => wrap.CallAsync("pay", new JsonObject { ["amount"] = 5, ["to"] = "ada" });

    private static string IdOf(ToolCall call) => WrappedPolicy.Decision(call)["approval"]!["id"]!.GetValue<string>();
}
