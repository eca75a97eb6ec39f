using Baton.Policy.Approvals;
using Baton.Policy.Compilation;
using Baton.Policy.Results;

namespace Baton.Policy.Decisions;

/// <summary>
/// The decision about one call under several names: a dialect's tool and the operations it stands for, or a tool that calls
/// others and those it calls. No name is a way around the rules of another.
/// </summary>
/// <param name="Decision">The strictest of all; where all allow, with the limits and the result rules of all.</param>
/// <param name="Index">The name that decided.</param>
public readonly record struct JointDecision(Decision Decision, int Index)
{
    internal static JointDecision Of(CompiledPolicy policy, ReadOnlySpan<CallFacts> names)
    {
        var decisions = new Decision[names.Length];
        var strictest = 0;
        for (var at = 0; at < names.Length; at++)
        {
            decisions[at] = DecisionEngine.Decide(policy, names[at]);
            if (Rank(decisions[at]) > Rank(decisions[strictest])) strictest = at;
        }
        return decisions[strictest].Outcome switch
        {
            _ when names.Length == 1 => new JointDecision(decisions[0], 0),
            DecisionOutcome.Allow => Allow(names, decisions),
            DecisionOutcome.Ask => new JointDecision(Ask(decisions, strictest), strictest),
            _ => new JointDecision(decisions[strictest], strictest),
        };
    }

    /// <summary>
    /// The same call, judged again with the store's word on its approval. A word on this very call counts under every name, since
    /// one question was asked for all of them; a remembered one counts only where it was remembered.
    /// </summary>
    internal static CallFacts[] WithApproval(CompiledPolicy policy, ReadOnlySpan<CallFacts> names, string fingerprint, ApprovalFact approval)
    {
        var told = new CallFacts[names.Length];
        for (var at = 0; at < names.Length; at++)
        {
            var own = approval.Key == fingerprint ? approval with { Key = policy.FingerprintOf(names[at]) } : approval;
            told[at] = names[at] with { Approval = own };
        }
        return told;
    }

    private static JointDecision Allow(ReadOnlySpan<CallFacts> names, Decision[] decisions)
    {
        var first = Math.Max(0, Array.FindIndex(decisions, decision => decision.IsObserved));
        var approval = Array.Find(decisions, decision => decision.Approval is not null)?.Approval;
        var result = decisions.Aggregate(default(ResultPlan), (plan, decision) => ResultPlan.Merge(plan, decision.Result));
        var joint = decisions[first].With(
            JointReservations.Of(names, decisions), approval, result, Array.Exists(decisions, decision => decision.UsesApproval));
        return new JointDecision(joint, first);
    }

    private static Decision Ask(Decision[] decisions, int strictest)
    {
        var decision = decisions[strictest];
        if (decisions.Count(other => other.Outcome == DecisionOutcome.Ask) == 1) return decision;
        // What counts for like calls of one name must not answer for another.
        var asked = decision.Approval! with { RememberKey = null, Remember = RememberFor.None };
        var byOperator = Array.Exists(decisions, other => other.Approval?.By == Documents.Approver.Operator);
        return decision.With([], byOperator ? asked with { By = Documents.Approver.Operator } : asked, null, usesApproval: false);
    }

    private static int Rank(Decision decision) => decision.Outcome switch
    {
        DecisionOutcome.Hide => 3,
        DecisionOutcome.Deny => 2,
        DecisionOutcome.Ask => 1,
        _ => 0,
    };
}
