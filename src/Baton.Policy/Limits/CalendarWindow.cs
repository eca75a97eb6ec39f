namespace Baton.Policy.Limits;

/// <summary>The boundaries of calendar windows in a time zone, daylight saving included.</summary>
internal static class CalendarWindow
{
    /// <summary>The window that an instant lies in, as UTC ticks from its start to its end.</summary>
    public static (long Start, long End) Around(long utcTicks, CalendarUnit unit, TimeZoneInfo zone)
    {
        var offset = zone.GetUtcOffset(new DateTimeOffset(utcTicks, TimeSpan.Zero));
        var local = new DateTime(utcTicks + offset.Ticks, DateTimeKind.Unspecified);
        if (unit <= CalendarUnit.Hour) return Short(utcTicks, unit, zone.BaseUtcOffset.Ticks);
        var start = unit switch
        {
            CalendarUnit.Day => local.Date,
            CalendarUnit.Week => local.Date.AddDays(-(((int)local.DayOfWeek + 6) % 7)),
            _ => new DateTime(local.Year, local.Month, 1, 0, 0, 0, DateTimeKind.Unspecified),
        };
        var end = unit switch
        {
            CalendarUnit.Day => start.AddDays(1),
            CalendarUnit.Week => start.AddDays(7),
            _ => start.AddMonths(1),
        };
        return (ToUtc(start, zone), ToUtc(end, zone));
    }

    // Short windows follow the zone's standard time all year: a shift of half an hour would make two of them overlap.
    private static (long Start, long End) Short(long utcTicks, CalendarUnit unit, long standardOffset)
    {
        var length = WindowPlan.LengthOf(unit).Ticks;
        var start = utcTicks - ((utcTicks + standardOffset) % length);
        return (start, start + length);
    }

    // A midnight that daylight saving skips is the first instant after the gap; one that comes twice is the earlier.
    private static long ToUtc(DateTime local, TimeZoneInfo zone)
    {
        while (zone.IsInvalidTime(local)) local = local.AddMinutes(15);
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return local.Ticks - offset.Ticks;
    }
}
