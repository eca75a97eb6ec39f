using Baton.Policy.Approvals;
using Baton.Policy.Decisions;
using Baton.Policy.Documents;
using Baton.Policy.Tests.Support;

namespace Baton.Policy.Tests.Decisions;

public sealed class ApprovalDecisionTests
{
    private const string Asks = """{"approval":{"by":"caller","timeout":"5m","wait":"0s"}}""";

    [Fact]
    public void Decide_Asks_SaysWhomAndForHowLong()
    {
        var decision = Given.Decide(Asks, """{"a":1}""");

        decision.Outcome.ShouldBe(DecisionOutcome.Ask);
        decision.Code.ShouldBe("approval_required");
        decision.Rule.ShouldBe("/tools/t/approval");
        var request = decision.Approval.ShouldNotBeNull();
        request.By.ShouldBe(Approver.Caller);
        (request.Timeout, request.Wait).ShouldBe((TimeSpan.FromMinutes(5), TimeSpan.Zero));
        request.Fingerprint.Length.ShouldBe(64);
        decision.Reservations.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(ApprovalStatus.Approved, DecisionOutcome.Allow)]
    [InlineData(ApprovalStatus.Denied, DecisionOutcome.Deny)]
    [InlineData(ApprovalStatus.Pending, DecisionOutcome.Ask)]
    public void Decide_WithAnswerForThisCall_FollowsIt(ApprovalStatus status, DecisionOutcome outcome)
    {
        var policy = Given.Entry(Asks);
        var call = Given.Call("""{"a":1}""");
        var key = policy.FingerprintOf(call);

        var decision = policy.Decide(call with { Approval = new ApprovalFact(status, key, "ap_1", "too early") });

        decision.Outcome.ShouldBe(outcome);
        decision.UsesApproval.ShouldBe(status == ApprovalStatus.Approved);
        if (status == ApprovalStatus.Denied) decision.Message.ShouldContain("too early");
        if (status == ApprovalStatus.Pending) decision.Approval!.PendingId.ShouldBe("ap_1");
    }

    [Theory]
    [InlineData(null, "A person denied this call. Do not repeat it unchanged.")]
    [InlineData("  ", "A person denied this call. Do not repeat it unchanged.")]
    [InlineData("too early", "A person denied this call: too early. Do not repeat it unchanged.")]
    [InlineData("Not on a Friday. ", "A person denied this call: Not on a Friday. Do not repeat it unchanged.")]
    [InlineData("Why?", "A person denied this call: Why? Do not repeat it unchanged.")]
    public void Decide_Denied_SaysThePersonsReasonAsASentence(string? reason, string message)
    {
        var policy = Given.Entry(Asks);
        var call = Given.Call("""{"a":1}""");

        policy.Decide(call with { Approval = new ApprovalFact(ApprovalStatus.Denied, policy.FingerprintOf(call), "ap_1", reason) }).Message.ShouldBe(message);
    }

    [Theory]
    [InlineData("""{"a":2}""", "g")]
    [InlineData("""{"a":1}""", "h")]
    public void Decide_ApprovalOfAnotherCall_DoesNotCount(string args, string grant)
    {
        var policy = Given.Entry(Asks);
        var key = policy.FingerprintOf(Given.Call("""{"a":1}"""));

        var decision = policy.Decide(Given.Call(args) with { Grant = grant, Approval = new ApprovalFact(ApprovalStatus.Approved, key) });

        decision.Outcome.ShouldBe(DecisionOutcome.Ask);
    }

    [Fact]
    public void Decide_Remembered_CountsForTheSameValues()
    {
        var policy = Given.Entry("""{"approval":{"remember":"2h","remember_on":["args.customer"]}}""");
        var key = policy.Decide(Given.Call("""{"customer":"c1","amount":1}""")).Approval!.RememberKey.ShouldNotBeNull();
        DecisionOutcome With(string args) => policy.Decide(Given.Call(args) with { Approval = new ApprovalFact(ApprovalStatus.Approved, key) }).Outcome;

        With("""{"customer":"c1","amount":2}""").ShouldBe(DecisionOutcome.Allow);
        With("""{"customer":"c2","amount":1}""").ShouldBe(DecisionOutcome.Ask);
        With("""{"amount":1}""").ShouldBe(DecisionOutcome.Ask);
    }

    [Fact]
    public void Decide_RememberForSession_NeedsASession()
    {
        var policy = Given.Entry("""{"approval":{"remember":"session"}}""");
        policy.Decide(Given.Call()).Approval!.RememberKey.ShouldNotBeNull();
        policy.Decide(Given.Call() with { Session = null }).Approval!.RememberKey.ShouldBeNull();
        policy.Decide(Given.Call()).Approval!.Remember.ShouldBe(RememberFor.Session);
    }

    [Fact]
    public void Decide_TwoEntriesAsk_TheOperatorAnswers()
        => Given.Policy("""{"version":"1","default":"deny","tools":{"t":{"approval":{"by":"caller"}}},"all_tools":{"approval":{"by":"operator"}}}""")
            .Decide(Given.Call()).Approval!.By.ShouldBe(Approver.Operator);
}
