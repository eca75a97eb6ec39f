using System.Numerics;
using Baton.Policy.Limits;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Policy.Tests.Limits;

/// <summary>Sums of costs against whole numbers of the smallest unit there is: exact while 28 digits hold them, and never too small.</summary>
public sealed class CostArithmeticTests
{
    private static readonly Arbitrary<decimal> Costs = Gen.Choose(0, int.MaxValue - 1).Select(seed => Cost(new Random(seed))).ToArbitrary();

    [Fact]
    public void AddUp_AnyTwo_IsExactOrALittleMore() => Check.One(Repeatable.Config.WithMaxTest(2000), Prop.ForAll(Costs, Costs, (left, right) =>
    {
        var exact = Units(left) + Units(right);
        var sum = CostArithmetic.AddUp(left, right);
        Units(sum).ShouldBeGreaterThanOrEqualTo(exact);
        (Units(sum) - exact).ShouldBeLessThanOrEqualTo(2 * UnitOf(sum.Scale));
        if (sum.Scale >= Math.Max(left.Scale, right.Scale)) Units(sum).ShouldBe(exact);
    }));

    [Fact]
    public void TakeAway_AnyTwo_LeavesNeverTooLittle() => Check.One(Repeatable.Config.WithMaxTest(2000), Prop.ForAll(Costs, Costs, (from, amount) =>
    {
        var exact = BigInteger.Max(0, Units(from) - Units(amount));
        var rest = CostArithmetic.TakeAway(from, amount);
        rest.ShouldBeGreaterThanOrEqualTo(0);
        Units(rest).ShouldBeGreaterThanOrEqualTo(exact);
        (Units(rest) - exact).ShouldBeLessThanOrEqualTo(2 * UnitOf(rest.Scale));
    }));

    [Fact]
    public void TakeAway_WhatWasAdded_NeverMakesBudget() => Check.One(Repeatable.Config.WithMaxTest(2000), Prop.ForAll(Costs, Costs, (used, cost) =>
        Units(CostArithmetic.TakeAway(CostArithmetic.AddUp(used, cost), cost)) >= Units(used)));

    [Theory]
    [InlineData("0.1", "0.2", "0.3")]
    [InlineData("0", "0", "0")]
    [InlineData("999999999999999", "1", "1000000000000000")]
    [InlineData("1000000000000000", "0.0000000000001", "1000000000000000.0000000000001")]
    [InlineData("1000000000000000", "0.00000000000001", "1000000000000000.0000000000001")]
    [InlineData("0.0000000000000000000000000001", "0.0000000000000000000000000001", "0.0000000000000000000000000002")]
    public void AddUp_Edge_IsTheLeastThatHolds(string left, string right, string sum)
        => CostArithmetic.AddUp(Parse(left), Parse(right)).ShouldBe(Parse(sum));

    [Theory]
    [InlineData("0.3", "0.1", "0.2")]
    [InlineData("1", "2", "0")]
    [InlineData("1", "1.0", "0")]
    [InlineData("5", "0", "5")]
    [InlineData("5", "-1", "5")]
    public void TakeAway_Edge_IsNeverLessThanNothing(string from, string amount, string rest)
        => CostArithmetic.TakeAway(Parse(from), Parse(amount)).ShouldBe(Parse(rest));

    [Theory]
    // So many calls of that cost fit a budget of one, whatever binary fractions would say.
    [InlineData("0.1", 10)]
    [InlineData("0.01", 100)]
    [InlineData("0.3", 3)]
    [InlineData("0.07", 14)]
    [InlineData("0.33", 3)]
    [InlineData("0.0625", 16)]
    [InlineData("1", 1)]
    [InlineData("1.0000000000000000000000000001", 0)]
    public void Admit_Fractions_AreCountedExactly(string cost, int calls)
    {
        var (plan, now) = (WindowPlan.Sliding(TimeSpan.FromMinutes(1)), new DateTimeOffset(2026, 3, 4, 12, 0, 0, TimeSpan.Zero));
        var (state, admitted) = (WindowState.Empty, 0);
        while (WindowArithmetic.Admit(plan, state, now, Parse(cost), 1) is { IsAdmitted: true } admission) (state, admitted) = (admission.State, admitted + 1);
        admitted.ShouldBe(calls);
    }

    private static decimal Parse(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static BigInteger UnitOf(int scale) => BigInteger.Pow(10, 28 - scale);

    // In units of 1e-28.
    private static BigInteger Units(decimal value)
    {
        var bits = decimal.GetBits(value);
        var whole = ((BigInteger)(uint)bits[2] << 64) + ((BigInteger)(uint)bits[1] << 32) + (uint)bits[0];
        return whole * UnitOf(value.Scale);
    }

    // Few and many digits, small and large, up to the largest cost.
    private static decimal Cost(Random random)
    {
        var digits = random.Next(1, 28);
        var text = string.Concat(Enumerable.Range(0, digits).Select(_ => (char)('0' + random.Next(10))));
        var scale = random.Next(Math.Max(0, digits - 15), 29);
        var value = BigInteger.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
        return new decimal((int)(uint)(value & uint.MaxValue), (int)(uint)((value >> 32) & uint.MaxValue), (int)(uint)(value >> 64), false, (byte)Math.Min(scale, 28));
    }
}
