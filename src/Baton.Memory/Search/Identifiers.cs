using System.Text.RegularExpressions;

namespace Baton.Memory.Search;

/// <summary>Names of code in text: <c>snake_case</c>, <c>camelCase</c>, paths, error codes, <c>#123</c>, hashes.</summary>
internal static partial class Identifiers
{
    /// <summary>Each identifier as it stands, in order.</summary>
    public static IEnumerable<string> Find(string text)
    {
        foreach (var match in Shape().EnumerateMatches(text).ToList(text)) yield return match;
    }

    /// <summary>The words an identifier is made of.</summary>
    public static IEnumerable<string> Parts(string identifier)
    {
        foreach (var match in Word().EnumerateMatches(identifier).ToList(identifier))
        {
            if (match.Length > 1) yield return match;
        }
    }

    private static List<string> ToList(this Regex.ValueMatchEnumerator matches, string text)
    {
        var found = new List<string>();
        foreach (var match in matches) found.Add(text.Substring(match.Index, match.Length));
        return found;
    }

    [GeneratedRegex(@"#\d{1,8}\b|[A-Za-z0-9]*(?:[_][A-Za-z0-9]+)+|\b[a-z0-9]+(?:[A-Z][a-z0-9]*)+\b|\b(?:[A-Z][a-z0-9]+){2,}\b|\b[\w-]+(?:[./\\:-][\w-]+)+|\b[A-Z]{2,}\d+\b|\b[0-9a-f]{7,40}\b", RegexOptions.CultureInvariant)]
    private static partial Regex Shape();

    [GeneratedRegex(@"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+", RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
