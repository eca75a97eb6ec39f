using Baton.Policy.Compilation;
using Baton.Policy.Conditions;
using Baton.Policy.Results;

namespace Baton.Policy.Decisions;

/// <summary>The last steps: approvals, then limits, then the answer that goes on.</summary>
internal static class FinalSteps
{
    public static Decision Run(CompiledPolicy policy, AppliedEntries entries, ref CallContext context, Refusal observed)
    {
        var approval = ApprovalStep.Run(policy, entries, ref context, ref observed);
        if (approval.Refusal.IsSet) return approval.Refusal.ToDecision(DecisionOutcome.Deny, entries.Pointer);
        if (approval.Request is not null) return Ask(entries, approval);
        var limits = LimitStep.Run(entries, approval.IsApproved, ref context, ref observed, out var reservations);
        if (limits.IsSet) return limits.ToDecision(DecisionOutcome.Deny, entries.Pointer);
        return new Decision
        {
            Outcome = DecisionOutcome.Allow,
            Rule = observed.Rule ?? RuleIds.None,
            Code = observed.Code ?? DecisionCodes.Allowed,
            Message = observed.Message ?? "",
            Entry = entries.Pointer,
            IsObserved = observed.IsSet,
            ObservedOutcome = !observed.IsSet ? DecisionOutcome.Allow : observed.Code == DecisionCodes.ApprovalRequired ? DecisionOutcome.Ask : DecisionOutcome.Deny,
            Reservations = reservations,
            Approval = LimitStep.ApprovalForExcess(policy, reservations, ref context),
            UsesApproval = approval.IsApproved,
            Result = ResultPlan.Merge(ResultPlan.Merge(ResultOf(entries.Own), ResultOf(entries.Class)), ResultOf(entries.All)),
        };
    }

    private static ResultPlan? ResultOf(CompiledEntry? entry) => entry is { IsObserved: false } ? entry.Result : null;

    private static Decision Ask(AppliedEntries entries, ApprovalVerdict approval) => new()
    {
        Outcome = DecisionOutcome.Ask,
        Rule = approval.Rule!,
        Code = DecisionCodes.ApprovalRequired,
        Message = approval.Message!,
        Entry = entries.Pointer,
        Approval = approval.Request,
    };
}
