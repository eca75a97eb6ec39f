using Baton.Policy.Conditions;
using Baton.Policy.Json;
using Baton.Policy.Limits;
using Baton.Policy.Paths;

namespace Baton.Policy.Decisions;

/// <summary>The exact cost of a call; what is no plain amount is refused, so that no budget can be tricked.</summary>
internal static class CostReader
{
    public static bool TryRead(LimitPlan limit, ref CallContext context, out decimal cost, out string? problem)
    {
        cost = 1;
        problem = null;
        if (limit.Cost is not null)
        {
            cost = 0;
            if (Sum(limit.Cost, context.Arguments, 0, ref cost) is { } wrong)
            {
                problem = $"The cost of this call cannot be told for the limit \"{limit.Counter}\": `{limit.Cost.Text}` {wrong}.";
                return false;
            }
        }
        cost = Math.Max(cost, limit.MinCost);
        return true;
    }

    private static string? Sum(PolicyPath path, JsonView view, int from, ref decimal sum)
    {
        for (var at = from; at < path.Steps.Length; at++)
        {
            var step = path.Steps[at];
            if (step.Kind == PathStepKind.Each)
            {
                if (view.Kind != JsonKind.Array) return view.IsAbsent ? "is missing" : "is not a list";
                foreach (var element in view.Elements())
                {
                    if (Sum(path, element, at + 1, ref sum) is { } wrong) return wrong;
                }
                return null;
            }
            view = step.Kind == PathStepKind.Name ? view.Property(step.Utf8) : view.Element(step.Index);
        }
        return Add(view, ref sum);
    }

    private static string? Add(JsonView view, ref decimal sum)
    {
        if (view.IsAbsent) return view.Kind == JsonKind.Null ? "is null" : "is missing";
        if (view.Kind != JsonKind.Number) return "is not a number";
        var number = view.GetNumber();
        if (number.IsNegative) return "is negative";
        if (!number.IsOrdered) return "is not an amount: it has more than 28 digits, is over 1e15, or is not zero and under 1e-15";
        sum = CostArithmetic.AddUp(sum, number.ToDecimal());
        return sum > CostArithmetic.Most ? "adds up to more than 1e15" : null;
    }
}
