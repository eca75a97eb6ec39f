using System.Collections.Immutable;
using Baton.Policy.Documents;

namespace Baton.Policy.Limits;

/// <summary>
/// The arithmetic of windows as pure functions. A sliding window counts its 64 sub-buckets and the one it began in whole, so
/// that no span as long as the window ever holds more than was allowed, and budget comes back at most 1/64 late.
/// </summary>
public static class WindowArithmetic
{
    /// <summary>Admits a cost when it fits, else says what is left and when to try again.</summary>
    /// <param name="plan">The window.</param>
    /// <param name="state">What has been admitted.</param>
    /// <param name="now">The store's clock.</param>
    /// <param name="cost">What the call costs; never negative.</param>
    /// <param name="max">The most that is admitted within the window.</param>
    /// <param name="force">Counts the cost even when it does not fit: for observed limits and approved overrides.</param>
    public static Admission Admit(WindowPlan plan, WindowState state, DateTimeOffset now, decimal cost, decimal max, bool force = false)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(state);
        ArgumentOutOfRangeException.ThrowIfNegative(cost);
        var ticks = Math.Max(now.UtcTicks, state.LastTicks);
        var live = Live(plan, state, ticks);
        var used = Sum(live);
        var fits = Fits(used, cost, max);
        if (!fits && !force) return new Admission(false, new WindowState(ticks, live), default, Left(used, max), RetryAfter(plan, live, ticks, cost, max));
        var index = IndexOf(plan, ticks);
        var next = new WindowState(ticks, cost == 0 ? live : Add(live, index, cost));
        return new Admission(fits, next, new AdmissionTicket(index, cost), Left(CostArithmetic.AddUp(used, cost), max), TimeSpan.Zero);
    }

    /// <summary>Admits what a reservation of a window asks for: judged by its cost, and counted with all that it counts.</summary>
    public static Admission Admit(WindowState state, DateTimeOffset now, in LimitReservation reservation)
    {
        var admission = Admit(reservation.Limit.Window!, state, now, reservation.Cost, reservation.Max, reservation.IsForced);
        if (reservation.Unjudged == 0 || !(admission.IsAdmitted || reservation.IsForced)) return admission;
        var beyond = Admit(reservation.Limit.Window!, admission.State, now, reservation.Unjudged, reservation.Max, force: true);
        return beyond with { IsAdmitted = admission.IsAdmitted, Ticket = beyond.Ticket with { Cost = reservation.Counted } };
    }

    /// <summary>Gives a reservation back to the sub-bucket that it was taken from; nothing when that has passed.</summary>
    public static WindowState Release(WindowState state, AdmissionTicket ticket)
    {
        ArgumentNullException.ThrowIfNull(state);
        for (var at = 0; at < state.Buckets.Length; at++)
        {
            var bucket = state.Buckets[at];
            if (bucket.Index != ticket.Index) continue;
            var rest = CostArithmetic.TakeAway(bucket.Sum, ticket.Cost);
            return new WindowState(state.LastTicks, rest > 0 ? state.Buckets.SetItem(at, bucket with { Sum = rest }) : state.Buckets.RemoveAt(at));
        }
        return state;
    }

    /// <summary>How much of the budget is left at an instant.</summary>
    public static decimal Remaining(WindowPlan plan, WindowState state, DateTimeOffset now, decimal max)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(state);
        return Left(Sum(Live(plan, state, Math.Max(now.UtcTicks, state.LastTicks))), max);
    }

    /// <summary>How long until a cost fits; <see cref="Timeout.InfiniteTimeSpan"/> when it never will.</summary>
    public static TimeSpan RetryAfter(WindowPlan plan, WindowState state, DateTimeOffset now, decimal cost, decimal max)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(state);
        var ticks = Math.Max(now.UtcTicks, state.LastTicks);
        return RetryAfter(plan, Live(plan, state, ticks), ticks, cost, max);
    }

    private static TimeSpan RetryAfter(WindowPlan plan, ImmutableArray<WindowBucket> live, long ticks, decimal cost, decimal max)
    {
        if (cost > max) return Timeout.InfiniteTimeSpan;
        var used = Sum(live);
        foreach (var bucket in live)
        {
            if (Fits(used, cost, max)) break;
            used = CostArithmetic.TakeAway(used, bucket.Sum);
            if (Fits(used, cost, max)) return TimeSpan.FromTicks(GoneAt(plan, bucket.Index) - ticks);
        }
        return TimeSpan.Zero;
    }

    private static bool Fits(decimal used, decimal cost, decimal max) => cost <= max && CostArithmetic.AddUp(used, cost) <= max;

    private static decimal Left(decimal used, decimal max) => Math.Max(0, max - used);

    private static decimal Sum(ImmutableArray<WindowBucket> buckets)
    {
        var sum = 0m;
        foreach (var bucket in buckets) sum = CostArithmetic.AddUp(sum, bucket.Sum);
        return sum;
    }

    private static ImmutableArray<WindowBucket> Live(WindowPlan plan, WindowState state, long ticks)
    {
        var oldest = plan.Align == WindowAlign.Sliding ? IndexOf(plan, ticks) - WindowPlan.Buckets : IndexOf(plan, ticks);
        var from = 0;
        while (from < state.Buckets.Length && state.Buckets[from].Index < oldest) from++;
        return from == 0 ? state.Buckets : state.Buckets[from..];
    }

    private static ImmutableArray<WindowBucket> Add(ImmutableArray<WindowBucket> live, long index, decimal cost)
        => live.Length > 0 && live[^1].Index == index
            ? live.SetItem(live.Length - 1, new WindowBucket(index, CostArithmetic.AddUp(live[^1].Sum, cost)))
            : live.Add(new WindowBucket(index, cost));

    private static long IndexOf(WindowPlan plan, long ticks)
        => plan.Align == WindowAlign.Sliding ? ticks / plan.BucketTicks : CalendarWindow.Around(ticks, plan.Unit, plan.Zone).Start;

    private static long GoneAt(WindowPlan plan, long index)
        => plan.Align == WindowAlign.Sliding
            ? (index + WindowPlan.Buckets + 1) * plan.BucketTicks
            : CalendarWindow.Around(index, plan.Unit, plan.Zone).End;
}
