using System.Globalization;
using System.Numerics;
using Baton.Protocol.Json;

namespace Baton.Protocol.Tests.Json;

/// <summary>One text for each value, against exact arithmetic on big integers.</summary>
public sealed class NumberTextTests
{
    [Theory]
    [InlineData("0", "0")]
    [InlineData("-0", "0")]
    [InlineData("0.000", "0")]
    [InlineData("0e999999999999", "0")]
    [InlineData("5", "5e0")]
    [InlineData("-5.50", "-55e-1")]
    [InlineData("500", "5e2")]
    [InlineData("5e2", "5e2")]
    [InlineData("0.0050E+5", "5e2")]
    [InlineData("1e-000000000000003", "1e-3")]
    [InlineData("123456789012345678901234567890.5", "1234567890123456789012345678905e-1")]
    public void Canonical_Number_HasOneText(string text, string canonical) => NumberText.Canonical(text).ShouldBe(canonical);

    [Theory]
    [InlineData("")]
    [InlineData(" 5")]
    [InlineData("5 ")]
    [InlineData("+5")]
    [InlineData(".5")]
    [InlineData("5.")]
    [InlineData("05")]
    [InlineData("5e")]
    [InlineData("0x5")]
    [InlineData("1,000")]
    [InlineData("NaN")]
    [InlineData("∞")]
    [InlineData("٥")]
    [InlineData("1e9999999999")]
    public void Canonical_WhatIsNoNumber_IsNull(string text) => NumberText.Canonical(text).ShouldBeNull();

    [Fact]
    public void Canonical_AnyTwo_AreTheSameExactlyWhenTheirValuesAre()
    {
        var random = new Random(3);
        for (var run = 0; run < 5_000; run++)
        {
            var (left, right) = (Any(random), Any(random));
            (NumberText.Canonical(left) == NumberText.Canonical(right)).ShouldBe(Value(left) == Value(right), $"{left} and {right}");
        }
    }

    private static string Any(Random random)
        => $"{(random.Next(3) == 0 ? "-" : "")}{random.Next(3) * 5}{(random.Next(2) == 0 ? "" : "." + new string(random.GetItems("0015".ToCharArray(), random.Next(1, 4))))}{(random.Next(2) == 0 ? "" : $"e{random.Next(-3, 4)}")}";

    // The value times ten to the twentieth, a whole number for every text above.
    private static BigInteger Value(string text)
    {
        var parts = text.Split('e');
        var point = parts[0].IndexOf('.', StringComparison.Ordinal);
        var decimals = point < 0 ? 0 : parts[0].Length - point - 1;
        var exponent = parts.Length == 1 ? 0 : int.Parse(parts[1], CultureInfo.InvariantCulture);
        return BigInteger.Parse(parts[0].Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) * BigInteger.Pow(10, 20 - decimals + exponent);
    }
}
