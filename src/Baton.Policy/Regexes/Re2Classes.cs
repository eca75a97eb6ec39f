using System.Globalization;
using System.Text;

namespace Baton.Policy.Regexes;

/// <summary>Writes characters and classes for .NET, where a code point beyond the basic plane is two units.</summary>
internal static class Re2Classes
{
    public static string Dot(bool dotAll) => dotAll ? @"[\s\S]" : @"[^\n]";

    /// <summary>The class of <c>\d</c>, <c>\w</c> and <c>\s</c>, which are ASCII, or of their opposites.</summary>
    public static string? Perl(char letter) => letter switch
    {
        'd' => "[0-9]",
        'D' => "[^0-9]",
        'w' => "[0-9A-Za-z_]",
        'W' => "[^0-9A-Za-z_]",
        's' => @"[\t\n\f\r ]",
        'S' => @"[^\t\n\f\r ]",
        _ => null,
    };

    public static void AppendLiteral(StringBuilder output, Rune rune, bool ignoreCase, AstralSets astral)
    {
        var folds = ignoreCase && Rune.IsLetter(rune);
        if (!rune.IsBmp) output.Append('[').Append(astral.Place(CodePoints.Of([(rune.Value, rune.Value)]))).Append(']');
        else if (folds) output.Append("(?i:").Append(InClass((char)rune.Value)).Append(')');
        else output.Append(InClass((char)rune.Value));
    }

    /// <summary>One UTF-16 unit, safe inside and outside of a class.</summary>
    public static string InClass(char unit)
        => char.IsAsciiLetterOrDigit(unit) ? unit.ToString() : $@"\u{((int)unit).ToString("X4", CultureInfo.InvariantCulture)}";
}
