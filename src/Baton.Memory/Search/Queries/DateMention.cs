namespace Baton.Memory.Search.Queries;

/// <summary>
/// A time the question names: a day, a month or a year, or a span counted from now. Parts that were not said are null and
/// taken from the record's own date.
/// </summary>
internal sealed record DateMention(int? Year, int? Month, int? Day)
{
    /// <summary>People write of a day on it or in the days after it.</summary>
    private const double DaysAfter = 15;
    private const double DaysBefore = 7.5;

    /// <summary>Days into the next month in which a month is still being told about.</summary>
    private const int AfterMonth = 10;

    /// <summary>First and last day, of a span counted from now.</summary>
    public (DateOnly First, DateOnly Last)? Span { get; init; }

    /// <summary>A span of days, for "last week" and the like.</summary>
    public static DateMention Between(DateOnly first, DateOnly last) => new(null, null, null) { Span = (first, last) };

    /// <summary>How near a record's date is: 1 at the time named, falling to 0.</summary>
    public double Nearness(DateOnly date)
    {
        if (Span is { } span) return Decay(date < span.First ? date.DayNumber - span.First.DayNumber : Math.Max(date.DayNumber - span.Last.DayNumber, 0));
        if (Month is not { } month) return Year == date.Year ? 1 : 0;
        return Day is { } day ? NearDay(date, month, day) : NearMonth(date, month);
    }

    private double NearDay(DateOnly date, int month, int day)
    {
        var best = 0.0;
        for (var year = Year ?? date.Year - 1; year <= (Year ?? date.Year + 1); year++)
        {
            if (year is < 1 or > 9999 || day > DateTime.DaysInMonth(year, month)) continue;
            best = Math.Max(best, Decay(date.DayNumber - new DateOnly(year, month, day).DayNumber));
        }
        return best;
    }

    private double NearMonth(DateOnly date, int month)
    {
        if (date.Month == month && (Year ?? date.Year) == date.Year) return 1;
        var (toldYear, toldMonth) = date.Month == 1 ? (date.Year - 1, 12) : (date.Year, date.Month - 1);
        return toldMonth == month && (Year ?? toldYear) == toldYear && date.Day <= AfterMonth ? 0.5 : 0;
    }

    private static double Decay(int days) => Math.Exp(-Math.Abs(days) / (days >= 0 ? DaysAfter : DaysBefore));
}
