using System.Globalization;
using System.Text.RegularExpressions;

namespace Baton.Memory.Search.Queries;

/// <summary>Times counted from now: yesterday, last week, three months ago, on Monday.</summary>
internal static partial class RelativeDates
{
    private static readonly string[] Numbers = ["", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

    public static IEnumerable<DateMention> In(string question, DateOnly today)
    {
        foreach (Match match in Named().Matches(question))
        {
            var offset = match.Value.ToUpperInvariant() switch { "TOMORROW" => 1, "YESTERDAY" or "LAST NIGHT" => -1, _ => 0 };
            yield return DateMention.Between(today.AddDays(offset), today.AddDays(offset));
        }
        foreach (Match match in Ago().Matches(question))
        {
            if (Count(match.Groups["n"].Value) is { } count) yield return BackBy(today, count, match.Groups["unit"].ValueSpan);
        }
        foreach (Match match in Neighbour().Matches(question))
        {
            yield return Beside(today, match.Groups["which"].ValueSpan, match.Groups["unit"].ValueSpan);
        }
        foreach (Match match in Weekday().Matches(question))
        {
            var day = Enum.Parse<DayOfWeek>(match.Groups["day"].ValueSpan, ignoreCase: true);
            var back = ((int)today.DayOfWeek - (int)day + 7) % 7;
            var date = today.AddDays(-(back == 0 ? 7 : back));
            yield return DateMention.Between(date, date);
        }
    }

    private static DateMention BackBy(DateOnly today, int count, ReadOnlySpan<char> unit)
    {
        var day = Starts(unit, "day") ? today.AddDays(-count)
            : Starts(unit, "week") ? today.AddDays(-7 * count)
            : Starts(unit, "month") ? today.AddMonths(-count)
            : today.AddYears(-count);
        if (Starts(unit, "year")) return new DateMention(day.Year, null, null);
        return Starts(unit, "month") ? new DateMention(day.Year, day.Month, null) : DateMention.Between(day, day);
    }

    private static DateMention Beside(DateOnly today, ReadOnlySpan<char> which, ReadOnlySpan<char> unit)
    {
        var offset = Starts(which, "next") ? 1 : Starts(which, "this") ? 0 : -1;
        if (Starts(unit, "year")) return new DateMention(today.Year + offset, null, null);
        if (Starts(unit, "month"))
        {
            var month = today.AddMonths(offset);
            return new DateMention(month.Year, month.Month, null);
        }
        var monday = today.AddDays(-(((int)today.DayOfWeek + 6) % 7) + (7 * offset));
        return Starts(unit, "weekend") ? DateMention.Between(monday.AddDays(5), monday.AddDays(6)) : DateMention.Between(monday, monday.AddDays(6));
    }

    private static int? Count(string number)
    {
        if (int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var count)) return count <= 999 ? count : null;
        if (number.Equals("a", StringComparison.OrdinalIgnoreCase) || number.Equals("an", StringComparison.OrdinalIgnoreCase)) return 1;
        var index = Array.FindIndex(Numbers, word => word.Equals(number, StringComparison.OrdinalIgnoreCase));
        return index > 0 ? index : null;
    }

    private static bool Starts(ReadOnlySpan<char> text, string with) => text.StartsWith(with, StringComparison.OrdinalIgnoreCase);

    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    [GeneratedRegex(@"\b(today|tonight|this morning|yesterday|last night|tomorrow)\b", Options)]
    private static partial Regex Named();

    [GeneratedRegex(@"\b(?<n>[a-z]+|[0-9]{1,3}) (?<unit>days?|weeks?|months?|years?) ago\b", Options)]
    private static partial Regex Ago();

    [GeneratedRegex(@"\b(?<which>last|past|previous|this|next) (?<unit>weekend|week|month|year)\b", Options)]
    private static partial Regex Neighbour();

    [GeneratedRegex(@"\b(on|last|since) (?<day>monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b", Options)]
    private static partial Regex Weekday();
}
