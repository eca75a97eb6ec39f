using System.Collections.Immutable;
using Baton.Gateway.Approvals;
using Baton.Gateway.Audit;
using Baton.Gateway.Governance;
using Baton.Gateway.Pipeline;
using Baton.Memory.Storage;
using Baton.Policy.Decisions;

namespace Baton.Gateway.Limits;

/// <summary>Reserves the limits of decisions and uses up their approvals, in the store that all processes share.</summary>
public sealed class LimitBudget : IBudget, IAsyncDisposable
{
    private const string Step = "limits";
    private readonly ILimitStore _store;
    private readonly OperatorConsent _consent;
    private readonly LeaseKeeper _leases;
    private readonly Action<string> _log;

    /// <param name="store">The counters.</param>
    /// <param name="consent">Asked for an excess where the policy says <c>on_exceed: ask</c>.</param>
    /// <param name="time">Drives the heartbeat of concurrency slots.</param>
    /// <param name="log">Hears why the store could not answer, which the agent is not told.</param>
    public LimitBudget(ILimitStore store, OperatorConsent consent, TimeProvider time, Action<string>? log = null)
    {
        _log = log ?? (static _ => { });
        _store = store;
        _consent = consent;
        _leases = new LeaseKeeper(store, time);
    }

    public async ValueTask<Reservation> ReserveAsync(Call call, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(call);
        var verdict = (PolicyVerdict)call.Verdict!;
        try
        {
            return await ReserveAsync(call, verdict, mayAsk: true, cancellationToken);
        }
        catch (StoreUnavailableException unavailable)
        {
            _log($"baton: step {Step} failed: {unavailable.Message}");
            return Refused(verdict.Decision.LimitsUnavailable(), verdict);
        }
    }

    public async ValueTask SettleAsync(Reservation reservation, bool reachedServer)
    {
        var hold = ((BudgetReservation)reservation).Hold;
        if (hold.HasLeases) _leases.Drop(hold);
        await _store.SettleAsync(hold, reachedServer);
    }

    public ValueTask DisposeAsync() => _leases.DisposeAsync();

    private async ValueTask<Reservation> ReserveAsync(Call call, PolicyVerdict verdict, bool mayAsk, CancellationToken cancellationToken)
    {
        var decision = verdict.Decision;
        var demand = new LimitDemand(decision.Reservations, verdict.ApprovalId, verdict.ApprovalKey);
        switch (await _store.ReserveAsync(demand))
        {
            case LimitAnswer.Held { Hold: var hold }:
                return Hold(call, verdict, hold);
            case LimitAnswer.Exceeded exceeded:
                var excess = decision.LimitExceeded(decision.Reservations[exceeded.Index], exceeded.Remaining, exceeded.RetryAfter);
                if (!mayAsk || excess.Outcome != DecisionOutcome.Ask) return Refused(excess, verdict);
                call.Verdict = verdict.With(excess);
                if (await _consent.ObtainAsync(call, cancellationToken) is { } refusal) return new Reservation { Refusal = refusal };
                return await ReserveAsync(call, (PolicyVerdict)call.Verdict, mayAsk: false, cancellationToken);
            default:
                return new Reservation { Refusal = await _consent.GoneAsync(call, verdict, cancellationToken) };
        }
    }

    private BudgetReservation Hold(Call call, PolicyVerdict verdict, LimitHold hold)
    {
        if (hold.HasLeases) _leases.Keep(hold);
        call.Verdict = verdict with { Limits = LimitsAfter(verdict.Decision, hold) };
        return new BudgetReservation(hold);
    }

    private static ImmutableArray<AuditLimit> LimitsAfter(Decision decision, LimitHold hold)
    {
        var limits = ImmutableArray.CreateBuilder<AuditLimit>(hold.Tickets.Length);
        for (var index = 0; index < hold.Tickets.Length; index++)
        {
            var reservation = decision.Reservations[index];
            limits.Add(new AuditLimit(reservation.Limit.Counter, hold.Tickets[index].Remaining, reservation.Max) { IsOverride = reservation.IsOverride });
        }
        return limits.MoveToImmutable();
    }

    private static Reservation Refused(Decision decision, PolicyVerdict verdict)
        => new() { Refusal = DecisionRefusal.Of(Step, decision, verdict.HasOutputSchema) };
}
