using System.Globalization;

namespace Baton.Cli.Commands;

/// <summary>Lengths of time as people type them: <c>45</c> (seconds), <c>30m</c>, <c>2h</c>, <c>1d</c>, <c>2w</c>.</summary>
internal static class Spans
{
    /// <summary>The shortest way to write a number of whole seconds.</summary>
    public static string Write(TimeSpan span)
    {
        var seconds = (long)span.TotalSeconds;
        var (length, unit) = seconds % 86_400 == 0 ? (86_400, 'd') : seconds % 3_600 == 0 ? (3_600, 'h') : seconds % 60 == 0 ? (60, 'm') : (1, 's');
        return string.Create(CultureInfo.InvariantCulture, $"{seconds / length}{unit}");
    }

    /// <summary>Whole seconds, or null when it is not one.</summary>
    public static long? ParseSeconds(string text)
    {
        if (text.Length == 0) return null;
        var unit = text[^1] switch { 's' => 1, 'm' => 60, 'h' => 3_600, 'd' => 86_400, 'w' => 604_800, _ => 0L };
        var digits = unit == 0 ? text : text[..^1];
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= long.MaxValue / 604_800
            ? number * Math.Max(1, unit)
            : null;
    }
}
