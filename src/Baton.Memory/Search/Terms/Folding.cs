using System.Globalization;
using System.Text;

namespace Baton.Memory.Search.Terms;

/// <summary>
/// One spelling for what people write in several: lower case, compatibility forms, and Latin and Greek letters without their
/// accents. Letters that are letters of their own, such as Cyrillic <c>й</c>, stay.
/// </summary>
internal static class Folding
{
    /// <summary>Folds a word that is not plain ASCII.</summary>
    /// <param name="word">Well-formed UTF-16.</param>
    /// <param name="plain">Lower case, with its accents, composed.</param>
    /// <returns>Lower case without accents.</returns>
    public static string Fold(ReadOnlySpan<char> word, out string plain)
    {
        plain = word.ToString().Normalize(NormalizationForm.FormKC).ToLowerInvariant();
        var folded = new StringBuilder(plain.Length);
        foreach (var letter in plain.Normalize(NormalizationForm.FormKD))
        {
            if (IsAccent(letter) && !KeepsAccent(folded)) continue;
            if (Spelled(letter) is { } letters) folded.Append(letters);
            else folded.Append(letter);
        }
        return folded.ToString().Normalize(NormalizationForm.FormC);
    }

    private static bool IsAccent(char letter)
        => letter is >= '\u0300' and <= '\u036F' && CharUnicodeInfo.GetUnicodeCategory(letter) == UnicodeCategory.NonSpacingMark;

    private static bool KeepsAccent(StringBuilder before) => before.Length > 0 && before[^1] == 'и';

    private static string? Spelled(char letter) => letter switch
    {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ł' => "l",
        'đ' or 'ð' => "d",
        'þ' => "th",
        'ı' => "i",
        'ς' => "σ",
        _ => null,
    };
}
