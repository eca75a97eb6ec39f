using Baton.Policy.Documents;

namespace Baton.Policy.Compilation;

/// <summary>Time zones by their IANA name.</summary>
internal static class TimeZones
{
    /// <summary>The zone, or UTC after a problem.</summary>
    public static TimeZoneInfo Find(string? name, string pointer, ProblemList problems)
    {
        if (name is null || name == "UTC") return TimeZoneInfo.Utc;
        if (IsName(name) && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone)) return zone;
        problems.Error("time_zone", pointer, $"`{name}` is not a time zone that is known here: write a name such as Europe/Berlin or UTC.");
        return TimeZoneInfo.Utc;
    }

    // The system looks names up as files, so a path must not become one.
    private static bool IsName(string name)
        => name.Length <= 64 && name.Split('/').All(part => part.Length > 0 && char.IsAsciiLetter(part[0]) && part.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' or '+'));
}
