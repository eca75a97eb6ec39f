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
        var letters = ignoreCase ? CaseFolds.Of(rune) : [rune.Value];
        if (letters.Length == 1 && rune.IsBmp)
        {
            output.Append(InClass((char)rune.Value));
            return;
        }
        output.Append('[');
        var beyond = new List<(int, int)>();
        foreach (var letter in letters)
        {
            if (letter > 0xFFFF) beyond.Add((letter, letter));
            else output.Append(InClass((char)letter));
        }
        output.Append(astral.Place(CodePoints.Of(beyond))).Append(']');
    }

    /// <summary>One UTF-16 unit, safe inside and outside of a class.</summary>
    public static string InClass(char unit)
        => char.IsAsciiLetterOrDigit(unit) ? unit.ToString() : $@"\u{((int)unit).ToString("X4", CultureInfo.InvariantCulture)}";
}
