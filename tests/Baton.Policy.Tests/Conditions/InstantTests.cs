using System.Globalization;
using Baton.Policy.Conditions;

namespace Baton.Policy.Tests.Conditions;

/// <summary>RFC 3339 instants against the framework's.</summary>
public sealed class InstantTests
{
    [Fact]
    public void CompareTo_AnyTwo_OrdersAsTheFrameworkDoes()
    {
        var random = new Random(3);
        for (var run = 0; run < 3000; run++)
        {
            var (left, right) = (Random(random), Random(random));
            if (random.Next(4) == 0) right = left.ToOffset(TimeSpan.FromMinutes(random.Next(-840, 840)));
            Math.Sign(Parse(Text(left, random)).CompareTo(Parse(Text(right, random)))).ShouldBe(Math.Sign(left.UtcTicks.CompareTo(right.UtcTicks)), $"{left:o} {right:o}");
        }
    }

    [Theory]
    [InlineData("2026-03-04T12:00:00Z")]
    [InlineData("2026-03-04t12:00:00z")]
    [InlineData("2026-03-04 12:00:00Z")]
    [InlineData("2026-03-04T12:00:00.000Z")]
    [InlineData("2026-03-04T12:00:00+00:00")]
    [InlineData("2026-03-04T12:00:00-00:00")]
    [InlineData("2026-03-04T14:00:00+02:00")]
    [InlineData("2026-03-03T12:01:00-23:59")]
    [InlineData("2026-03-04T12:00:00.000000000000000000Z")]
    public void TryParse_SpellingsOfNoon_AreOneInstant(string text) => Parse(text).ShouldBe(Parse("2026-03-04T12:00:00Z"));

    [Theory]
    [InlineData("")]
    [InlineData("2026-03-04")]
    [InlineData("2026-03-04T12:00Z")]
    [InlineData("2026-03-04T12:00:00")]
    [InlineData("2026-03-04T12:00:00+0200")]
    [InlineData("2026-03-04T12:00:00+24:00")]
    [InlineData("2026-03-04T12:00:00+02:60")]
    [InlineData("2026-03-04T24:00:00Z")]
    [InlineData("2026-03-04T12:60:00Z")]
    [InlineData("2026-03-04T12:00:60Z")]
    [InlineData("2026-02-29T12:00:00Z")]
    [InlineData("2100-02-29T12:00:00Z")]
    [InlineData("2026-04-31T12:00:00Z")]
    [InlineData("2026-13-01T12:00:00Z")]
    [InlineData("2026-00-01T12:00:00Z")]
    [InlineData("2026-03-00T12:00:00Z")]
    [InlineData("0000-03-01T12:00:00Z")]
    [InlineData("2026-03-04T12:00:00.Z")]
    [InlineData("2026-03-04T12:00:00,5Z")]
    [InlineData("2026-03-04T12:00:00.1234567890123456789Z")]
    [InlineData("2026-03-04T12:00:00Z ")]
    [InlineData(" 2026-03-04T12:00:00Z")]
    [InlineData("2026/03/04T12:00:00Z")]
    [InlineData("+2026-03-04T12:00:00Z")]
    [InlineData("２０２６-03-04T12:00:00Z")]
    [InlineData("2026-03-04T12:00:00 Z")]
    [InlineData("2026-03-04X12:00:00Z")]
    public void TryParse_WhatIsNoInstant_IsRefused(string text) => Instant.TryParse(text, out _).ShouldBeFalse();

    [Theory]
    [InlineData("2024-02-29T00:00:00Z", "2024-03-01T00:00:00Z", 86_400)]
    [InlineData("2000-02-29T00:00:00Z", "2000-03-01T00:00:00Z", 86_400)]
    [InlineData("0001-01-01T00:00:00+23:59", "0001-01-01T00:00:00Z", 86_340)]
    [InlineData("9999-12-31T23:59:59Z", "9999-12-31T23:59:59-23:59", 86_340)]
    public void Seconds_LeapDaysAndEndsOfTime_AreCounted(string earlier, string later, long seconds)
        => (Parse(later).Seconds - Parse(earlier).Seconds).ShouldBe(seconds);

    [Fact]
    public void Fraction_EighteenDigits_AreAllRead()
        => Parse("2026-03-04T12:00:00.000000000000000001Z").CompareTo(Parse("2026-03-04T12:00:00Z")).ShouldBePositive();

    private static Instant Parse(string text)
    {
        Instant.TryParse(text, out var instant).ShouldBeTrue(text);
        return instant;
    }

    private static DateTimeOffset Random(Random random)
        => new DateTimeOffset(random.NextInt64(new DateTime(1, 1, 3).Ticks, new DateTime(9999, 12, 29).Ticks), TimeSpan.Zero).ToOffset(TimeSpan.FromMinutes(random.Next(-840, 840)));

    private static string Text(DateTimeOffset instant, Random random)
    {
        var zone = instant.Offset == TimeSpan.Zero && random.Next(2) == 0 ? "'Z'" : "zzz";
        return instant.ToString($"yyyy-MM-dd'{(random.Next(3) == 0 ? ' ' : 'T')}'HH:mm:ss.fffffff{zone}", CultureInfo.InvariantCulture);
    }
}
