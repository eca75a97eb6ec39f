using Baton.Policy.Documents;

namespace Baton.Policy.Conditions;

/// <summary>An RFC 3339 instant to the last of up to 18 decimals of a second; leap seconds are not read.</summary>
internal readonly record struct Instant(long Seconds, long Fraction) : IComparable<Instant>
{
    private const int Decimals = 18;
    private const long FractionsInATick = 100_000_000_000;

    public int CompareTo(Instant other) => Seconds != other.Seconds ? Seconds.CompareTo(other.Seconds) : Fraction.CompareTo(other.Fraction);

    public static bool TryParse(in Subject subject, out Instant instant)
    {
        using var text = new SubjectText(subject, TextForm.None, stackalloc char[64]);
        return TryParse(text.Span, out instant);
    }

    public static bool TryParse(ReadOnlySpan<char> text, out Instant instant)
    {
        instant = default;
        if (text.Length < 20 || text[4] != '-' || text[7] != '-' || text[10] is not ('T' or 't' or ' ') || text[13] != ':' || text[16] != ':') return false;
        if (!Digits(text[..4], out var year) || !Digits(text[5..7], out var month) || !Digits(text[8..10], out var day)
            || !Digits(text[11..13], out var hour) || !Digits(text[14..16], out var minute) || !Digits(text[17..19], out var second)) return false;
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 59) return false;
        var rest = text[19..];
        if (!TryReadFraction(ref rest, out var fraction) || !TryReadOffset(rest, out var offsetMinutes)) return false;
        var ticks = new DateTime(year, month, day, hour, minute, second, DateTimeKind.Unspecified).Ticks;
        instant = new Instant((ticks / TimeSpan.TicksPerSecond) - (offsetMinutes * 60L), fraction);
        return true;
    }

    /// <summary>The same instant for the framework, in whole ticks; null before its first year and after its last.</summary>
    public DateTimeOffset? ToTime()
    {
        if (Seconds < 0 || Seconds > DateTimeOffset.MaxValue.UtcTicks / TimeSpan.TicksPerSecond) return null;
        return new DateTimeOffset((Seconds * TimeSpan.TicksPerSecond) + (Fraction / FractionsInATick), TimeSpan.Zero);
    }

    private static bool TryReadFraction(ref ReadOnlySpan<char> rest, out long fraction)
    {
        fraction = 0;
        if (rest.IsEmpty || rest[0] != '.') return !rest.IsEmpty;
        var length = rest[1..].IndexOfAnyExceptInRange('0', '9');
        if (length is < 1 or > Decimals) return false;
        foreach (var digit in rest.Slice(1, length)) fraction = (fraction * 10) + digit - '0';
        for (var at = length; at < Decimals; at++) fraction *= 10;
        rest = rest[(length + 1)..];
        return true;
    }

    private static bool TryReadOffset(ReadOnlySpan<char> rest, out int minutes)
    {
        minutes = 0;
        if (rest is "Z" or "z") return true;
        if (rest.Length != 6 || rest[0] is not ('+' or '-') || rest[3] != ':' || !Digits(rest[1..3], out var hours) || !Digits(rest[4..6], out minutes)) return false;
        if (hours > 23 || minutes > 59) return false;
        minutes = (rest[0] == '-' ? -1 : 1) * ((hours * 60) + minutes);
        return true;
    }

    private static bool Digits(ReadOnlySpan<char> text, out int value)
    {
        value = 0;
        foreach (var letter in text)
        {
            if (!char.IsAsciiDigit(letter)) return false;
            value = (value * 10) + letter - '0';
        }
        return true;
    }
}
