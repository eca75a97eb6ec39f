using System.Collections.Immutable;
using Baton.Gateway.Audit;
using Baton.Gateway.Pipeline;
using Baton.Gateway.Policies;
using Baton.Policy.Decisions;

namespace Baton.Gateway.Governance;

/// <summary>A policy's decision about a call, with what approvals, limits and audit need of it.</summary>
internal sealed record PolicyVerdict : Verdict
{
    public required Decision Decision { get; init; }

    public required LoadedPolicy Policy { get; init; }

    /// <summary>Every name under which the call is judged; judged again once an approval is there.</summary>
    public required ImmutableArray<CallFacts> Names { get; init; }

    /// <summary>The name that decided, or that says best what the call does.</summary>
    public required CallFacts Facts { get; init; }

    /// <summary>The fingerprint or remembered key of the approval that let it pass.</summary>
    public string? ApprovalKey { get; init; }

    /// <summary>The approval that the call uses up; null when it needs none, or when it is a remembered one.</summary>
    public string? ApprovalId { get; init; }

    /// <summary>The approval that counted or is asked for, for audit.</summary>
    public string? ApprovalSeen { get; init; }

    /// <summary>The limits after the reservation.</summary>
    public ImmutableArray<AuditLimit> Limits { get; init; } = [];

    /// <summary>Judges a call under all its names.</summary>
    public static PolicyVerdict Of(LoadedPolicy policy, ImmutableArray<CallFacts> names, bool hasOutputSchema)
        => Of(policy.Policy.DecideJointly(names.AsSpan()), policy, names, hasOutputSchema);

    /// <summary>The verdict on a method that has one name and no rules of its own.</summary>
    public static PolicyVerdict Of(Decision decision, LoadedPolicy policy, in CallFacts facts) => Of(new JointDecision(decision, 0), policy, [facts], hasOutputSchema: false);

    /// <summary>The verdict on the same call with another decision, as a limit gives one.</summary>
    public PolicyVerdict With(Decision decision) => Of(decision, this);

    /// <summary>The verdict on the same call, now that the store's word on its approval is known.</summary>
    public PolicyVerdict JudgeAgain(ApprovalFact approval) => Of(
        Policy.Policy.DecideJointly(Names.AsSpan(), Decision.Approval!.Fingerprint, approval), Policy, Names, HasOutputSchema) with { ApprovalKey = approval.Key };

    private static PolicyVerdict Of(JointDecision joint, LoadedPolicy policy, ImmutableArray<CallFacts> names, bool hasOutputSchema)
    {
        // A call that is let through is told by what it does in the end.
        var carried = joint.Decision.Outcome == DecisionOutcome.Allow ? names.FirstOrDefault(name => name.CarriedBy is not null) : default;
        var facts = carried.CarriedBy is not null ? carried : names[joint.Index];
        return Of(joint.Decision, new PolicyVerdict
        {
            Outcome = default,
            Rule = "",
            Decision = joint.Decision,
            Policy = policy,
            Names = names,
            Facts = facts,
            Subject = facts.CarriedBy is null ? null : facts.Tool.Name,
            HasOutputSchema = hasOutputSchema,
        });
    }

    private static PolicyVerdict Of(Decision decision, PolicyVerdict verdict) => verdict with
    {
        Outcome = decision.Outcome switch
        {
            DecisionOutcome.Allow => VerdictOutcome.Allow,
            DecisionOutcome.Ask => VerdictOutcome.Ask,
            DecisionOutcome.Hide => VerdictOutcome.Hide,
            _ => VerdictOutcome.Deny,
        },
        Rule = decision.Rule,
        Code = decision.Code,
        Message = decision.Message,
        HasLimits = decision.Reservations.Count > 0,
        Decision = decision,
    };
}
