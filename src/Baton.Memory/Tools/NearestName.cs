namespace Baton.Memory.Tools;

/// <summary>Finds the name that a misspelt one most likely meant.</summary>
internal static class NearestName
{
    public static string? Of(string given, IEnumerable<string> known)
    {
        var best = known.Select(name => (Name: name, Distance: Distance(given.ToLowerInvariant(), name)))
            .OrderBy(pair => pair.Distance).ThenBy(pair => pair.Name, StringComparer.Ordinal).FirstOrDefault();
        return best.Name is not null && best.Distance <= Math.Max(2, Math.Min(given.Length, best.Name.Length) / 2) ? best.Name : null;
    }

    /// <summary>Insertions, deletions, replacements and swaps of neighbours that turn one into the other.</summary>
    private static int Distance(string one, string other)
    {
        if (one.Length > 64) return int.MaxValue;
        var rows = new int[one.Length + 1, other.Length + 1];
        for (var i = 0; i <= one.Length; i++) rows[i, 0] = i;
        for (var j = 0; j <= other.Length; j++) rows[0, j] = j;
        for (var i = 1; i <= one.Length; i++)
        {
            for (var j = 1; j <= other.Length; j++)
            {
                var cost = one[i - 1] == other[j - 1] ? 0 : 1;
                rows[i, j] = Math.Min(Math.Min(rows[i - 1, j] + 1, rows[i, j - 1] + 1), rows[i - 1, j - 1] + cost);
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1]) rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
            }
        }
        return rows[one.Length, other.Length];
    }
}
