using System.Globalization;
using Baton.Policy.Limits;

namespace Baton.Policy.Tests.Limits;

/// <summary>Calendar windows tile the time line in every zone, and begin where a wall calendar says.</summary>
public sealed class CalendarWindowTests
{
    private static readonly string[] Zones =
    [
        "UTC", "Europe/Berlin", "America/New_York", "America/St_Johns", "America/Havana", "America/Santiago", "Asia/Kathmandu",
        "Asia/Beirut", "Australia/Lord_Howe", "Pacific/Apia", "Pacific/Chatham", "Africa/Casablanca",
    ];

    public static TheoryData<string, CalendarUnit> Combinations()
    {
        var data = new TheoryData<string, CalendarUnit>();
        foreach (var zone in Zones)
        {
            foreach (var unit in Enum.GetValues<CalendarUnit>()) data.Add(zone, unit);
        }
        return data;
    }

    [Theory, MemberData(nameof(Combinations))]
    public void Around_AnyInstant_IsInOneWindowThatEndsWhereTheNextBegins(string name, CalendarUnit unit)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(name);
        var random = new Random(name.Length + (int)unit);
        for (var run = 0; run < 60; run++)
        {
            var ticks = Any(random);
            var window = CalendarWindow.Around(ticks, unit, zone);
            window.Start.ShouldBeLessThanOrEqualTo(ticks);
            window.End.ShouldBeGreaterThan(ticks);
            CalendarWindow.Around(window.Start, unit, zone).ShouldBe(window);
            CalendarWindow.Around(window.End - 1, unit, zone).ShouldBe(window);
            CalendarWindow.Around(window.End, unit, zone).Start.ShouldBe(window.End);
            CalendarWindow.Around(window.Start - 1, unit, zone).End.ShouldBe(window.Start);
        }
    }

    [Theory]
    [InlineData(CalendarUnit.Day)]
    [InlineData(CalendarUnit.Week)]
    [InlineData(CalendarUnit.Month)]
    public void Around_AnyInstant_HoldsTheDatesOfOneUnit(CalendarUnit unit)
    {
        var random = new Random((int)unit);
        foreach (var zone in Zones.Select(TimeZoneInfo.FindSystemTimeZoneById))
        {
            for (var run = 0; run < 60; run++)
            {
                var ticks = Any(random);
                var (start, end) = CalendarWindow.Around(ticks, unit, zone);
                var key = Key(ticks, unit, zone);
                Key(start, unit, zone).ShouldBe(key, zone.Id);
                Key(end - 1, unit, zone).ShouldBe(key, zone.Id);
                Key(start - 1, unit, zone).ShouldNotBe(key, zone.Id);
                Key(end, unit, zone).ShouldNotBe(key, zone.Id);
            }
        }
    }

    [Theory]
    // Leap days and ends of months.
    [InlineData("UTC", CalendarUnit.Month, "2024-02-29T23:59:59Z", "2024-02-01T00:00:00Z", "2024-03-01T00:00:00Z")]
    [InlineData("UTC", CalendarUnit.Month, "2023-02-28T23:59:59Z", "2023-02-01T00:00:00Z", "2023-03-01T00:00:00Z")]
    [InlineData("UTC", CalendarUnit.Month, "2026-01-31T12:00:00Z", "2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z")]
    [InlineData("UTC", CalendarUnit.Month, "2026-12-31T12:00:00Z", "2026-12-01T00:00:00Z", "2027-01-01T00:00:00Z")]
    [InlineData("UTC", CalendarUnit.Day, "2024-02-29T12:00:00Z", "2024-02-29T00:00:00Z", "2024-03-01T00:00:00Z")]
    // Weeks begin on Monday and cross years.
    [InlineData("UTC", CalendarUnit.Week, "2027-01-01T00:00:00Z", "2026-12-28T00:00:00Z", "2027-01-04T00:00:00Z")]
    [InlineData("UTC", CalendarUnit.Week, "2026-03-01T23:59:59Z", "2026-02-23T00:00:00Z", "2026-03-02T00:00:00Z")]
    // Days of 23 and of 25 hours.
    [InlineData("Europe/Berlin", CalendarUnit.Day, "2026-03-29T12:00:00Z", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z")]
    [InlineData("Europe/Berlin", CalendarUnit.Day, "2026-10-25T12:00:00Z", "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z")]
    [InlineData("Europe/Berlin", CalendarUnit.Month, "2026-03-15T12:00:00Z", "2026-02-28T23:00:00Z", "2026-03-31T22:00:00Z")]
    // A midnight that the clock skips: the day begins at one.
    [InlineData("Africa/Cairo", CalendarUnit.Day, "2025-04-25T12:00:00Z", "2025-04-24T22:00:00Z", "2025-04-25T21:00:00Z")]
    // A midnight that comes twice: the day begins at the first.
    [InlineData("America/Havana", CalendarUnit.Day, "2026-11-01T12:00:00Z", "2026-11-01T04:00:00Z", "2026-11-02T05:00:00Z")]
    // Zones that are no whole hours away.
    [InlineData("Asia/Kathmandu", CalendarUnit.Day, "2026-03-04T12:00:00Z", "2026-03-03T18:15:00Z", "2026-03-04T18:15:00Z")]
    [InlineData("Asia/Kathmandu", CalendarUnit.Hour, "2026-03-04T12:10:00Z", "2026-03-04T11:15:00Z", "2026-03-04T12:15:00Z")]
    [InlineData("Pacific/Apia", CalendarUnit.Day, "2026-03-04T09:59:59Z", "2026-03-03T11:00:00Z", "2026-03-04T11:00:00Z")]
    public void Around_Instant_RunsFromTo(string zone, CalendarUnit unit, string instant, string start, string end)
    {
        var window = CalendarWindow.Around(Ticks(instant), unit, TimeZoneInfo.FindSystemTimeZoneById(zone));
        (Text(window.Start), Text(window.End)).ShouldBe((start, end));
    }

    [Fact]
    public void Admit_AcrossMidnight_TheBudgetIsWholeAgain()
    {
        var day = WindowPlan.Calendar(CalendarUnit.Day, TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));
        var evening = new DateTimeOffset(2026, 3, 28, 22, 59, 59, TimeSpan.Zero);
        var spent = WindowArithmetic.Admit(day, WindowState.Empty, evening, 10, 10);
        spent.Remaining.ShouldBe(0);

        var refused = WindowArithmetic.Admit(day, spent.State, evening, 0.01m, 10);
        refused.IsAdmitted.ShouldBeFalse();
        refused.RetryAfter.ShouldBe(TimeSpan.FromSeconds(1));
        WindowArithmetic.Admit(day, refused.State, evening + refused.RetryAfter, 10, 10).IsAdmitted.ShouldBeTrue();
    }

    [Fact]
    public void Admit_ClockGoesBackOverMidnight_TheNewDayStays()
    {
        var day = WindowPlan.Calendar(CalendarUnit.Day, TimeZoneInfo.Utc);
        var midnight = new DateTimeOffset(2026, 3, 5, 0, 0, 0, TimeSpan.Zero);
        var state = WindowArithmetic.Admit(day, WindowState.Empty, midnight, 10, 10).State;

        WindowArithmetic.Admit(day, state, midnight.AddHours(-1), 1, 10).IsAdmitted.ShouldBeFalse("yesterday's budget is not opened again");
        WindowArithmetic.Remaining(day, state, midnight.AddHours(-1), 10).ShouldBe(0);
    }

    private static long Any(Random random) => random.NextInt64(new DateTime(2020, 1, 1).Ticks, new DateTime(2032, 1, 1).Ticks);

    // What a wall calendar in the zone would call the unit that the instant falls into.
    private static DateTime Key(long ticks, CalendarUnit unit, TimeZoneInfo zone)
    {
        var date = TimeZoneInfo.ConvertTime(new DateTimeOffset(ticks, TimeSpan.Zero), zone).Date;
        return unit switch
        {
            CalendarUnit.Day => date,
            CalendarUnit.Week => ISOWeek.ToDateTime(ISOWeek.GetYear(date), ISOWeek.GetWeekOfYear(date), DayOfWeek.Monday),
            _ => new DateTime(date.Year, date.Month, 1),
        };
    }

    private static long Ticks(string instant) => DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture).UtcTicks;

    private static string Text(long ticks) => new DateTimeOffset(ticks, TimeSpan.Zero).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
