using System.Globalization;

namespace Baton.Policy.Decisions;

/// <summary>The words of refusals.</summary>
internal static class Texts
{
    private const int LongestName = 128;

    public static string Name(in CallFacts facts)
    {
        var name = Short(facts.Tool.Name);
        return facts.Kind switch
        {
            CallKind.Tool => $"The tool `{name}`",
            CallKind.Resource => $"The resource `{name}`",
            _ => $"The prompt `{name}`",
        };
    }

    /// <summary>A name, cut where it is longer than a sentence bears.</summary>
    public static string Short(string name) => name.Length <= LongestName ? name : Start(name) + "...";

    /// <summary>The same within a sentence.</summary>
    public static string NameInside(in CallFacts facts)
    {
        var name = Name(facts);
        return char.ToLowerInvariant(name[0]) + name[1..];
    }

    /// <summary>How long to wait, rounded up: in seconds up to two minutes, beyond that as a clock tells it.</summary>
    public static string Wait(TimeSpan span)
    {
        var seconds = (long)Math.Max(1, Math.Ceiling(span.TotalSeconds));
        if (seconds <= 120) return string.Create(CultureInfo.InvariantCulture, $"{seconds} s");
        var minutes = (seconds + 59) / 60;
        if (minutes < 60) return string.Create(CultureInfo.InvariantCulture, $"{minutes} min");
        return minutes < 48 * 60 ? Two(minutes / 60, "h", minutes % 60, "min") : Two((minutes + 59) / 60 / 24, "d", (minutes + 59) / 60 % 24, "h");
    }

    private static string Two(long large, string unit, long small, string part)
        => string.Create(CultureInfo.InvariantCulture, $"{large} {unit}{(small == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" {small} {part}"))}");

    private static string Start(string name) => name[..(char.IsHighSurrogate(name[LongestName - 1]) ? LongestName - 1 : LongestName)];
}
