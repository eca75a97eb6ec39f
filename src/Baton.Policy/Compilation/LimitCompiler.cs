using System.Globalization;
using Baton.Policy.Documents;
using Baton.Policy.Limits;
using Baton.Policy.Paths;

namespace Baton.Policy.Compilation;

/// <summary>Makes limits.</summary>
internal sealed class LimitCompiler(ProblemList problems)
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    public LimitPlan[] CompileAll(EntryConfig config, string pointer, string name)
    {
        var place = Pointer.Of(pointer, "limits");
        var plans = new List<LimitPlan>();
        for (var at = 0; at < config.Limits.Count; at++)
        {
            if (Compile(config.Limits[at], Pointer.Of(place, at), Pointer.Of(place, config.Limits[at].Counter)) is { } plan) plans.Add(plan);
        }
        if (config.RateLimit is not { } rate) return [.. plans];
        var counter = $"{name}_rate";
        if (Window(new LimitConfig(counter, rate.Window), Pointer.Of(pointer, "rate_limit")) is { } window && !rate.LacksMax)
        {
            plans.Add(new LimitPlan { Rule = Pointer.Of(place, counter), Counter = counter, Window = window, Max = rate.Max });
        }
        return [.. plans];
    }

    private LimitPlan? Compile(LimitConfig limit, string pointer, string rule)
    {
        if (limit.Counter.Length is 0 or > 128 && !problems.HasErrorAt(pointer) && !problems.HasErrorAt(Pointer.Of(pointer, "counter"))) problems.Error("limit", pointer, "A counter has a name of 1 to 128 characters.");
        if (limit.Scope == LimitScope.Session && limit.Else is null or LimitScope.Session)
        {
            problems.Error("session_scope", Pointer.Of(pointer, "scope"), "Callers of the stateless era have no session: name another scope as `else`, for example \"else\": \"grant\".");
        }
        if (limit.Else is not null && limit.Scope != LimitScope.Session) problems.Error("limit", Pointer.Of(pointer, "else"), "`else` belongs to the scope \"session\": remove it.");
        if (limit.Concurrent is not null) return Concurrent(limit, pointer, rule);
        if (problems.HasErrorAt(Pointer.Of(pointer, "concurrent"))) return null;
        if (limit.Max is null && !problems.HasErrorAt(Pointer.Of(pointer, "max"))) problems.Error("missing_key", pointer, "`max` is missing: a limit without a bound never counts.");
        if (limit.Window is null && !problems.HasErrorAt(Pointer.Of(pointer, "window"))) problems.Error("missing_key", pointer, "`window` is missing: say over what time `max` reaches, for example \"day\"; or limit `concurrent` calls.");
        var window = limit.Window is null ? null : Window(limit, pointer);
        var cost = limit.Cost is null ? null : Cost(limit.Cost.Path, Pointer.Of(Pointer.Of(pointer, "cost"), "path"));
        if (window is null || limit.Max is null) return null;
        return new LimitPlan
        {
            Rule = rule,
            Counter = limit.Counter,
            Window = window,
            Max = limit.Max.Value,
            Scope = limit.Scope ?? LimitScope.Grant,
            Else = limit.Else,
            Cost = cost,
            MinCost = limit.MinCost ?? 0,
            OnExceed = limit.OnExceed ?? ExceedAction.Deny,
            SameArguments = limit.Same == SameCalls.Arguments,
        };
    }

    private LimitPlan Concurrent(LimitConfig limit, string pointer, string rule)
    {
        if (limit.Window is not null || limit.Max is not null || limit.Cost is not null || limit.MinCost is not null || limit.Align is not null)
        {
            problems.Error("limit", Pointer.Of(pointer, "concurrent"), "`concurrent` stands instead of window, align, max, cost and min_cost: make two limits.");
        }
        return new LimitPlan
        {
            Rule = rule,
            Counter = limit.Counter,
            Concurrent = limit.Concurrent!.Value,
            Scope = limit.Scope ?? LimitScope.Grant,
            Else = limit.Else,
            OnExceed = limit.OnExceed ?? ExceedAction.Deny,
            SameArguments = limit.Same == SameCalls.Arguments,
        };
    }

    private WindowPlan? Window(LimitConfig limit, string pointer)
    {
        var place = Pointer.Of(pointer, "window");
        var isUnit = WordTable<CalendarUnit>.TryParse(limit.Window!, out var unit);
        if (limit.Align == WindowAlign.Calendar)
        {
            var zone = TimeZones.Find(limit.TimeZone, Pointer.Of(pointer, "tz"), problems);
            if (isUnit) return WindowPlan.Calendar(unit, zone);
            problems.Error("window", place, $"A calendar window is one of {string.Join(", ", WordTable<CalendarUnit>.Words)}.");
            return null;
        }
        if (limit.TimeZone is not null) problems.Error("limit", Pointer.Of(pointer, "tz"), "`tz` belongs to \"align\": \"calendar\": a sliding window has no zone.");
        if (isUnit) return WindowPlan.Sliding(WindowPlan.LengthOf(unit));
        if (Length(limit.Window!) is { } length) return WindowPlan.Sliding(length);
        var end = Nearest.End(limit.Window!, WordTable<CalendarUnit>.Words);
        problems.Error("window", place,
            $"`{limit.Window}` is not a window{end} Write {string.Join(", ", WordTable<CalendarUnit>.Words)}, a number of seconds, or a duration such as PT5M, up to a year.");
        return null;
    }

    private static TimeSpan? Length(string text)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange('0', '9'))
        {
            return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds >= 1 && seconds <= Longest.TotalSeconds ? TimeSpan.FromSeconds(seconds) : null;
        }
        return text.StartsWith('P') && Durations.Parse(text) is { } span && span >= TimeSpan.FromSeconds(1) ? span : null;
    }

    private PolicyPath? Cost(string text, string pointer)
    {
        var path = PathParser.Parse(text, out var error);
        if (path is null) problems.Error("path", pointer, error);
        else if (path.Root != PathRoot.Arguments) problems.Error("path", pointer, "A cost stands in the arguments: write a path that begins with args.");
        else if (path.HasSome) problems.Error("path", pointer, "A cost cannot be that of some element: write [*] for the sum of all.");
        else return path;
        return null;
    }
}
