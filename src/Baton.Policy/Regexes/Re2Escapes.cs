using System.Globalization;
using System.Text;

namespace Baton.Policy.Regexes;

/// <summary>Escapes that stand for a class or for one character.</summary>
internal static class Re2Escapes
{
    /// <summary>Whether a class or an escape names characters beyond ASCII.</summary>
    public static bool NamesBeyondAscii(string source)
    {
        for (var at = 0; at + 1 < source.Length; at++)
        {
            if (source[at] != '\\') continue;
            at++;
            if (source[at] is 'p' or 'P') return true;
            var from = at - 1;
            if (source[at] == 'x' && ReadCharacter(source, ref from, out var rune) is null && !rune.IsAscii) return true;
        }
        return false;
    }

    /// <summary>A class such as <c>\d</c>, written for .NET, or null when the escape is none; the result is what is wrong.</summary>
    public static string? ReadClass(string source, ref int at, AstralSets astral, Re2Flags flags, out string? @class)
    {
        var letter = source[at + 1];
        @class = Re2Classes.Perl(letter);
        if (@class is not null)
        {
            at += 2;
            return null;
        }
        if (letter is not ('p' or 'P')) return null;
        if (ReadCategory(source, ref at, flags, out var members, out var negated) is { } error) return error;
        var builder = new Re2ClassBuilder(astral);
        builder.Add(members);
        var output = new StringBuilder();
        builder.Write(output, negated, flags.IgnoreCase);
        @class = output.ToString();
        return null;
    }

    /// <summary>Reads <c>\pL</c>, <c>\p{Lu}</c>, <c>\p{^Lu}</c>, <c>\PL</c> or <c>\p{Greek}</c>.</summary>
    public static string? ReadCategory(string source, ref int at, Re2Flags flags, out CodePoints members, out bool negated)
    {
        members = CodePoints.Of([]);
        negated = source[at + 1] == 'P';
        var start = at + 2;
        if (start >= source.Length) return "\\p needs a category";
        var end = source[start] == '{' ? source.IndexOf('}', start) : start;
        if (end < 0) return "\\p{ is not closed";
        var name = source[start] == '{' ? source[(start + 1)..end] : source[start].ToString();
        if (name.StartsWith('^'))
        {
            negated = !negated;
            name = name[1..];
        }
        at = end + 1;
        if ((CodePoints.Find(name) ?? (flags.KnowsProperties ? BinaryProperties.Find(name) : null)) is not { } found)
        {
            return $"\\p{{{name}}} cannot be translated: general categories such as L, Lu and Nd can, and the scripts {string.Join(", ", ScriptRanges.Known.Keys)}";
        }
        members = found;
        return null;
    }

    /// <summary>Reads one escaped character.</summary>
    public static string? ReadCharacter(string source, ref int at, out Rune rune)
    {
        rune = default;
        if (at + 1 >= source.Length) return "it ends in a backslash";
        var letter = source[at + 1];
        if (letter == 'x') return ReadHex(source, ref at, out rune);
        if (letter == '0') return ReadOctal(source, ref at, out rune);
        at += 2;
        var control = "a\af\ft\tn\nr\rv\v".IndexOf(letter, StringComparison.Ordinal);
        if (letter is 'a' or 'f' or 't' or 'n' or 'r' or 'v')
        {
            rune = new Rune("a\af\ft\tn\nr\rv\v"[control + 1]);
            return null;
        }
        if (char.IsAsciiLetterOrDigit(letter) || letter > 127) return $"\\{letter} is not an escape of RE2";
        rune = new Rune(letter);
        return null;
    }

    private static string? ReadHex(string source, ref int at, out Rune rune)
    {
        rune = default;
        var start = at + 2;
        var braced = start < source.Length && source[start] == '{';
        var end = braced ? source.IndexOf('}', start) : Math.Min(start + 2, source.Length);
        var digits = end < 0 ? "" : source[(braced ? start + 1 : start)..end];
        if ((!braced && digits.Length != 2) || digits.Length > 6 || !int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            || !Rune.IsValid(value)) return "\\x needs two hexadecimal digits, or a code point in braces";
        rune = new Rune(value);
        at = braced ? end + 1 : end;
        return null;
    }

    private static string? ReadOctal(string source, ref int at, out Rune rune)
    {
        var value = 0;
        at += 2;
        for (var digits = 0; digits < 2 && at < source.Length && source[at] is >= '0' and <= '7'; digits++) value = (value * 8) + source[at++] - '0';
        rune = new Rune(value);
        return null;
    }
}
