using System.Globalization;
using Baton.Policy.Documents;

namespace Baton.Policy.Limits;

/// <summary>How a budget's window lies in time.</summary>
/// <param name="Align">Sliding or by the calendar.</param>
/// <param name="Length">A sliding window's length.</param>
/// <param name="Unit">A calendar window's unit.</param>
/// <param name="Zone">A calendar window's time zone.</param>
public sealed record WindowPlan(WindowAlign Align, TimeSpan Length, CalendarUnit Unit, TimeZoneInfo Zone)
{
    /// <summary>Sub-buckets of a sliding window.</summary>
    public const int Buckets = 64;

    /// <summary>The length of one sub-bucket, in ticks, so that 64 of them are at least as long as the window.</summary>
    public long BucketTicks => (Length.Ticks + Buckets - 1) / Buckets;

    /// <summary>What tells windows apart in a counter's key: <c>60s</c>, <c>calendar:day:Europe/Berlin</c>.</summary>
    public string Key { get; } = Align == WindowAlign.Sliding
        ? string.Create(CultureInfo.InvariantCulture, $"{Length.TotalSeconds}s")
        : $"calendar:{WordTable<CalendarUnit>.Text(Unit)}:{Zone.Id}";

    /// <summary>The window for people: <c>minute</c>, <c>300 s</c>, <c>calendar day in Europe/Berlin</c>.</summary>
    internal string Words => Align == WindowAlign.Calendar ? $"calendar {WordTable<CalendarUnit>.Text(Unit)} in {Zone.Id}"
        : Enum.GetValues<CalendarUnit>().Where(unit => LengthOf(unit) == Length).Select(WordTable<CalendarUnit>.Text).FirstOrDefault()
            ?? string.Create(CultureInfo.InvariantCulture, $"{Length.TotalSeconds} s");

    /// <summary>A window that slides.</summary>
    public static WindowPlan Sliding(TimeSpan length) => new(WindowAlign.Sliding, length, default, TimeZoneInfo.Utc);

    /// <summary>A window of the calendar.</summary>
    public static WindowPlan Calendar(CalendarUnit unit, TimeZoneInfo zone) => new(WindowAlign.Calendar, LengthOf(unit), unit, zone);

    /// <summary>The length of a unit as a sliding window.</summary>
    public static TimeSpan LengthOf(CalendarUnit unit) => unit switch
    {
        CalendarUnit.Second => TimeSpan.FromSeconds(1),
        CalendarUnit.Minute => TimeSpan.FromMinutes(1),
        CalendarUnit.Hour => TimeSpan.FromHours(1),
        CalendarUnit.Day => TimeSpan.FromDays(1),
        CalendarUnit.Week => TimeSpan.FromDays(7),
        _ => TimeSpan.FromDays(31),
    };
}
