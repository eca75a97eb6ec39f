using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Baton.Policy.Schemas;

/// <summary>
/// Rewrites a pattern of ECMA-262 so that it means the same in another syntax: RE2's, or that of .NET's backtracking engine, which
/// sees UTF-16 units, Unicode's digits and words, and brackets within brackets as a subtraction.
/// </summary>
internal sealed partial class EcmaSyntax
{
    private const string White = @"\t-\r \u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000\uFEFF";
    private const string NotWhite = @"\u0000-\u0008\u000E-\u001F!-\u009F\u00A1-\u167F\u1681-\u1FFF\u200B-\u2027\u202A-\u202E\u2030-\u205E\u2060-\u2FFF\u3001-\uFEFE\uFF00-";
    private const string Word = "0-9A-Za-z_";
    private const string Pair = @"[\uD800-\uDBFF][\uDC00-\uDFFF]";

    private readonly string _source;
    private readonly bool _linear;
    private readonly StringBuilder _output;
    private int _at;

    private EcmaSyntax(string source, bool linear)
    {
        _source = source;
        _linear = linear;
        _output = new StringBuilder(source.Length + 16);
    }

    private string Rest => _linear ? @"\x{10FFFF}" : @"\uFFFF";

    public static string ToRe2(string source) => new EcmaSyntax(source, linear: true).Rewrite();

    public static string ToBacktracking(string source) => new EcmaSyntax(source, linear: false).Rewrite();

    private string Rewrite()
    {
        while (_at < _source.Length)
        {
            switch (_source[_at])
            {
                case '\\' when _at + 1 < _source.Length:
                    Escape(inClass: false);
                    break;
                case '[':
                    Class();
                    break;
                case '.':
                    _at++;
                    Dot();
                    break;
                case '$':
                    _at++;
                    _output.Append(_linear ? "$" : "\\z");
                    break;
                default:
                    _output.Append(_source[_at++]);
                    break;
            }
        }
        return _output.ToString();
    }

    // RE2's word boundaries cannot stand beside characters beyond ASCII: better linear than exact about two line ends.
    private void Dot()
    {
        if (!_linear) Negated(@"\n\r\u2028\u2029");
        else if (_source.Contains(@"\b", StringComparison.OrdinalIgnoreCase)) _output.Append(@"[^\n\r]");
        else _output.Append(@"[^\n\r\x{2028}\x{2029}]");
    }

    private void Negated(string members)
    {
        if (_linear) _output.Append("[^").Append(Points(members)).Append(']');
        else _output.Append("(?:").Append(Pair).Append("|[^").Append(members).Append("])");
    }

    private void Class()
    {
        var negated = _at + 1 < _source.Length && _source[_at + 1] == '^';
        _at += negated ? 2 : 1;
        if (_at < _source.Length && _source[_at] == ']')
        {
            _at++;
            if (!negated) _output.Append(_linear ? @"[^\x{0}-\x{10FFFF}]" : "(?!)");
            else _output.Append(_linear ? "(?s:.)" : $"(?:{Pair}|[\\s\\S])");
            return;
        }
        if (negated && !_linear) _output.Append("(?:").Append(Pair).Append('|');
        _output.Append(negated ? "[^" : "[");
        while (_at < _source.Length && _source[_at] != ']')
        {
            if (_source[_at] == '\\' && _at + 1 < _source.Length) Escape(inClass: true);
            else if (_source[_at] == '[') Literal("\\[");
            else _output.Append(_source[_at++]);
        }
        if (_at >= _source.Length) return;
        Literal("]");
        if (negated && !_linear) _output.Append(')');
    }

    private void Literal(string text)
    {
        _output.Append(text);
        _at++;
    }

    private void Escape(bool inClass)
    {
        var letter = _source[_at + 1];
        if (letter == 'u' && TryReadPoint(out var rune))
        {
            Append(rune, inClass);
            return;
        }
        if (letter is 'p' or 'P' && _at + 2 < _source.Length && _source[_at + 2] == '{' && _source.IndexOf('}', _at) is > 0 and var end)
        {
            _output.Append('\\').Append(letter).Append('{').Append(EcmaProperties.Short(_source[(_at + 3)..end])).Append('}');
            _at = end + 1;
            return;
        }
        if (letter == 'c' && _at + 2 < _source.Length && char.IsAsciiLetter(_source[_at + 2]))
        {
            _output.Append(CultureInfo.InvariantCulture, $"\\x{_source[_at + 2] & 0x1F:X2}");
            _at += 3;
            return;
        }
        _at += 2;
        if (inClass) _output.Append(MembersOf(letter));
        else OutsideOfClass(letter);
    }

    private string MembersOf(char letter) => letter switch
    {
        'd' => "0-9",
        'w' => Word,
        's' => Points(White),
        'S' => Points(NotWhite) + Rest,
        'D' => Points(@"\u0000-/:-") + Rest,
        'W' => Points(@"\u0000-/:-@\[-\^`{-") + Rest,
        'b' => @"\x08",
        _ => $"\\{letter}",
    };

    private void OutsideOfClass(char letter)
    {
        switch (letter)
        {
            case 'd' or 'w' or 's':
                _output.Append('[').Append(MembersOf(letter)).Append(']');
                break;
            case 'S':
                Negated(White);
                break;
            case 'D':
                Negated("0-9");
                break;
            case 'W':
                Negated(Word);
                break;
            case 'b' when !_linear:
                _output.Append($"(?:(?<=[{Word}])(?![{Word}])|(?<![{Word}])(?=[{Word}]))");
                break;
            case 'B' when !_linear:
                _output.Append($"(?:(?<=[{Word}])(?=[{Word}])|(?<![{Word}])(?![{Word}]))");
                break;
            default:
                _output.Append('\\').Append(letter);
                break;
        }
    }

    // \uD83D\uDE00 and \u{1F600} are one character.
    private bool TryReadPoint(out Rune rune)
    {
        rune = default;
        if (BracedPoint().Match(_source, _at) is { Success: true } braced)
        {
            if (!Rune.TryCreate(int.Parse(braced.Groups[1].ValueSpan, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture), out rune)) return false;
            _at += braced.Length;
            return true;
        }
        if (Unit(_at) is not { } first) return false;
        if (Rune.TryCreate(first, out rune))
        {
            _at += 6;
            return true;
        }
        if (Unit(_at + 6) is not { } second || !Rune.TryCreate(first, second, out rune)) return false;
        _at += 12;
        return true;
    }

    private char? Unit(int at)
        => at + 6 <= _source.Length && _source[at] == '\\' && _source[at + 1] == 'u'
            && ushort.TryParse(_source.AsSpan(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit) ? (char)unit : null;

    private void Append(Rune rune, bool inClass)
    {
        if (_linear) _output.Append(CultureInfo.InvariantCulture, $"\\x{{{rune.Value:X}}}");
        else if (rune.IsBmp) _output.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:X4}");
        else _output.Append(inClass ? rune.ToString() : $"(?:{rune})");
    }

    private string Points(string members) => _linear ? EscapedUnit().Replace(members, @"\x{$1}") : members;

    [GeneratedRegex(@"\G\\u\{0*([0-9A-Fa-f]{1,6})\}", RegexOptions.CultureInvariant)]
    private static partial Regex BracedPoint();

    [GeneratedRegex(@"\\u([0-9A-F]{4})", RegexOptions.CultureInvariant)]
    private static partial Regex EscapedUnit();
}
