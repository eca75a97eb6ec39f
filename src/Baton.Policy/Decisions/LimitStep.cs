using Baton.Policy.Approvals;
using Baton.Policy.Compilation;
using Baton.Policy.Conditions;
using Baton.Policy.Documents;
using Baton.Policy.Limits;

namespace Baton.Policy.Decisions;

/// <summary>Works out what a call costs and whose budgets it draws on.</summary>
internal static class LimitStep
{
    private static readonly ApprovalPlan Excess = new("", null, Approver.Operator, ApprovalPlan.DefaultTimeout, ApprovalPlan.DefaultWait, RememberFor.None, TimeSpan.Zero, []);

    public static Refusal Run(AppliedEntries entries, bool isApproved, ref CallContext context, ref Refusal observed, out LimitReservation[] reservations)
    {
        var most = (entries.Own?.Limits.Length ?? 0) + (entries.Class?.Limits.Length ?? 0) + (entries.All?.Limits.Length ?? 0);
        reservations = most == 0 ? [] : new LimitReservation[most];
        var count = 0;
        for (var layer = 0; layer < DecisionEngine.Layers; layer++)
        {
            if (entries[layer] is not { Limits.Length: > 0 } entry) continue;
            foreach (var limit in entry.Limits)
            {
                if (!CostReader.TryRead(limit, ref context, out var cost, out var problem))
                {
                    var refusal = new Refusal(limit.Rule, DecisionCodes.InvalidCost, problem!);
                    if (!entry.IsObserved) return refusal;
                    if (!observed.IsSet) observed = refusal;
                    continue;
                }
                Add(Reserve(limit, cost, entry.IsObserved, isApproved, ref context), reservations, ref count);
            }
        }
        count = SharedCounters.Join(reservations.AsSpan(0, count));
        if (count < most) reservations = reservations[..count];
        return default;
    }

    /// <summary>The question to ask when a reservation does not fit whose limit asks.</summary>
    public static ApprovalRequest? ApprovalForExcess(CompiledPolicy policy, LimitReservation[] reservations, ref CallContext context)
    {
        if (!Array.Exists(reservations, reservation => reservation.Limit.OnExceed == ExceedAction.Ask && !reservation.IsForced)) return null;
        ref readonly var facts = ref context.Facts;
        var fingerprint = Fingerprint.OfCall(in facts, context.Arguments, policy.Revision);
        return ApprovalStep.Request(Excess, fingerprint, ref context);
    }

    private static LimitReservation Reserve(LimitPlan limit, decimal cost, bool isObserved, bool isApproved, ref CallContext context)
    {
        ref readonly var facts = ref context.Facts;
        var scope = limit.Scope == LimitScope.Session && facts.Session is null ? limit.Else!.Value : limit.Scope;
        var value = scope switch
        {
            LimitScope.Grant => facts.Grant,
            LimitScope.Session => facts.Session!,
            LimitScope.Principal => facts.Principal ?? facts.Grant,
            LimitScope.Server => facts.Server,
            _ => "",
        };
        var server = scope is LimitScope.Principal or LimitScope.Global ? null : facts.Server;
        var same = limit.SameArguments ? Fingerprint.OfArguments(facts.Tool.Name, context.Arguments) : null;
        var isOverride = isApproved && limit.OnExceed == ExceedAction.Ask;
        return new LimitReservation(limit, scope, value, server, cost, isObserved || isOverride, isOverride, same);
    }

    // Two limits on one counter are one reservation: the larger cost against the smaller bound.
    private static void Add(in LimitReservation reservation, LimitReservation[] reservations, ref int count)
    {
        for (var at = 0; at < count; at++)
        {
            ref var other = ref reservations[at];
            if (!other.SharesCounterWith(reservation) || other.IsForced != reservation.IsForced) continue;
            var cost = Math.Max(other.Cost, reservation.Cost);
            other = (reservation.Max < other.Max ? reservation : other) with { Cost = cost };
            return;
        }
        reservations[count++] = reservation;
    }
}
