using System.Text;
using Baton.Policy.Decisions;
using Baton.Policy.Documents;
using Baton.Policy.Explain;
using Baton.Policy.Tests.Support;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Policy.Tests.Decisions.Naive;

/// <summary>Small random policies and calls, decided by the engine and by the naive evaluator.</summary>
public sealed class NaiveDecisionTests
{
    [Fact]
    public void Decide_SmallRandomPolicies_AgreesWithTheNaiveEvaluator()
        => Check.One(Repeatable.Config.WithMaxTest(400), Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var policies = new SmallPolicies(seed);
            var document = policies.Document();
            var policy = Given.Policy(document.ToJsonString());
            for (var call = 0; call < 12; call++)
            {
                var naive = policies.Call();
                var facts = Facts(naive);
                var expected = NaiveDecision.Of(document, naive);
                var decision = policy.Decide(facts);
                Verdict(decision).ShouldBe(expected.ToString(), $"{document.ToJsonString()} on {naive}");
                PolicyExplainer.Explain(policy, facts).Decision.Rule.ShouldBe(expected.Rule);
            }
        }));

    // The property says something only when each step decides now and then.
    [Fact]
    public void SmallPolicies_ReachEveryStepOfTheOrder()
    {
        var seen = new HashSet<string>();
        for (var seed = 0; seed < 400; seed++)
        {
            var policies = new SmallPolicies(seed);
            var document = policies.Document();
            for (var call = 0; call < 12; call++)
            {
                var verdict = NaiveDecision.Of(document, policies.Call());
                seen.Add($"{verdict.Code}{(verdict.IsObserved ? " observed" : "")}");
            }
        }
        string[] always = ["hidden", "default_deny", "definition_changed", "malformed", "allowed"];
        string[] either = ["invalid_arguments", "rule_denied", "requirement_not_met", "undecided", "denied", "approval_required", "invalid_cost"];
        seen.Order(StringComparer.Ordinal).ShouldBe(
            always.Concat(either).Concat(either.Append("default_deny").Select(code => $"{code} observed")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Visibility_SmallRandomPolicies_HidesWhatNoCallOfItIsAllowed()
        => Check.One(Repeatable.Config.WithMaxTest(150), Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var policies = new SmallPolicies(seed);
            var policy = Given.Policy(policies.Document().ToJsonString());
            for (var call = 0; call < 12; call++)
            {
                var facts = Facts(policies.Call());
                var visible = policy.Visibility(facts.Kind, facts.Tool, facts.DefinitionChanged);
                var decision = policy.Decide(facts);
                if (visible == ToolVisibility.Hidden) decision.Outcome.ShouldBe(DecisionOutcome.Hide);
                else decision.Outcome.ShouldNotBe(DecisionOutcome.Hide);
                if (visible == ToolVisibility.NeverCallable) decision.Outcome.ShouldBeOneOf(DecisionOutcome.Deny, DecisionOutcome.Ask);
            }
        }));

    private static string Verdict(Decision decision)
    {
        var reserved = decision.Outcome == DecisionOutcome.Allow
            ? decision.Reservations.Select(reservation => $"{reservation.Limit.Rule}={reservation.Cost}").ToArray() : [];
        return new NaiveVerdict(WordTable<DecisionOutcome>.Text(decision.Outcome), decision.Rule, decision.Code, decision.IsObserved, reserved).ToString();
    }

    private static CallFacts Facts(NaiveCall call)
    {
        var schema = call.RequiredBySchema.Length == 0 ? null : $$"""{"required":["{{call.RequiredBySchema[0]}}"]}""";
        var category = Enum.Parse<ToolCategory>(call.Category, ignoreCase: true);
        return Given.Call(tool: call.Tool, category: category, schema: schema) with
        {
            Arguments = Encoding.UTF8.GetBytes(call.MalformedArguments ?? call.Arguments!.ToJsonString()),
            DefinitionChanged = call.DefinitionChanged,
        };
    }
}
