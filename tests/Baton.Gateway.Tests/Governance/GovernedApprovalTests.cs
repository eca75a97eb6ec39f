using Baton.Gateway.Approvals;
using Baton.Gateway.Audit;
using Baton.Gateway.Tests.Support;
using Baton.Policy.Decisions;

namespace Baton.Gateway.Tests.Governance;

/// <summary>Approvals as an agent and its operator meet them.</summary>
public sealed class GovernedApprovalTests
{
    private const string Asking = """
        {"version":"1","default":"deny","tools":{"note_save":{"approval":{"by":"operator","wait":"0s","timeout":"30m"},"limits":[{"counter":"saves","window":"hour","max":5}]}}}
        """;
    private const string Arguments = """{"key":"a","text":"b"}""";

    [Fact]
    public async Task Call_ThatNeedsApproval_AnswersPendingWithTheSameIdEachTime()
    {
        await using var gateway = await Governed.StartAsync(Asking);

        var first = await gateway.DeniedAsync("note_save", Arguments);
        var second = await gateway.DeniedAsync("note_save", """{ "text":"b", "key":"a" }""");

        first.At("code").ShouldBe(DecisionCodes.ApprovalRequired);
        first.At("approval.status").ShouldBe("pending");
        second.At("approval.id").ShouldBe(first.At("approval.id"));
        first.At("reason").ShouldContain(first.At("approval.id"));
        gateway.Peer.Gateway.Server.Callers.ShouldBeEmpty();
        (await gateway.RowsAsync(new AuditQuery { Outcome = "ask" })).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Approve_LetsExactlyOneIdenticalCallThrough()
    {
        await using var gateway = await Governed.StartAsync(Asking);
        var id = (await gateway.DeniedAsync("note_save", Arguments)).At("approval.id");
        await DecideAsync(gateway, id, true);

        (await gateway.DeniedAsync("note_save", """{"key":"a","text":"other"}""")).At("approval.id").ShouldNotBe(id);
        var calls = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => gateway.IsAllowedAsync("note_save", Arguments)));

        calls.Count(allowed => allowed).ShouldBe(1);
        gateway.Peer.Gateway.Server.Callers.Count.ShouldBe(1);
        (await gateway.RowsAsync(new AuditQuery { Kind = AuditKind.Intent })).Single().At("approval_id").ShouldBe(id);
    }

    [Fact]
    public async Task Deny_ReachesTheAgentWithItsReason_AndIsNotAskedAgain()
    {
        await using var gateway = await Governed.StartAsync(Asking);
        var id = (await gateway.DeniedAsync("note_save", Arguments)).At("approval.id");
        await DecideAsync(gateway, id, false, "Not on a Friday.");

        var denied = await gateway.DeniedAsync("note_save", Arguments);

        denied.At("code").ShouldBe(DecisionCodes.ApprovalDenied);
        denied.At("reason").ShouldContain("Not on a Friday.");
        (await gateway.Store.Approvals.ListAsync(new ApprovalFilter(), default)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Approve_ThenPolicyEdit_DoesNotCarryOver()
    {
        await using var gateway = await Governed.StartAsync(Asking);
        var id = (await gateway.DeniedAsync("note_save", Arguments)).At("approval.id");
        await DecideAsync(gateway, id, true);

        await gateway.PutAsync(Asking.Replace("\"max\":5", "\"max\":6", StringComparison.Ordinal));

        (await gateway.DeniedAsync("note_save", Arguments)).At("approval.id").ShouldNotBe(id);
    }

    [Fact]
    public async Task Approve_WhileTheCallWaits_LetsItOn()
    {
        await using var gateway = await Governed.StartAsync(Asking.Replace("\"0s\"", "\"60s\"", StringComparison.Ordinal));

        var waiting = gateway.IsAllowedAsync("note_save", Arguments);
        await DecideAsync(gateway, await PendingAsync(gateway), true);

        (await waiting).ShouldBeTrue();
    }

    [Fact]
    public async Task Remember_LetsLikeCallsThroughWithoutAsking()
    {
        await using var gateway = await Governed.StartAsync(
            Asking.Replace("\"timeout\"", "\"remember\":\"1h\",\"remember_on\":[\"args.key\"],\"timeout\"", StringComparison.Ordinal));
        var id = (await gateway.DeniedAsync("note_save", Arguments)).At("approval.id");
        await DecideAsync(gateway, id, true);

        (await gateway.IsAllowedAsync("note_save", Arguments)).ShouldBeTrue();
        (await gateway.IsAllowedAsync("note_save", """{"key":"a","text":"something else"}""")).ShouldBeTrue();
        (await gateway.IsAllowedAsync("note_save", """{"key":"z","text":"b"}""")).ShouldBeFalse();
    }

    [Fact]
    public async Task Limit_ThatAsksForItsExcess_LetsAnApprovedOneThrough()
    {
        await using var gateway = await Governed.StartAsync("""
            {"version":"1","default":"deny","tools":{"note_save":{"limits":[{"counter":"saves","window":"hour","max":1,"on_exceed":"ask"}]}}}
            """);
        (await gateway.IsAllowedAsync("note_save", Arguments)).ShouldBeTrue();

        var waiting = gateway.IsAllowedAsync("note_save", Arguments);
        await DecideAsync(gateway, await PendingAsync(gateway), true);

        (await waiting).ShouldBeTrue();
        var rows = await gateway.RowsAsync(new AuditQuery { Kind = AuditKind.Intent });
        rows[1].At("limits.0.override").ShouldBe("true");
        rows.Count.ShouldBe(2);
    }

    private static async Task DecideAsync(Governed gateway, string id, bool approve, string? reason = null)
        => (await gateway.Store.Approvals.DecideAsync(id, new ApprovalAnswer(approve, "ada", reason), default)).Succeeded.ShouldBeTrue();

    private static async Task<string> PendingAsync(Governed gateway)
    {
        while (true)
        {
            var open = await gateway.Store.Approvals.ListAsync(new ApprovalFilter(ApprovalState.Pending), default);
            if (open.Count > 0) return open[0].Id;
            await Task.Yield();
        }
    }
}
