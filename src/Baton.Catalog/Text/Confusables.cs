using System.Text;

namespace Baton.Catalog.Text;

/// <summary>
/// Reduces a name to how it looks, so that two names that a person cannot tell apart are equal. Covers the Cyrillic and
/// Greek look-alikes of Latin letters, full-width forms, and digits that look like letters. Source: Unicode UTS 39, a subset.
/// </summary>
public static class Confusables
{
    private const string From = "аеорсухіјѕԁһӏԛԝвкмнтгьАВЕКМНОРСТХІЈЅαορνικυΑΒΕΖΗΙΚΜΝΟΡΤΥΧ";
    private const string To = "aeopcyxijsdhlqwbkmhtrbABEKMHOPCTXIJSaopvikuABEZHIKMNOPTYX";

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
        foreach (var character in name)
        {
            latin |= char.IsAsciiLetter(character);
            foreign |= From.Contains(character, StringComparison.Ordinal) || character is >= '\uFF21' and <= '\uFF5A';
        }
        return latin && foreign;
    }

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
