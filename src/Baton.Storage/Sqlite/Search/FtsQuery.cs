namespace Baton.Storage.Sqlite.Search;

/// <summary>Writes FTS5 queries in which every text is a quoted string: nothing an agent writes is query syntax.</summary>
internal static class FtsQuery
{
    /// <summary>Shortest text that the trigram index can find.</summary>
    public const int MinGram = 3;

    /// <summary>Any of the texts; each is a term, or a run of terms that stand one after another.</summary>
    public static string AnyOf(IEnumerable<string> texts) => string.Join(" OR ", texts.Select(Quote));

    /// <summary>Doubles the quotes; a zero byte would end the query early, so it becomes a space.</summary>
    public static string Quote(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal).Replace('\0', ' ')}\"";

    /// <summary>Whether the trigram index can find it.</summary>
    public static bool HasGram(string text) => text.EnumerateRunes().Take(MinGram).Count() == MinGram;
}
