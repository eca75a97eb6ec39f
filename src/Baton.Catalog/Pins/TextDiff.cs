using System.Globalization;
using System.Text;
using Baton.Catalog.Signals;
using Baton.Catalog.Text;

namespace Baton.Catalog.Pins;

/// <summary>Grades a change of text: hidden characters and instructions that were not there are hostile, white space and case are nothing.</summary>
internal static class TextDiff
{
    private const int Shown = 400;

    /// <summary>The change, or null when the texts are equal.</summary>
    public static DefinitionChange? Compare(string where, string? before, string? after)
    {
        if (before == after) return null;
        var (grade, meaning) = Grade(before ?? "", after ?? "");
        return new DefinitionChange(grade, where, Show(before), Show(after), meaning);
    }

    private static (DriftGrade, string) Grade(string before, string after)
    {
        if (Hidden.Any(after) && !Hidden.List(after).SequenceEqual(Hidden.List(before))) return (DriftGrade.Hostile, "characters that are not seen were put in");
        if (InstructionPatterns.Find(after) is { } found && found != InstructionPatterns.Find(before)) return (DriftGrade.Hostile, $"an instruction to the model: \"{Printable.Of(found)}\"");
        return Letters(before) == Letters(after)
            ? (DriftGrade.Cosmetic, "white space, case or punctuation only")
            : (DriftGrade.Textual, "a text that the model reads changed");
    }

    // Negations and numbers are letters and digits, so they are never cosmetic; symbols such as < or $ are kept too, and so are the
    // signs that make an address, a path, a pattern or a number another one.
    private static string Letters(string text)
    {
        var letters = new StringBuilder(text.Length);
        var gap = false;
        var runes = text.EnumerateRunes().ToArray();
        for (var at = 0; at < runes.Length; at++)
        {
            var rune = runes[at];
            if (Rune.IsWhiteSpace(rune) || (IsPunctuation(rune) && !Tells(runes, at)))
            {
                gap = true;
                continue;
            }
            if (gap && letters.Length > 0) letters.Append(' ');
            gap = false;
            letters.Append(Rune.ToLowerInvariant(rune).ToString());
        }
        return letters.ToString();
    }

    private static bool IsPunctuation(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.OtherPunctuation or UnicodeCategory.DashPunctuation or UnicodeCategory.InitialQuotePunctuation or UnicodeCategory.FinalQuotePunctuation;

    private static bool Tells(Rune[] runes, int at)
    {
        var (before, after) = (at > 0 ? runes[at - 1] : new Rune(' '), at + 1 < runes.Length ? runes[at + 1] : new Rune(' '));
        return runes[at].Value switch
        {
            '/' or '\\' or '@' or '*' or '#' or '%' or '&' => true,
            '.' => Rune.IsLetterOrDigit(after) || BeginsAPath(runes, at),
            ':' => Rune.IsLetterOrDigit(before) && after.Value is '/' or '\\' || Rune.IsDigit(after),
            ',' => Rune.IsDigit(before) && Rune.IsDigit(after),
            '?' => Rune.IsLetterOrDigit(after),
            '-' => Rune.IsDigit(after) && !Rune.IsLetterOrDigit(before),
            _ => false,
        };
    }

    // ./ and ../
    private static bool BeginsAPath(Rune[] runes, int at)
    {
        while (at < runes.Length && runes[at].Value == '.') at++;
        return at < runes.Length && runes[at].Value is '/' or '\\';
    }

    private static string? Show(string? text) => text is null ? null : Printable.Of(text.Length <= Shown ? text : Printable.Start(text, Shown) + "…");
}
