using System.Globalization;
using System.Text;

namespace Baton.Catalog.Text;

/// <summary>
/// Characters that a person does not see and a model reads: controls, zero-width and format characters, bidirectional
/// overrides, tag characters, variation selectors that carry bytes. Source: Unicode categories Cc, Cf, Co, Cn, Zl, Zp.
/// </summary>
public static class Hidden
{
    /// <summary>Whether one is in the text.</summary>
    public static bool Any(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (Is(rune)) return true;
        }
        return false;
    }

    /// <summary>Whether this character is one; line breaks and tabs are not, nor is the joiner inside emoji sequences' U+FE0F.</summary>
    public static bool Is(Rune rune) => rune.Value switch
    {
        '\n' or '\r' or '\t' or 0xFE0F => false,
        >= 0xFE00 and <= 0xFE0E => true,
        >= 0xE0100 and <= 0xE01EF => true,
        0x115F or 0x1160 or 0x3164 or 0xFFA0 or 0x2800 => true,
        0x034F or 0x17B4 or 0x17B5 or (>= 0x180B and <= 0x180F) => true,
        0xFFFD => true,
        _ => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse
            or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate,
    };

    /// <summary>The distinct hidden characters of a text as <c>U+XXXX</c>, at most eight.</summary>
    public static IReadOnlyList<string> List(string text)
    {
        var found = new List<string>();
        foreach (var rune in text.EnumerateRunes())
        {
            if (!Is(rune)) continue;
            var name = $"U+{rune.Value:X4}";
            if (!found.Contains(name)) found.Add(name);
            if (found.Count == 8) break;
        }
        return found;
    }
}
