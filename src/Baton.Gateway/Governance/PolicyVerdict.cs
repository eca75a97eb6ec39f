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

    /// <summary>What was judged; judged again once an approval is there.</summary>
    public required CallFacts Facts { get; init; }

    /// <summary>The approval that the call uses up; null when it needs none, or when it is a remembered one.</summary>
    public string? ApprovalId { get; init; }

    /// <summary>The approval that counted or is asked for, for audit.</summary>
    public string? ApprovalSeen { get; init; }

    /// <summary>The limits after the reservation.</summary>
    public ImmutableArray<AuditLimit> Limits { get; init; } = [];

    public static PolicyVerdict Of(Decision decision, LoadedPolicy policy, in CallFacts facts, bool hasOutputSchema) => new()
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
        HasOutputSchema = hasOutputSchema,
        Decision = decision,
        Policy = policy,
        Facts = facts,
    };

    /// <summary>
    /// The stricter of two verdicts on one call under two names. A refusal wins over a question, a question over limits; the
    /// limits of two permissions are reserved together, one that both share only once.
    /// </summary>
    public PolicyVerdict OrStricter(PolicyVerdict other)
    {
        if (Rank(other) > Rank(this)) return other;
        if (Rank(other) < Rank(this) || Outcome != VerdictOutcome.Allow || !other.HasLimits) return this;
        var further = other.Decision.Reservations.Where(added => !Decision.Reservations.Any(mine => Equals(mine.Limit, added.Limit)));
        return this with { Decision = Decision.WithReservations([.. Decision.Reservations, .. further]) };
    }

    private static int Rank(PolicyVerdict verdict) => verdict.Outcome switch
    {
        VerdictOutcome.Hide => 4,
        VerdictOutcome.Deny => 3,
        VerdictOutcome.Ask => 2,
        _ => verdict.HasLimits ? 1 : 0,
    };

    /// <summary>The decision on the same call, now that the store's word on its approval is known.</summary>
    public PolicyVerdict JudgeAgain(ApprovalFact approval)
    {
        var facts = Facts with { Approval = approval };
        return Of(Policy.Policy.Decide(facts), Policy, facts, HasOutputSchema);
    }
}
