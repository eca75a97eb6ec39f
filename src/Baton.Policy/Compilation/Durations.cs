using System.Buffers;
using System.Globalization;
using System.Xml;

namespace Baton.Policy.Compilation;

/// <summary>Durations: <c>30m</c>, <c>1.5h</c>, or ISO 8601 such as <c>PT5M</c>.</summary>
internal static class Durations
{
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789.");

    private static readonly TimeSpan Most = TimeSpan.FromDays(366);

    /// <summary>The span, or null when the text is none or it is not between nothing and a year.</summary>
    public static TimeSpan? Parse(string text)
    {
        var span = text.StartsWith('P') ? Iso(text) : Short(text);
        return span > TimeSpan.Zero && span <= Most ? span : null;
    }

    private static TimeSpan? Short(string text)
    {
        var unitAt = text.AsSpan().IndexOfAnyExcept(Digits);
        if (unitAt <= 0 || text[0] == '.' || text[unitAt - 1] == '.' || !decimal.TryParse(text.AsSpan(0, unitAt), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) || number > 1_000_000_000) return null;
        decimal? milliseconds = text[unitAt..] switch
        {
            "ms" => 1,
            "s" => 1_000,
            "m" => 60_000,
            "h" => 3_600_000,
            "d" => 86_400_000,
            "w" => 604_800_000,
            _ => null,
        };
        return milliseconds is null ? null : TimeSpan.FromTicks((long)Math.Min(number * milliseconds.Value * TimeSpan.TicksPerMillisecond, long.MaxValue));
    }

    // Years and months have no one length.
    private static TimeSpan? Iso(string text)
    {
        if (text.Length > 32 || text.AsSpan(0, text.IndexOf('T', StringComparison.Ordinal) is >= 0 and var time ? time : text.Length).ContainsAny('Y', 'M')) return null;
        try
        {
            return XmlConvert.ToTimeSpan(text);
        }
        catch (Exception broken) when (broken is FormatException or OverflowException)
        {
            return null;
        }
    }
}
