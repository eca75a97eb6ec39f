using Baton.Policy.Limits;

namespace Baton.Policy.Decisions;

/// <summary>
/// Joins what one call reserves twice of one counter because one of its limits only counts: the call is counted once, and what
/// only counts never makes the other refuse.
/// </summary>
internal static class SharedCounters
{
    /// <summary>How many are left, those that may refuse before those of the same counter that only count.</summary>
    public static int Join(Span<LimitReservation> reservations)
    {
        var count = reservations.Length;
        for (var at = 0; at < count; at++)
        {
            if (!reservations[at].IsForced || Judging(reservations[..count], at) is not (>= 0 and var judging)) continue;
            if (reservations[at].Cost > reservations[judging].Cost)
            {
                if (judging > at) (reservations[at], reservations[judging]) = (reservations[judging], reservations[at]);
                continue;
            }
            if (reservations[at].IsOverride) reservations[judging] = reservations[judging] with { IsOverride = true };
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
