namespace Baton.Policy.Limits;

/// <summary>
/// Sums of costs. <see cref="decimal"/> is exact until a sum needs more than 28 digits; from there on sums are rounded up, so
/// that a budget may end a little early and never late.
/// </summary>
internal static class CostArithmetic
{
    /// <summary>The largest cost and the largest budget.</summary>
    public const decimal Most = 1_000_000_000_000_000m;

    public static decimal AddUp(decimal left, decimal right)
    {
        var sum = left + right;
        return sum.Scale >= Math.Max(left.Scale, right.Scale) ? sum : sum + Unit(sum.Scale);
    }

    /// <summary>What is left after taking away; never less than nothing.</summary>
    public static decimal TakeAway(decimal from, decimal amount)
    {
        if (amount <= 0) return from;
        if (amount >= from) return 0;
        var rest = from - amount;
        return rest.Scale >= Math.Max(from.Scale, amount.Scale) ? rest : rest + Unit(rest.Scale);
    }

    private static decimal Unit(byte scale) => new(1, 0, 0, false, scale);
}
