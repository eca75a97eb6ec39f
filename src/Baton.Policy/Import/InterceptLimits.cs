using System.Globalization;
using Baton.Policy.Documents;
using Baton.Policy.Documents.Syntax;
using Baton.Policy.Json;
using Baton.Policy.Limits;

namespace Baton.Policy.Import;

/// <summary>Imports counters. Intercept's are per tool and shared by all who use the process, so they become limits of the server.</summary>
internal sealed class InterceptLimits(string tool, SyntaxNode root, ProblemList problems)
{
    private static readonly string[] StateKeys = ["counter", "window", "increment", "increment_from"];

    public LimitConfig? FromRate(string text, string place)
    {
        var parts = text.Split('/');
        if (parts.Length != 2 || !decimal.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var max) || max > CostArithmetic.Most)
        {
            problems.Error("rate_limit", place, $"`{text}` is not a rate: it is written 5/hour.");
            return null;
        }
        WarnOfWindow(place);
        return new LimitConfig($"{Owner(tool)}_rate_{parts[1]}", parts[1], Max: max, Scope: LimitScope.Server);
    }

    public LimitConfig? FromState(SyntaxNode condition, string path, SyntaxNode rule, string place)
    {
        var parts = path.Split('.', 3);
        var counter = parts.Length == 3 ? parts[2] : "";
        if (parts.Length != 3 || parts[1] != tool)
        {
            problems.Error("foreign_counter", place, $"`{path}` asks for the counter of another tool, which cannot be said here: give both tools a limit with one counter.");
            return null;
        }
        var state = rule.Child("state") is { } own && own.Child("counter")?.Text == counter ? own : Declaration(counter);
        if (state is null)
        {
            problems.Error("foreign_counter", place, $"No `state` declares the counter `{counter}`.");
            return null;
        }
        InterceptNodes.WarnOfUnknown(state, place, StateKeys, problems);
        var window = state.Child("window")?.Text;
        if (Max(condition, state, place) is not { } max) return null;
        WarnOfWindow(place);
        var cost = state.Child("increment_from")?.Text;
        if (cost is not null)
        {
            problems.Warning("cost", place, $"In Intercept a negative `{cost}` gives budget back, a fraction under 1 counts as 0, and a missing one is free; here each of them is refused.");
        }
        return new LimitConfig($"{Owner(tool)}_{counter}", window, Max: max, Scope: LimitScope.Server, Cost: cost is null ? null : new CostConfig(cost));
    }

    private static string Owner(string tool) => tool == "_global" ? "all_tools" : tool;

    private SyntaxNode? Declaration(string counter)
        => root.Child("tools")?.Child(tool == "_global" ? "*" : tool)?.List("rules")
            .Select(rule => rule.Child("state")).FirstOrDefault(state => state?.Child("counter")?.Text == counter);

    private decimal? Max(SyntaxNode condition, SyntaxNode state, string place)
    {
        var op = condition.Child("op")?.Text;
        var value = condition.Child("value");
        if (op is not ("lt" or "lte") || value is not { Kind: JsonKind.Number } || !decimal.TryParse(value.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var bound) || bound is < 0 or > CostArithmetic.Most)
        {
            problems.Error("counter_condition", place, "A counter is held under a bound with lt or lte and a number; this condition says something else.");
            return null;
        }
        var step = 1m;
        if (state.Child("increment") is { Kind: JsonKind.Number } increment && decimal.TryParse(increment.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var each) && each > 0)
        {
            step = each;
        }
        if (op == "lt")
        {
            var under = Math.Max(0, bound - 1);
            problems.Warning("strict_bound", place, string.Create(CultureInfo.InvariantCulture, $"`lt {bound}` was imported as a limit of {under}: a limit's `max` is the most that is admitted. Raise it if amounts have fractions."));
            bound = under;
        }
        return step == 1 ? bound : Math.Floor(bound / step);
    }

    private void WarnOfWindow(string place)
        => problems.Warning("window", place,
            "Intercept's windows begin anew at the full minute, hour or day (UTC), so that twice the bound passes around it, and failed calls "
            + "are given back, so that an erring tool is never limited. Here the window slides and what the server answered counts.");
}
