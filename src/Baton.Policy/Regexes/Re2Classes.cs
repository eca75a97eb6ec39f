using System.Globalization;
using System.Text;

namespace Baton.Policy.Regexes;

/// <summary>Writes characters and classes for .NET, where a code point beyond the basic plane is two units.</summary>
internal static class Re2Classes
{
    /// <summary>Any one code point beyond the basic plane.</summary>
    public const string Astral = @"[\uD800-\uDBFF][\uDC00-\uDFFF]";

    public static string Dot(bool dotAll, bool beyondAscii) => (dotAll, beyondAscii) switch
    {
        (false, false) => @"[^\n]",
        (true, false) => @"[\s\S]",
        (false, true) => $@"(?:[^\n\uD800-\uDFFF]|{Astral})",
        (true, true) => $@"(?:[^\uD800-\uDFFF]|{Astral})",
    };

    /// <summary>The members of <c>\d</c>, <c>\w</c> and <c>\s</c>, which are ASCII, without brackets.</summary>
    public static string? PerlMembers(char letter) => char.ToLowerInvariant(letter) switch
    {
        'd' => "0-9",
        'w' => "0-9A-Za-z_",
        's' => @"\t\n\f\r ",
        _ => null,
    };

    public static string? Perl(char letter, bool beyondAscii)
    {
        if (PerlMembers(letter) is not { } members) return null;
        if (char.IsLower(letter)) return $"[{members}]";
        return beyondAscii ? $@"(?:[^{members}\uD800-\uDFFF]|{Astral})" : $"[^{members}]";
    }

    public static void AppendLiteral(StringBuilder output, Rune rune, bool ignoreCase)
    {
        if (rune.IsAscii && char.IsAsciiLetterOrDigit((char)rune.Value) && !(ignoreCase && IsLetter(rune)))
        {
            output.Append((char)rune.Value);
            return;
        }
        var text = string.Concat(rune.ToString().Select(InClass));
        if (rune.IsBmp) output.Append(ignoreCase && IsLetter(rune) ? $"(?i:{text})" : text);
        else output.Append("(?:").Append(text).Append(')');
    }

    /// <summary>One UTF-16 unit, safe inside and outside of a class.</summary>
    public static string InClass(char unit)
        => char.IsAsciiLetterOrDigit(unit) ? unit.ToString() : $@"\u{((int)unit).ToString("X4", CultureInfo.InvariantCulture)}";

    public static bool IsLetter(Rune rune) => Rune.IsLetter(rune);
}
