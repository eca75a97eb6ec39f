using System.Globalization;
using System.Text;

namespace Baton.Memory.Search.Terms;

/// <summary>Which characters belong to words, and which may join words into one identifier.</summary>
internal static class Letters
{
    /// <summary>Characters that hold an identifier together when words stand on both sides: <c>src/a_b.cs</c>, <c>a-b</c>, <c>x::y</c>.</summary>
    public static bool IsJoiner(char letter) => letter is '_' or '.' or '/' or '\\' or ':' or '-' or '@' or '#' or '+';

    /// <summary>Decodes the character at a place when it belongs to a word; its length is 0 when it does not.</summary>
    public static int WordRuneAt(ReadOnlySpan<char> text, int at, out Rune rune)
    {
        var letter = text[at];
        if (letter < 0x80)
        {
            rune = new Rune(letter);
            return char.IsAsciiLetterOrDigit(letter) ? 1 : 0;
        }
        if (Rune.DecodeFromUtf16(text[at..], out rune, out var length) != System.Buffers.OperationStatus.Done) return 0;
        return Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
                or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.DecimalDigitNumber
                or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber or UnicodeCategory.NonSpacingMark
                or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark => length,
            _ => 0,
        };
    }
}
