namespace Baton.Policy.Documents;

/// <summary>Finds what a mistyped word was meant to be.</summary>
internal static class Nearest
{
    private const int Longest = 64;

    /// <summary>The candidate within a third of the word's length in edits, or null.</summary>
    public static string? Find(string word, IEnumerable<string> candidates)
    {
        if (word.Length > Longest) return null;
        string? best = null;
        var least = Math.Max(1, word.Length / 3) + 1;
        foreach (var candidate in candidates)
        {
            if (candidate.Length > Longest) continue;
            var distance = Distance(word, candidate);
            if (distance >= least) continue;
            least = distance;
            best = candidate;
        }
        return best;
    }

    /// <summary>The end of a sentence: <c>: did you mean `default`?</c>, or a full stop.</summary>
    public static string End(string word, IEnumerable<string> candidates) => Hint(word, candidates) is { Length: > 0 } hint ? hint : ".";

    /// <summary>A clause to put behind a message: <c>: did you mean `default`?</c>, or nothing.</summary>
    public static string Hint(string word, IEnumerable<string> candidates)
        => Find(word, candidates) is { } near ? $": did you mean `{near}`?" : "";

    // Optimal string alignment: insertions, deletions, changes and swaps of neighbours; case costs nothing extra to get wrong.
    private static int Distance(string left, string right)
    {
        var width = right.Length + 1;
        Span<int> rows = stackalloc int[3 * (Longest + 1)];
        var older = rows[..width];
        var old = rows.Slice(Longest + 1, width);
        var current = rows.Slice(2 * (Longest + 1), width);
        for (var column = 0; column < width; column++) old[column] = column;
        for (var row = 1; row <= left.Length; row++)
        {
            current[0] = row;
            for (var column = 1; column < width; column++)
            {
                var same = char.ToLowerInvariant(left[row - 1]) == char.ToLowerInvariant(right[column - 1]);
                current[column] = Math.Min(Math.Min(old[column] + 1, current[column - 1] + 1), old[column - 1] + (same ? 0 : 1));
                if (row > 1 && column > 1 && left[row - 1] == right[column - 2] && left[row - 2] == right[column - 1])
                {
                    current[column] = Math.Min(current[column], older[column - 2] + 1);
                }
            }
            var spare = older;
            older = old;
            old = current;
            current = spare;
        }
        return old[right.Length];
    }
}
