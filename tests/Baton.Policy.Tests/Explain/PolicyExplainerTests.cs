using Baton.Policy.Documents;
using Baton.Policy.Explain;
using Baton.Policy.Tests.Documents;
using Baton.Policy.Tests.Support;

namespace Baton.Policy.Tests.Explain;

public sealed class PolicyExplainerTests
{
    [Fact]
    public void Explain_EveryRule_HasItsOutcomeAndWhy()
    {
        var policy = Given.Policy("""
            {"version":"1","default":"deny","all_tools":{"limits":[{"counter":"calls","window":"minute","max":60}]},
             "tools":{"t":{"reason":"x",
               "deny_if":[{"conditions":[{"path":"args.branch","op":"eq","value":"main"}]}],
               "require":[{"when":[{"path":"args.currency","op":"eq","value":"USD"}],"conditions":[{"path":"args.amount","op":"lte","value":500}]},{"conditions":[{"path":"args.amount","op":"lte","value":9}]}],
               "approval":{"when":[{"path":"args.amount","op":"gt","value":5}]}}}}
            """);

        var explanation = PolicyExplainer.Explain(policy, Given.Call("""{"branch":"dev","currency":"EUR","amount":7}""", schema: "{}"));

        explanation.Rules.Select(rule => (rule.Rule, rule.Step, rule.Outcome)).ShouldBe(
        [
            ("/tools/t", "entry", "pass"), ("/all_tools", "entry", "pass"), ("(input schema)", "schema", "pass"),
            ("/tools/t/deny_if/0", "deny_if", "pass"), ("/tools/t/require/0", "require", "skip"), ("/tools/t/require/1", "require", "pass"),
            ("/tools/t/approval", "approval", "ask"), ("/all_tools/limits/calls", "limits", "reserve"),
        ]);
        explanation.Rules[3].Why.ShouldBe("`args.branch` equals \"main\": false");
        explanation.Decision.Rule.ShouldBe("/tools/t/approval");
    }

    [Fact]
    public void Explain_UndecidedGuard_SaysThatTheRuleApplies()
    {
        var policy = Given.Entry("""{"require":[{"when":[{"path":"args.currency","op":"eq","value":"USD"}],"conditions":[{"path":"args.amount","op":"lte","value":500}]}]}""");
        PolicyExplainer.Explain(policy, Given.Call("""{"amount":900}""")).Rules[^1].Why.ShouldContain("its guard is undecided, so it applies (`args.currency` is missing)");
    }

    [Fact]
    public void Explain_Malformed_SaysWhy()
        => PolicyExplainer.Explain(Given.Entry("{}"), Given.Call("[1]")).Rules[^1].Why.ShouldBe("they are not an object");

    [Fact]
    public void Explain_AnyDocument_AgreesWithTheDecision()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var policy = Given.Load(new DocumentGenerator(seed).Document()).Policy!;
            foreach (var args in new[] { "{}", """{"x":5}""", """{"x":"a","other":"a"}""" })
            {
                var explanation = PolicyExplainer.Explain(policy, Given.Call(args, "save", ToolCategory.Read));
                var decision = explanation.Decision;
                var blocking = explanation.Rules.Where(rule => rule is { Outcome: "refuse" or "ask" or "hide", Observed: false }).Select(rule => rule.Rule).ToArray();
                if (decision.Outcome == Policy.Decisions.DecisionOutcome.Allow) blocking.ShouldBeEmpty();
                else blocking.ShouldContain(decision.Rule);
            }
        }
    }
}
