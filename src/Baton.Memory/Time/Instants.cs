using System.Globalization;

namespace Baton.Memory.Time;

/// <summary>Instants as text: RFC 3339, or a date alone for its first moment in UTC. Kept to the millisecond.</summary>
public static class Instants
{
    private static readonly string[] DateTimes =
    [
        "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK",
        "yyyy-MM-dd' 'HH:mm:ssK", "yyyy-MM-dd' 'HH:mm:ss.FFFFFFFK",
    ];

    /// <summary>Where the digits of a fraction begin, and how many of them the clock knows.</summary>
    private const int FractionAt = 20;
    private const int MostDigits = 7;
    private const int SecondsAt = 17;

    /// <summary>The one form in which instants are written, in UTC: <c>2026-03-01T12:00:00.000Z</c>.</summary>
    public static string Format(DateTimeOffset instant)
        => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>The same for people, to the minute.</summary>
    public static string ToMinute(DateTimeOffset instant)
        => instant.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);

    /// <summary>Cuts what <see cref="Format"/> would not keep, so that a value read back equals the one written.</summary>
    public static DateTimeOffset Trim(DateTimeOffset instant)
        => new(instant.UtcTicks - (instant.UtcTicks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);

    /// <summary>Reads an instant, or says in <paramref name="problem"/> what is wrong with it.</summary>
    public static bool TryParse(string text, out DateTimeOffset instant, out string problem)
    {
        problem = "";
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            instant = new DateTimeOffset(date.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
            return true;
        }
        if (HasOffset(text) && HasFraction(text)
            && DateTimeOffset.TryParseExact(Plain(text), DateTimes, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out instant))
        {
            instant = Trim(instant.ToUniversalTime());
            return true;
        }
        if (IsLeap(text) && TryParse($"{text[..SecondsAt]}59{text[(SecondsAt + 2)..]}", out instant, out _) && IsLastOfAMonth(instant))
        {
            instant = Trim(instant.AddSeconds(1).AddMilliseconds(-instant.Millisecond));
            return true;
        }
        instant = default;
        problem = LooksLikeDateTime(text) && !HasOffset(text)
            ? $"'{Shown(text)}' has no offset: end it with Z or +hh:mm"
            : $"'{Shown(text)}' is no RFC 3339 time such as 2026-03-01T12:00:00Z, nor a date such as 2026-03-01";
        return false;
    }

    /// <summary>A second that UTC put in (RFC 3339, 5.7): no clock here has it, so it is the first moment after it.</summary>
    private static bool IsLeap(string text) => text.Length > SecondsAt + 2 && text[SecondsAt - 1] == ':' && text.AsSpan(SecondsAt, 2) is "60";

    private static bool IsLastOfAMonth(DateTimeOffset second)
        => second is { Hour: 23, Minute: 59, Second: 59, Year: < 9999 } && second.Day == DateTime.DaysInMonth(second.Year, second.Month);

    /// <summary>Letters may be small, and a fraction may have any number of digits (RFC 3339, 5.6).</summary>
    private static string Plain(string text)
    {
        var plain = text.ToUpperInvariant();
        var end = FractionAt;
        while (end < plain.Length && char.IsAsciiDigit(plain[end])) end++;
        return end > FractionAt + MostDigits ? plain.Remove(FractionAt + MostDigits, end - FractionAt - MostDigits) : plain;
    }

    /// <summary>A point must have digits behind it.</summary>
    private static bool HasFraction(string text) => text.Length <= FractionAt || text[FractionAt - 1] != '.' || char.IsAsciiDigit(text[FractionAt]);

    private static bool LooksLikeDateTime(string text)
        => text.Length >= 16 && char.IsAsciiDigit(text[0]) && text[4] == '-' && text[10] is 'T' or 't' or ' ';

    private static bool HasOffset(string text)
        => text is [.., 'Z' or 'z'] || (text.Length > 16 && text[^6] is '+' or '-' && text[^3] == ':');

    private static string Shown(string text) => text.Length <= 40 ? text : string.Concat(text.AsSpan(0, 40), "…");
}
