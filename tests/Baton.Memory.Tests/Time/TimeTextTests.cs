using Baton.Memory.Time;

namespace Baton.Memory.Tests.Time;

public sealed class TimeTextTests
{
    [Theory]
    [InlineData("2026-03-01", "2026-03-01T00:00:00.000Z")]
    [InlineData("2026-03-01T12:30:00Z", "2026-03-01T12:30:00.000Z")]
    [InlineData("2026-03-01T12:30Z", "2026-03-01T12:30:00.000Z")]
    [InlineData("2026-03-01T12:30:00.123456+02:00", "2026-03-01T10:30:00.123Z")]
    [InlineData("2026-03-01 12:30:00-05:00", "2026-03-01T17:30:00.000Z")]
    [InlineData("2024-02-29", "2024-02-29T00:00:00.000Z")]
    public void TryParse_Rfc3339OrDate_IsRead(string text, string expected)
    {
        Instants.TryParse(text, out var instant, out _).ShouldBeTrue();
        Instants.Format(instant).ShouldBe(expected);
    }

    [Theory]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("2026-13-01")]
    [InlineData("2025-02-29")]
    [InlineData("2026-03-01T25:00:00Z")]
    [InlineData("01/03/2026")]
    [InlineData("2026-3-1")]
    [InlineData("1767225600")]
    public void TryParse_AnythingElse_IsRefusedWithTheText(string text)
    {
        Instants.TryParse(text, out _, out var problem).ShouldBeFalse();
        problem.ShouldContain(text);
    }

    [Fact]
    public void TryParse_WithoutOffset_SaysSo()
    {
        Instants.TryParse("2026-03-01T12:00:00", out _, out var problem).ShouldBeFalse();
        problem.ShouldContain("offset");
    }

    [Theory]
    [InlineData("90", 90)]
    [InlineData("45s", 45)]
    [InlineData("30m", 1800)]
    [InlineData("12h", 43_200)]
    [InlineData("30d", 2_592_000)]
    [InlineData("2w", 1_209_600)]
    public void TryParse_Duration_IsRead(string text, long seconds)
    {
        Durations.TryParse(text, TimeSpan.FromDays(1000), out var duration, out _).ShouldBeTrue();
        duration.TotalSeconds.ShouldBe(seconds);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("-5d")]
    [InlineData("1.5h")]
    [InlineData("30 d")]
    [InlineData("d")]
    [InlineData("P30D")]
    [InlineData("1001d")]
    [InlineData("9223372036854775807w")]
    [InlineData("99999999999999999999")]
    public void TryParse_NoDuration_IsRefused(string text)
    {
        Durations.TryParse(text, TimeSpan.FromDays(1000), out _, out var problem).ShouldBeFalse();
        problem.ShouldNotBeEmpty();
    }
}
