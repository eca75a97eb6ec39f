using Baton.Memory.Time;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Memory.Tests.Time;

/// <summary>Instants as RFC 3339 section 5.6 writes them, kept to the millisecond; and that what was written reads back.</summary>
public sealed class Rfc3339Tests
{
    [Theory]
    [InlineData("1985-04-12T23:20:50.52Z", "1985-04-12T23:20:50.520Z")]
    [InlineData("1996-12-19T16:39:57-08:00", "1996-12-20T00:39:57.000Z")]
    [InlineData("1937-01-01T12:00:27.87+00:20", "1937-01-01T11:40:27.870Z")]
    [InlineData("2026-03-01t12:30:00z", "2026-03-01T12:30:00.000Z")]
    [InlineData("2026-03-01T12:30:00-00:00", "2026-03-01T12:30:00.000Z")]
    [InlineData("2026-03-01T12:30:00.1Z", "2026-03-01T12:30:00.100Z")]
    [InlineData("2026-03-01T12:30:00.123456789Z", "2026-03-01T12:30:00.123Z")]
    [InlineData("2026-03-01T12:30:00.999999999+01:00", "2026-03-01T11:30:00.999Z")]
    [InlineData("2026-03-01 12:30:00.000000001Z", "2026-03-01T12:30:00.000Z")]
    [InlineData("0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000Z")]
    [InlineData("9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59.999Z")]
    public void TryParse_AsTheStandardWritesIt_IsRead(string text, string expected)
    {
        Instants.TryParse(text, out var instant, out var problem).ShouldBeTrue(problem);
        Instants.Format(instant).ShouldBe(expected);
    }

    [Theory]
    [InlineData("2026-03-01T12:30:00.Z")]
    [InlineData("2026-03-01T12:30:00.12 Z")]
    [InlineData("2026-03-01T12:30:00,5Z")]
    [InlineData("2026-03-01T24:00:00Z")]
    [InlineData("2026-03-01T12:60:00Z")]
    [InlineData("2026-03-01T12:30:00+24:00")]
    [InlineData("0001-01-01T00:00:00+05:00")]
    [InlineData("9999-12-31T23:59:59-05:00")]
    [InlineData("10000-01-01T00:00:00Z")]
    [InlineData(" 2026-03-01T12:30:00Z")]
    [InlineData("２０２６-03-01")]
    [InlineData("2026-03-01Z")]
    [InlineData("Z")]
    public void TryParse_WhatTheStandardDoesNotWriteOrNoCalendarHas_IsRefusedInTheSameWords(string text)
    {
        Instants.TryParse(text, out var instant, out var problem).ShouldBeFalse();
        instant.ShouldBe(default);
        problem.ShouldBe($"'{text}' is no RFC 3339 time such as 2026-03-01T12:00:00Z, nor a date such as 2026-03-01");
    }

    [Theory]
    [InlineData("2026-03-01T12:30:00")]
    [InlineData("2026-03-01 12:30:00")]
    [InlineData("2026-03-01T12:30:00.5")]
    [InlineData("2026-03-01T12:30")]
    [InlineData("2026-03-01T12:30:00Z ")]
    [InlineData("2026-03-01T12:30:00+0200")]
    public void TryParse_WithoutAnOffset_SaysWhatIsMissing(string text)
    {
        Instants.TryParse(text, out _, out var problem).ShouldBeFalse();
        problem.ShouldBe($"'{text}' has no offset: end it with Z or +hh:mm");
    }

    [Fact]
    public void TryParse_AVeryLongText_IsRefusedWithItsBeginning()
    {
        Instants.TryParse(new string('9', 5000), out _, out var problem).ShouldBeFalse();
        problem.ShouldBe($"'{new string('9', 40)}…' is no RFC 3339 time such as 2026-03-01T12:00:00Z, nor a date such as 2026-03-01");
    }

    [Fact]
    public void Format_AnyInstant_ReadsBackToTheMillisecond()
        => Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).Two().ToArbitrary(), parts =>
        {
            var ticks = (long)(((parts.Item1 * 2147483647.0) + parts.Item2) / (2147483647.0 * 2147483647.0) * DateTimeOffset.MaxValue.UtcTicks);
            var instant = new DateTimeOffset(ticks, TimeSpan.Zero);
            Instants.TryParse(Instants.Format(instant), out var read, out var problem).ShouldBeTrue(problem);
            read.ShouldBe(Instants.Trim(instant));
            (instant - read).ShouldBeInRange(TimeSpan.Zero, TimeSpan.FromTicks(TimeSpan.TicksPerMillisecond - 1));
        }).Check(Repeatable.Config.WithMaxTest(300));

    [Theory]
    [InlineData("0", "a duration must be above zero")]
    [InlineData("0d", "a duration must be above zero")]
    [InlineData("366d", "a duration may be at most 31536000 seconds (365 days)")]
    [InlineData("31536001", "a duration may be at most 31536000 seconds (365 days)")]
    [InlineData("9223372036854775807w", "a duration may be at most 31536000 seconds (365 days)")]
    [InlineData("-5d", "'-5d' is no duration: give seconds, or a number with s, m, h, d or w, such as 30d")]
    [InlineData("1.5h", "'1.5h' is no duration: give seconds, or a number with s, m, h, d or w, such as 30d")]
    [InlineData("30D", "'30D' is no duration: give seconds, or a number with s, m, h, d or w, such as 30d")]
    [InlineData("+30d", "'+30d' is no duration: give seconds, or a number with s, m, h, d or w, such as 30d")]
    [InlineData("٣d", "'٣d' is no duration: give seconds, or a number with s, m, h, d or w, such as 30d")]
    [InlineData("", "'' is no duration: give seconds, or a number with s, m, h, d or w, such as 30d")]
    public void TryParse_WhatIsNoDuration_IsRefusedInTheseWords(string text, string expected)
    {
        Durations.TryParse(text, TimeSpan.FromDays(365), out var duration, out var problem).ShouldBeFalse();
        (duration, problem).ShouldBe((TimeSpan.Zero, expected));
    }

    [Theory]
    [InlineData("1", 1)]
    [InlineData("365d", 31_536_000)]
    [InlineData("52w", 31_449_600)]
    [InlineData("31536000", 31_536_000)]
    [InlineData("007m", 420)]
    public void TryParse_UpToTheLongest_IsRead(string text, long seconds)
    {
        Durations.TryParse(text, TimeSpan.FromDays(365), out var duration, out var problem).ShouldBeTrue(problem);
        duration.ShouldBe(TimeSpan.FromSeconds(seconds));
    }
}
