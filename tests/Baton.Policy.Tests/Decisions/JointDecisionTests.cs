using Baton.Policy.Approvals;
using Baton.Policy.Compilation;
using Baton.Policy.Decisions;
using Baton.Policy.Documents;
using Baton.Policy.Tests.Support;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Policy.Tests.Decisions;

/// <summary>One call under several names: the rules of each hold.</summary>
public sealed class JointDecisionTests
{
    [Theory]
    [InlineData("""{"a":{},"b":{}}""", DecisionOutcome.Allow, 0)]
    [InlineData("""{"a":{},"b":{"action":"require_approval"}}""", DecisionOutcome.Ask, 1)]
    [InlineData("""{"a":{"action":"require_approval"},"b":{"action":"deny"}}""", DecisionOutcome.Deny, 1)]
    [InlineData("""{"a":{"action":"deny"},"b":{"action":"hide"}}""", DecisionOutcome.Hide, 1)]
    [InlineData("""{"a":{"action":"deny"},"b":{"action":"deny"}}""", DecisionOutcome.Deny, 0)]
    public void Decide_TakesTheStrictest(string tools, DecisionOutcome outcome, int index)
    {
        var joint = Policy(tools).DecideJointly([Call("a"), Call("b", part: 1)]);

        joint.Decision.Outcome.ShouldBe(outcome);
        joint.Index.ShouldBe(index);
    }

    [Fact]
    public void Decide_TwoNamesOfOneCallOnOneCounter_ReserveOnce_TheLargerCost()
    {
        var policy = Policy("""{"*":{"limits":[{"counter":"spend","window":"day","max":100,"cost":{"path":"args.amount"}}]}}""");

        var reservation = policy.DecideJointly([Call("a", """{"amount":0}"""), Call("b", """{"amount":60}""", part: 1)]).Decision.Reservations.ShouldHaveSingleItem();

        reservation.Cost.ShouldBe(60);
    }

    [Fact]
    public void Decide_SeveralCallsInOneMessage_AddUp()
    {
        var policy = Policy("""{"pay":{"limits":[{"counter":"spend","window":"day","max":100,"cost":{"path":"args.amount"}}]},"m":{}}""");

        var reservation = policy.DecideJointly(
            [Call("m"), Call("pay", """{"amount":60}""", part: 1), Call("pay", """{"amount":50.5}""", part: 2)]).Decision.Reservations.ShouldHaveSingleItem();

        reservation.Cost.ShouldBe(110.5m);
    }

    [Fact]
    public void Decide_SlotsOfConcurrency_AreOneForTheWholeMessage()
    {
        var policy = Policy("""{"*":{"limits":[{"counter":"at_once","concurrent":2}]}}""");

        policy.DecideJointly([Call("m"), Call("a", part: 1), Call("b", part: 2)]).Decision.Reservations.ShouldHaveSingleItem().Cost.ShouldBe(1);
    }

    [Fact]
    public void Decide_ManyCalls_ReserveWhatTheyCostTogether() => Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), amounts =>
    {
        var policy = Policy("""{"pay":{"limits":[{"counter":"spend","window":"day","max":100000,"cost":{"path":"args.amount"}}]},"m":{}}""");
        CallFacts[] names = [Call("m"), .. amounts.Select((amount, at) => Call("pay", $$"""{"amount":{{amount}}}""", at + 1))];

        return policy.DecideJointly(names).Decision.Reservations.Sum(reservation => reservation.Cost) == amounts.Sum(amount => (decimal)amount);
    }).Check(Repeatable.Config);

    [Fact]
    public void Decide_ResultRulesOfAll_Hold()
    {
        var plan = Policy("""{"a":{"result":{"max_bytes":100}},"b":{"result":{"max_bytes":50}}}""").DecideJointly([Call("a"), Call("b", part: 1)]).Decision.Result;

        plan.ShouldNotBeNull().MaxBytes.ShouldBe(50);
    }

    [Fact]
    public void Decide_WhereTwoNamesAsk_OneWordOnTheWholeCallAnswersBoth_AndNothingIsRemembered()
    {
        var policy = Policy("""{"a":{"approval":{"by":"caller","remember":"1h"}},"b":{"approval":{"by":"operator","remember":"1h"}}}""");
        CallFacts[] names = [Call("a"), Call("b", part: 1)];

        var asked = policy.DecideJointly(names).Decision.Approval.ShouldNotBeNull();
        var approved = policy.DecideJointly(names, asked.Fingerprint, new ApprovalFact(ApprovalStatus.Approved, asked.Fingerprint, "ap_1"));
        var denied = policy.DecideJointly(names, asked.Fingerprint, new ApprovalFact(ApprovalStatus.Denied, asked.Fingerprint, "ap_1", "No."));
        var other = policy.DecideJointly(names, asked.Fingerprint, new ApprovalFact(ApprovalStatus.Approved, "another", "ap_1"));

        asked.By.ShouldBe(Approver.Operator);
        asked.RememberKey.ShouldBeNull();
        asked.Remember.ShouldBe(RememberFor.None);
        approved.Decision.Outcome.ShouldBe(DecisionOutcome.Allow);
        approved.Decision.UsesApproval.ShouldBeTrue();
        denied.Decision.Outcome.ShouldBe(DecisionOutcome.Deny);
        other.Decision.Outcome.ShouldBe(DecisionOutcome.Ask);
    }

    [Fact]
    public void Fingerprint_OfACarriedCall_IsItsOwnAndItsCarriers()
    {
        var policy = Policy("""{"pay":{}}""");
        var direct = policy.FingerprintOf(Call("pay", """{"amount":5}"""));
        var carried = policy.FingerprintOf(Call("pay", """{"amount":5}""", part: 1) with { CarriedBy = "one" });

        carried.ShouldNotBe(direct);
        carried.ShouldNotBe(policy.FingerprintOf(Call("pay", """{"amount":5}""", part: 1) with { CarriedBy = "two" }));
        carried.ShouldBe(policy.FingerprintOf(Call("pay", """{ "amount" : 5.0 }""", part: 1) with { CarriedBy = "one" }));
    }

    private static CompiledPolicy Policy(string tools)
        => Given.Policy($$"""{"version":"1","default":"deny","tools":{{tools}}}""");

    private static CallFacts Call(string tool, string arguments = "{}", int part = 0) => Given.Call(arguments, tool) with { Part = part };
}
