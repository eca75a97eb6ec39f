using System.Security.Cryptography;
using System.Text;

namespace Baton.Memory.Recall;

/// <summary>The form in which texts are compared: without the marks of a block or a quotation, case and spacing.</summary>
internal static class RecallText
{
    /// <summary>Lower-case words with single spaces; the lines of block markers and quotation signs left out.</summary>
    public static string Normalise(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var line in text.EnumerateLines())
        {
            var content = line.Trim();
            while (content.StartsWith(">", StringComparison.Ordinal) || content.StartsWith("|", StringComparison.Ordinal)) content = content[1..].TrimStart();
            if (content.StartsWith("[[baton:data", StringComparison.Ordinal) || content.StartsWith("[[/baton:data", StringComparison.Ordinal)) continue;
            AppendWords(plain, content);
        }
        return plain.ToString();
    }

    /// <summary>SHA-256 in hex of the normalised text; null when nothing is left of it.</summary>
    public static string? Hash(string text)
    {
        var plain = Normalise(text);
        return plain.Length == 0 ? null : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(plain)));
    }

    /// <summary>Hashes of each run of <paramref name="width"/> words.</summary>
    public static HashSet<ulong> Shingles(string normalised, int width)
    {
        var words = normalised.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var shingles = new HashSet<ulong>();
        for (var i = 0; i + width <= words.Length; i++)
        {
            var hash = 14695981039346656037UL;
            for (var j = i; j < i + width; j++)
            {
                foreach (var letter in words[j]) hash = (hash ^ letter) * 1099511628211UL;
                hash = (hash ^ ' ') * 1099511628211UL;
            }
            shingles.Add(hash);
        }
        return shingles;
    }

    private static void AppendWords(StringBuilder plain, ReadOnlySpan<char> line)
    {
        var gap = plain.Length > 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune) || Rune.IsControl(rune))
            {
                gap = plain.Length > 0;
                continue;
            }
            if (gap && plain[^1] != ' ') plain.Append(' ');
            gap = false;
            plain.Append(Rune.ToLowerInvariant(rune).ToString());
        }
    }
}
