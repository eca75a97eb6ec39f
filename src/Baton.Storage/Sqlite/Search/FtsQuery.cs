using Baton.Memory.Storage;

namespace Baton.Storage.Sqlite.Search;

/// <summary>Writes FTS5 queries in which every word is a quoted string: nothing an agent writes is query syntax.</summary>
internal static class FtsQuery
{
    /// <summary>Shortest text that the trigram index can find.</summary>
    public const int MinGram = 3;

    /// <summary>Any of the words; text in scripts without spaces by any of its pairs. Null when nothing is left to look for.</summary>
    public static string? Words(TextMatch match)
    {
        var terms = new List<string>();
        foreach (var word in match.AnyOf.IsDefault ? [] : match.AnyOf)
        {
            if (string.IsNullOrWhiteSpace(word)) continue;
            terms.Add(Quote(word));
            foreach (var pair in CjkBigrams.Split(word)) terms.Add(IsSingle(pair) ? $"cjk : {Quote(pair)} *" : $"cjk : {Quote(pair)}");
        }
        return Any(terms);
    }

    /// <summary>Any of the exact texts that are long enough for trigrams; null when there is none.</summary>
    public static string? Grams(TextMatch match)
        => Any([.. Exact(match).Where(text => !IsShort(text)).Select(Quote)]);

    /// <summary>The exact texts that are too short for trigrams.</summary>
    public static IEnumerable<string> Short(TextMatch match) => Exact(match).Where(IsShort);

    /// <summary>Doubles the quotes; a zero byte would end the query early, so it becomes a space.</summary>
    public static string Quote(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal).Replace('\0', ' ')}\"";

    /// <summary>A LIKE pattern that finds the text anywhere.</summary>
    public static string LikePattern(string text)
    {
        var escaped = text.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal)
            .Replace("_", @"\_", StringComparison.Ordinal);
        return $"%{escaped}%";
    }

    private static IEnumerable<string> Exact(TextMatch match)
        => (match.Exact.IsDefault ? [] : match.Exact).Where(text => !string.IsNullOrWhiteSpace(text));

    private static string? Any(List<string> terms) => terms.Count == 0 ? null : string.Join(" OR ", terms.Distinct(StringComparer.Ordinal));

    private static bool IsShort(string text) => text.EnumerateRunes().Take(MinGram).Count() < MinGram;

    private static bool IsSingle(string pair) => !pair.EnumerateRunes().Skip(1).Any();
}
