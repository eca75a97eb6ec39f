using System.Globalization;
using System.Runtime.CompilerServices;
using Baton.Policy.Approvals;
using Baton.Policy.Limits;
using Baton.Policy.Results;

namespace Baton.Policy.Decisions;

/// <summary>What a policy says of a call. Immutable; what the counter store answers makes a new one.</summary>
public sealed class Decision
{
    /// <summary>What happens to the call.</summary>
    public required DecisionOutcome Outcome { get; init; }

    /// <summary>The rule that decided; empty when none refused.</summary>
    public string Rule { get; init; } = RuleIds.None;

    /// <summary>A stable word, from <see cref="DecisionCodes"/>.</summary>
    public required string Code { get; init; }

    /// <summary>What the agent is told: why, and how to go on; it names no other rule.</summary>
    public string Message { get; init; } = "";

    /// <summary>The place of the entry that applied, such as <c>/tools/create_charge</c>; empty when none did.</summary>
    public string Entry { get; init; } = "";

    /// <summary>Whether a refusal is only recorded: <see cref="Outcome"/> is then <see cref="DecisionOutcome.Allow"/>, and rule, code and message are the refusal's.</summary>
    public bool IsObserved { get; init; }

    /// <summary>What would have happened, were it not only observed.</summary>
    public DecisionOutcome ObservedOutcome { get; init; }

    /// <summary>What to reserve, all or none, before the call leaves.</summary>
    public IReadOnlyList<LimitReservation> Reservations { get; init; } = [];

    /// <summary>Whom to ask, for how long; set when the outcome is <see cref="DecisionOutcome.Ask"/>, and when the excess of a limit would ask.</summary>
    public ApprovalRequest? Approval { get; init; }

    /// <summary>Whether an approval let the call pass and is to be used up.</summary>
    public bool UsesApproval { get; init; }

    /// <summary>What is done with the answer; null for nothing.</summary>
    public ResultPlan? Result { get; init; }

    /// <summary>What is left of the budget that refused; null when none did.</summary>
    public decimal? Remaining { get; init; }

    /// <summary>When to try again; null when that is not known, infinite when never.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The reservation that did not fit; null when the decision is no excess of a limit.</summary>
    private StrongBox<LimitReservation>? Excess { get; init; }

    /// <summary>The decision for a grant that has no policy for the server.</summary>
    public static Decision NoPolicy { get; } = new()
    {
        Outcome = DecisionOutcome.Deny,
        Rule = RuleIds.NoPolicy,
        Code = DecisionCodes.NoPolicy,
        Message = "This grant has no policy for this server. Ask the operator for one.",
    };

    /// <summary>The decision when the counter store answers that a reservation does not fit.</summary>
    /// <param name="reservation">The one that did not fit.</param>
    /// <param name="remaining">What is left of its budget.</param>
    /// <param name="retryAfter">When it would fit.</param>
    public Decision LimitExceeded(in LimitReservation reservation, decimal remaining, TimeSpan retryAfter)
    {
        var limit = reservation.Limit;
        var when = retryAfter == Timeout.InfiniteTimeSpan ? "This call alone is more than the budget."
            : limit.Window is null ? "Wait for another call to end."
            : $"{(limit.SameArguments ? "Do not repeat the call unchanged, or try" : "Try")} again in {Texts.Wait(retryAfter)}.";
        var asking = limit.OnExceed != Documents.ExceedAction.Ask ? "" : retryAfter == Timeout.InfiniteTimeSpan ? " Repeat the same call once it is approved." : " Or repeat the same call once it is approved.";
        var message = string.Create(CultureInfo.InvariantCulture, $"The limit \"{limit.Counter}\" ({limit.Bound}) is reached: {remaining} left, this call costs {reservation.Cost}. {when}{asking}");
        return new Decision
        {
            Outcome = limit.OnExceed == Documents.ExceedAction.Ask ? DecisionOutcome.Ask : DecisionOutcome.Deny,
            Rule = limit.Rule,
            Code = DecisionCodes.LimitExceeded,
            Message = message,
            Entry = Entry,
            Approval = limit.OnExceed == Documents.ExceedAction.Ask ? Approval : null,
            Result = Result,
            Remaining = remaining,
            RetryAfter = retryAfter,
            Excess = new StrongBox<LimitReservation>(reservation),
        };
    }

    /// <summary>The same decision, told so much later: what is said of when to try again counts from then.</summary>
    public Decision After(TimeSpan waited) => Excess is not { } excess || RetryAfter is not { } retry || retry == Timeout.InfiniteTimeSpan
        ? this
        : LimitExceeded(excess.Value, Remaining!.Value, retry > waited ? retry - waited : TimeSpan.Zero);

    internal Decision With(IReadOnlyList<LimitReservation> reservations, ApprovalRequest? approval, ResultPlan? result, bool usesApproval) => new()
    {
        Outcome = Outcome,
        Rule = Rule,
        Code = Code,
        Message = Message,
        Entry = Entry,
        IsObserved = IsObserved,
        ObservedOutcome = ObservedOutcome,
        Reservations = reservations,
        Approval = approval,
        UsesApproval = usesApproval,
        Result = result,
        Remaining = Remaining,
        RetryAfter = RetryAfter,
    };

    /// <summary>The decision when the counter store does not answer.</summary>
    public Decision LimitsUnavailable() => new()
    {
        Outcome = DecisionOutcome.Deny,
        Rule = RuleIds.LimitsUnavailable,
        Code = DecisionCodes.LimitsUnavailable,
        Message = "The counters of this policy's limits cannot be reached, so the call was not made. No limit was reached. Try again later.",
        Entry = Entry,
    };
}
