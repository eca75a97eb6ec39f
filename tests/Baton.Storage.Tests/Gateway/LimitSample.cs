using Baton.Gateway.Limits;
using Baton.Policy.Documents;
using Baton.Policy.Limits;

namespace Baton.Storage.Tests.Gateway;

/// <summary>Reservations as decisions ask for them.</summary>
internal static class LimitSample
{
    public static LimitReservation Window(string counter, decimal max, TimeSpan? length = null, decimal cost = 1, bool forced = false) => new(
        new LimitPlan { Rule = $"/tools/t/limits/{counter}", Counter = counter, Window = WindowPlan.Sliding(length ?? TimeSpan.FromMinutes(1)), Max = max },
        LimitScope.Grant, "ci", "memory", cost, forced, false, null);

    public static LimitReservation Slots(string counter, int slots) => new(
        new LimitPlan { Rule = $"/tools/t/limits/{counter}", Counter = counter, Concurrent = slots },
        LimitScope.Grant, "ci", "memory", 1, false, false, null);

    public static LimitDemand Demand(params LimitReservation[] reservations) => new(reservations);

    public static async Task<LimitHold?> TryHoldAsync(this ILimitStore store, params LimitReservation[] reservations)
        => (await store.ReserveAsync(Demand(reservations)) as LimitAnswer.Held)?.Hold;
}
