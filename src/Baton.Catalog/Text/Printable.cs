using System.Globalization;
using System.Text;

namespace Baton.Catalog.Text;

/// <summary>
/// Shows text of an untrusted server as what it is: characters that cannot be seen, or that reorder what is seen, are
/// written as <c>⟨U+202E⟩</c>.
/// </summary>
public static class Printable
{
    /// <summary>The text with every hidden character made visible; the same string when there is none.</summary>
    public static string Of(string text)
    {
        if (!Hidden.Any(text)) return text;
        var builder = new StringBuilder(text.Length + 16);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Hidden.Is(rune)) builder.Append(CultureInfo.InvariantCulture, $"⟨U+{rune.Value:X4}⟩");
            else builder.Append(rune.ToString());
        }
        return builder.ToString();
    }

    /// <summary>The first characters of a text, at most so many UTF-16 units, and never half of a pair.</summary>
    public static string Start(string text, int most)
        => text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) && char.IsLowSurrogate(text[most]) ? most - 1 : most)];
}
