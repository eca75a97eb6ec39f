using System.Globalization;

namespace Baton.Memory.Time;

/// <summary>Durations as text: seconds, or a whole number with a unit: <c>90</c>, <c>45s</c>, <c>30m</c>, <c>12h</c>, <c>30d</c>, <c>2w</c>.</summary>
public static class Durations
{
    /// <summary>Reads a duration above zero, or says in <paramref name="problem"/> what is wrong with it.</summary>
    public static bool TryParse(string text, TimeSpan longest, out TimeSpan duration, out string problem)
    {
        duration = default;
        var unit = text.Length == 0 ? 0L : SecondsOf(text[^1]);
        var digits = unit == 0 ? text.AsSpan() : text.AsSpan(0, text.Length - 1);
        if (!long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            problem = $"'{text}' is no duration: give seconds, or a number with s, m, h, d or w, such as 30d";
            return false;
        }
        return TryFromSeconds(count > long.MaxValue / 604_800 ? long.MaxValue : count * Math.Max(unit, 1), longest, out duration, out problem);
    }

    /// <summary>The same for a plain number of seconds.</summary>
    public static bool TryFromSeconds(long seconds, TimeSpan longest, out TimeSpan duration, out string problem)
    {
        duration = default;
        problem = seconds <= 0 ? "a duration must be above zero"
            : seconds > (long)longest.TotalSeconds ? $"a duration may be at most {(long)longest.TotalSeconds} seconds ({longest.TotalDays:0.#} days)"
            : "";
        if (problem.Length > 0) return false;
        duration = TimeSpan.FromSeconds(seconds);
        return true;
    }

    private static long SecondsOf(char unit) => unit switch
    {
        's' => 1,
        'm' => 60,
        'h' => 3_600,
        'd' => 86_400,
        'w' => 604_800,
        _ => 0,
    };
}
