using System.Text;
using Baton.Memory.Storage;

namespace Baton.Storage.Sqlite.Search;

/// <summary>
/// Scripts written without spaces, cut into overlapping pairs: a word of two characters, the most common length in Japanese
/// and Chinese, is too short for trigrams and is lost inside the long tokens of <c>unicode61</c>.
/// </summary>
internal static class CjkBigrams
{
    /// <summary>The pairs of every field, separated by spaces; empty for text without such scripts.</summary>
    public static string Of(SearchText search)
    {
        var pairs = new StringBuilder();
        foreach (var field in (string[])[search.Title, search.Keywords, search.Text])
        {
            foreach (var pair in Split(field)) pairs.Append(pair).Append(' ');
        }
        return pairs.ToString();
    }

    /// <summary>The pairs of one text, in order; a lone character stands for itself.</summary>
    public static IEnumerable<string> Split(string text)
    {
        Rune? previous = null;
        var alone = false;
        foreach (var rune in text.EnumerateRunes())
        {
            if (!IsUnspaced(rune))
            {
                if (alone) yield return previous!.Value.ToString();
                (previous, alone) = (null, false);
                continue;
            }
            if (previous is { } first) yield return $"{first}{rune}";
            (previous, alone) = (rune, previous is null);
        }
        if (alone) yield return previous!.Value.ToString();
    }

    /// <summary>Han, Hiragana, Katakana, Hangul, Thai, Lao, Khmer and Myanmar, by their Unicode blocks.</summary>
    public static bool IsUnspaced(Rune rune) => rune.Value is
        (>= 0x0E00 and <= 0x0EFF) or (>= 0x1000 and <= 0x109F) or (>= 0x1780 and <= 0x17FF)
        or (>= 0x1100 and <= 0x11FF) or 0x3005 or 0x3006 or (>= 0x3041 and <= 0x30FF) or (>= 0x3130 and <= 0x318F) or (>= 0x31F0 and <= 0x31FF)
        or (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF) or (>= 0xAC00 and <= 0xD7AF)
        or (>= 0xF900 and <= 0xFAFF) or (>= 0xFF66 and <= 0xFF9F) or (>= 0x20000 and <= 0x3FFFF);
}
