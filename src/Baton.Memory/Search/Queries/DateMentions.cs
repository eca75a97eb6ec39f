using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Baton.Memory.Search.Queries;

/// <summary>Finds the days, months and years a question names.</summary>
internal static partial class DateMentions
{
    private static readonly string[] MonthNames =
        ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

    /// <summary>The most exact mentions win: a year beside a full date adds nothing.</summary>
    /// <param name="question">The question as it came.</param>
    /// <param name="today">The asker's day, for what is counted from now.</param>
    public static ImmutableArray<DateMention> In(string question, DateOnly today)
    {
        var found = ImmutableArray.CreateBuilder<DateMention>();
        foreach (Match match in IsoDate().Matches(question)) AddDay(found, match.Groups["y"].Value, Number(match, "m"), Number(match, "d"));
        foreach (Match match in DayMonth().Matches(question)) AddDay(found, match.Groups["y"].Value, MonthOf(match), Number(match, "d"));
        foreach (Match match in MonthDay().Matches(question)) AddDay(found, match.Groups["y"].Value, MonthOf(match), Number(match, "d"));
        found.AddRange(RelativeDates.In(question, today));
        if (found.Count == 0) AddMonths(found, question);
        if (found.Count == 0) AddYears(found, question);
        return found.ToImmutable();
    }

    private static void AddMonths(ImmutableArray<DateMention>.Builder found, string question)
    {
        foreach (Match match in IsoMonth().Matches(question))
        {
            if (Number(match, "m") is >= 1 and <= 12 and var number) found.Add(new DateMention(Number(match, "y"), number, null));
        }
        foreach (Match match in MonthAlone().Matches(question))
        {
            var year = match.Groups["y"].Value;
            if (MonthOf(match) is not { } month || (year.Length == 0 && IsOrdinaryWord(match, question))) continue;
            found.Add(new DateMention(year.Length > 0 ? Number(match, "y") : null, month, null));
        }
    }

    private static void AddYears(ImmutableArray<DateMention>.Builder found, string question)
    {
        foreach (Match match in YearAlone().Matches(question)) found.Add(new DateMention(Number(match, "y"), null, null));
    }

    private static void AddDay(ImmutableArray<DateMention>.Builder found, string year, int? month, int? day)
    {
        if (month is not (>= 1 and <= 12) || day is not (>= 1 and <= 31)) return;
        found.Add(new DateMention(year.Length > 0 ? int.Parse(year, CultureInfo.InvariantCulture) : null, month, day));
    }

    /// <summary>"may" and "march" are months only behind a preposition or, inside a sentence, with a capital.</summary>
    private static bool IsOrdinaryWord(Match match, string question)
    {
        if (match.Groups["month"].Value.ToUpperInvariant() is not ("MAY" or "MARCH")) return false;
        return !match.Groups["lead"].Success && !(match.Index > 0 && char.IsUpper(question[match.Groups["month"].Index]));
    }

    /// <summary>The month's number from its name or the first three letters of it; null for another word.</summary>
    private static int? MonthOf(Match match)
    {
        var name = match.Groups["month"].Value;
        var index = Array.FindIndex(MonthNames, month =>
            month.Equals(name, StringComparison.OrdinalIgnoreCase)
            || (name.Length is 3 or 4 && month.StartsWith(name, StringComparison.OrdinalIgnoreCase) && name.Length < month.Length));
        return index < 0 ? null : index + 1;
    }

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    [GeneratedRegex(@"\b(?<y>[12][0-9]{3})-(?<m>[0-9]{1,2})-(?<d>[0-9]{1,2})(?![0-9])", Options)]
    private static partial Regex IsoDate();

    [GeneratedRegex(@"\b(?<y>[12][0-9]{3})-(?<m>[0-9]{2})\b(?!-)", Options)]
    private static partial Regex IsoMonth();

    [GeneratedRegex(@"\b(?<d>[0-9]{1,2})(st|nd|rd|th)?( of)? (?<month>[a-z]{3,9})\b\.?(,? (?<y>[12][0-9]{3})\b)?", Options)]
    private static partial Regex DayMonth();

    [GeneratedRegex(@"\b(?<month>[a-z]{3,9})\.? (?<d>[0-9]{1,2})(st|nd|rd|th)?\b(?!:)(,? (?<y>[12][0-9]{3})\b)?", Options)]
    private static partial Regex MonthDay();

    [GeneratedRegex(@"\b(?<lead>(in|of|during|since|until|by|last|next|this|early|late|mid) )?(?<month>january|february|march|april|may|june|july|august|september|october|november|december)\b(,? (of )?(?<y>[12][0-9]{3})\b)?", Options)]
    private static partial Regex MonthAlone();

    [GeneratedRegex(@"\b(?<y>(19|20)[0-9]{2})\b", Options)]
    private static partial Regex YearAlone();
}
