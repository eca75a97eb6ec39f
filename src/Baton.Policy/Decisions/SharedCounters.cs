using Baton.Policy.Limits;

namespace Baton.Policy.Decisions;

/// <summary>
/// Joins what one call reserves twice of one counter because one of its limits only counts: the call is counted once, with the
/// larger cost, and judged by what the other limit costs.
/// </summary>
internal static class SharedCounters
{
    /// <summary>How many are left: none that only counts stands beside one that may refuse on the same counter.</summary>
    public static int Join(Span<LimitReservation> reservations)
    {
        var count = reservations.Length;
        for (var at = 0; at < count; at++)
        {
            if (!reservations[at].IsForced || Judging(reservations[..count], at) is not (>= 0 and var judging)) continue;
            var mine = reservations[judging];
            reservations[judging] = mine.Costing(mine.Cost, Math.Max(mine.Counted, reservations[at].Counted)) with { IsOverride = mine.IsOverride || reservations[at].IsOverride };
            reservations[(at + 1)..count].CopyTo(reservations[at..]);
            count--;
            at--;
        }
        return count;
    }

    private static int Judging(ReadOnlySpan<LimitReservation> reservations, int counting)
    {
        for (var at = 0; at < reservations.Length; at++)
        {
            if (!reservations[at].IsForced && reservations[at].SharesCounterWith(reservations[counting])) return at;
        }
        return -1;
    }
}
