using System.Globalization;
using System.Text;

namespace Baton.Protocol.Messages;

/// <summary>
/// Names that a person must be able to tell apart: no control characters and nothing that is drawn as nothing. Other
/// characters are legal; what is unusual is for the catalogue to judge.
/// </summary>
public static class NameRule
{
    /// <summary>Null when the name is fit, else what is wrong with it, for example <c>holds the invisible character U+200B at position 3</c>.</summary>
    public static string? Fault(string name)
    {
        if (name.Length == 0) return "is empty";
        var position = 0;
        foreach (var rune in name.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.Control) return $"holds the control character U+{rune.Value:X4} at position {position}";
            if (IsInvisible(rune)) return $"holds the invisible character U+{rune.Value:X4} at position {position}";
            position++;
        }
        return null;
    }

    private static bool IsInvisible(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => true,
        UnicodeCategory.SpaceSeparator => rune.Value != ' ',
        UnicodeCategory.OtherNotAssigned => rune.Value is 0x2065 or (>= 0xFFF0 and <= 0xFFF8) or (>= 0xE0000 and <= 0xE0FFF),
        _ => IsDefaultIgnorable(rune.Value),
    };

    /// <summary>Default_Ignorable_Code_Point (Unicode, DerivedCoreProperties) outside the categories above, and the blank braille cell.</summary>
    private static bool IsDefaultIgnorable(int value) => value is
        0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x2800 or 0x3164 or 0xFFA0
        or (>= 0x180B and <= 0x180F) or (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF);
}
