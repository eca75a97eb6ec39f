using System.Runtime.InteropServices;
using Baton.Policy.Limits;

namespace Baton.Policy.Decisions;

/// <summary>
/// What a call under several names reserves. Two names of one call that draw on one counter are one reservation, the larger cost
/// against the smaller bound; what several calls inside one message cost adds up.
/// </summary>
internal static class JointReservations
{
    public static IReadOnlyList<LimitReservation> Of(ReadOnlySpan<CallFacts> names, Decision[] decisions)
    {
        var own = new List<LimitReservation>();
        var inner = new List<LimitReservation>();
        for (var at = 0; at < names.Length;)
        {
            var part = names[at].Part;
            var reservations = part == 0 ? own : [];
            for (; at < names.Length && names[at].Part == part; at++)
            {
                foreach (var reservation in decisions[at].Reservations) Add(reservations, reservation, Math.Max);
            }
            Join(reservations);
            if (part == 0) continue;
            foreach (var reservation in reservations) Add(inner, reservation, reservation.Limit.Window is null ? Math.Max : static (one, other) => one + other);
        }
        foreach (var reservation in inner) Add(own, reservation, Math.Max);
        Join(own);
        return own;
    }

    private static void Join(List<LimitReservation> reservations)
        => CollectionsMarshal.SetCount(reservations, SharedCounters.Join(CollectionsMarshal.AsSpan(reservations)));

    private static void Add(List<LimitReservation> reservations, in LimitReservation added, Func<decimal, decimal, decimal> cost)
    {
        for (var at = 0; at < reservations.Count; at++)
        {
            var mine = reservations[at];
            if (!mine.SharesCounterWith(added) || mine.IsForced != added.IsForced) continue;
            reservations[at] = (added.Max < mine.Max ? added : mine).Costing(cost(mine.Cost, added.Cost), cost(mine.Counted, added.Counted));
            return;
        }
        reservations.Add(added);
    }
}
