using System.Text;

namespace Baton.Catalog.Text;

/// <summary>
/// Reduces a name to how it looks, so that two names that a person cannot tell apart are equal. Covers the Cyrillic and
/// Greek look-alikes of Latin letters, some of Armenian, Cherokee and phonetic writing, every form that is compatible with a Latin
/// letter (full-width, mathematical, circled), and digits that look like letters. Source: Unicode UTS 39, a subset.
/// </summary>
public static class Confusables
{
    private const string From = "аеорсухіјѕԁһӏԛԝвкмнтгьАВЕКМНОРСТХІЈЅαορνικυΑΒΕΖΗΙΚΜΝΟΡΤΥΧ" + "ӀүѵѡγσϲϳօսոհցզıɩɑɡʏꞵᎪᏴᏟᎠᎬᏀᎻᎫᏦᏞᎷᏢᎡᏚᎢᏙᎳᏃ";
    private const string To = "aeopcyxijsdhlqwbkmhtrbABEKMHOPCTXIJSaopvikuABEZHIKMNOPTYX" + "lyvwyocjounhgqiiagyBABCDEGHJKLMPRSTVWZ";

    /// <summary>The look of a name: equal for names that look alike. Separators are dropped, case is folded.</summary>
    public static string Look(string name)
    {
        var builder = new StringBuilder(name.Length);
        foreach (var rune in Normalize(name).EnumerateRunes())
        {
            if (Hidden.Is(rune)) continue;
            var character = rune.IsBmp ? Letter((char)rune.Value) : '\uFFFF';
            if (character is '_' or '-' or '.' or '/' or ' ') continue;
            if (character == '\uFFFF') builder.Append(rune.ToString());
            else builder.Append(character);
        }
        return builder.ToString().Replace("rn", "m", StringComparison.Ordinal).Replace("vv", "w", StringComparison.Ordinal);
    }

    /// <summary>Whether a name has a letter from another script that looks Latin beside Latin letters.</summary>
    public static bool IsMixed(string name)
    {
        var latin = false;
        var foreign = false;
        foreach (var rune in name.EnumerateRunes())
        {
            if (rune.IsAscii) latin |= Rune.IsLetter(rune);
            else foreign |= IsLookAlike(rune);
        }
        return latin && foreign;
    }

    // A letter that stands for a Latin one, such as a mathematical or a full-width one, folds to it.
    private static bool IsLookAlike(Rune rune)
        => (rune.IsBmp && From.Contains((char)rune.Value, StringComparison.Ordinal))
            || (rune != Rune.ReplacementChar && Normalize(rune.ToString()) is [var letter] && char.IsAsciiLetter(letter));

    private static char Letter(char character)
    {
        var at = From.IndexOf(character, StringComparison.Ordinal);
        var letter = char.ToLowerInvariant(at < 0 ? character : To[at]);
        return letter switch { '0' => 'o', '1' or '|' => 'l', 'i' => 'l', '5' => 's', _ => letter };
    }

    private static string Normalize(string name)
    {
        try
        {
            return name.Normalize(NormalizationForm.FormKC);
        }
        catch (ArgumentException)
        {
            // Lone surrogates cannot be normalised; their look is themselves.
            return name;
        }
    }
}
