using System.Globalization;
using Baton.Policy.Compilation;
using Baton.Policy.Documents;
using Baton.Policy.Limits;

namespace Baton.Policy.Lint;

/// <summary>Limits that never trip, or always.</summary>
internal static class LimitLint
{
    public static void Check(EntryConfig entry, string pointer, ProblemList problems)
    {
        var place = Pointer.Of(pointer, "limits");
        if (entry.Limits.Count > 0 && (entry.Action == EntryAction.Hide || (entry.Action == EntryAction.Deny && entry.Mode != PolicyMode.Observe)))
        {
            problems.Warning("never_trips", place, "No call passes this entry, so its limits never count: remove them, or the action.");
        }
        if (entry.RateLimit is { Max: 0, LacksMax: false }) problems.Warning("always_trips", Pointer.Of(pointer, "rate_limit"), "The rate admits nothing: use \"action\": \"deny\" to say so.");
        for (var at = 0; at < entry.Limits.Count; at++)
        {
            var limit = entry.Limits[at];
            var where = Pointer.Of(place, at);
            if (limit is { Max: < 1, Cost: null } or { Concurrent: 0 }) problems.Warning("always_trips", where, $"The limit \"{limit.Counter}\" admits nothing: use \"action\": \"deny\" to say so.");
            else if (limit.MinCost > limit.Max) problems.Warning("always_trips", where, $"The least cost is more than the limit \"{limit.Counter}\" admits: no call ever fits.");
            var tighter = entry.Limits.FirstOrDefault(other => !ReferenceEquals(other, limit) && Covers(other, limit));
            if (tighter is not null)
            {
                problems.Warning("never_trips", where, string.Create(CultureInfo.InvariantCulture,
                    $"The limit \"{limit.Counter}\" never trips: \"{tighter.Counter}\" ({tighter.Max} per {tighter.Window}) stops calls "
                    + $"long before {limit.Max} per {limit.Window}. Lower it or remove it."));
            }
        }
    }

    // In a window of length B a sliding budget of a per A admits at most a * (B/A + 1).
    private static bool Covers(LimitConfig tighter, LimitConfig limit)
    {
        if (tighter.Max is not { } small || limit.Max is not { } large || Length(tighter) is not { } shorter || Length(limit) is not { } longer) return false;
        if (shorter > longer || (tighter.Scope ?? LimitScope.Grant) != (limit.Scope ?? LimitScope.Grant) || tighter.Cost != limit.Cost || tighter.Same != limit.Same || tighter.Same is not null)
        {
            return false;
        }
        if (limit.MinCost > (tighter.MinCost ?? 0) || tighter.OnExceed == ExceedAction.Ask) return false;
        var windows = (decimal)Math.Ceiling(longer / shorter) + (shorter == longer ? 0 : 1);
        return small <= 1_000_000_000 && small * windows < large;
    }

    private static TimeSpan? Length(LimitConfig limit)
    {
        if (limit.Window is not { } window || limit.Align == WindowAlign.Calendar) return null;
        if (WordTable<CalendarUnit>.TryParse(window, out var unit)) return WindowPlan.LengthOf(unit);
        return long.TryParse(window, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and < 40_000_000 ? TimeSpan.FromSeconds(seconds) : Durations.Parse(window);
    }
}
