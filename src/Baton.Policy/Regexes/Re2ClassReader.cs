using System.Text;

namespace Baton.Policy.Regexes;

/// <summary>Reads a class in brackets.</summary>
internal sealed class Re2ClassReader(string source, bool beyondAscii, Re2Flags flags)
{
    private static readonly Dictionary<string, string> Posix = new(StringComparer.Ordinal)
    {
        ["alnum"] = "0-9A-Za-z", ["alpha"] = "A-Za-z", ["ascii"] = @"\x00-\x7F", ["blank"] = @"\t ", ["cntrl"] = @"\x00-\x1F\x7F", ["digit"] = "0-9",
        ["graph"] = "!-~", ["lower"] = "a-z", ["print"] = " -~", ["punct"] = @"!-/:-@\[-`{-~", ["space"] = @"\t\n\v\f\r ", ["upper"] = "A-Z",
        ["word"] = "0-9A-Za-z_", ["xdigit"] = "0-9A-Fa-f",
    };

    private readonly StringBuilder _members = new();
    private readonly List<string> _pairs = [];
    private int _at;

    /// <summary>Null, or what is wrong.</summary>
    public string? Read(ref int at, StringBuilder output)
    {
        _at = at + 1;
        var negated = _at < source.Length && source[_at] == '^';
        if (negated) _at++;
        var first = true;
        while (_at < source.Length && (source[_at] != ']' || first))
        {
            if (Member() is { } error) return error;
            first = false;
        }
        if (_at >= source.Length) return "a class is not closed";
        if (negated && _pairs.Count > 0) return "a negated class with characters beyond the basic plane cannot be translated";
        at = _at + 1;
        Write(output, negated);
        return null;
    }

    private void Write(StringBuilder output, bool negated)
    {
        var members = _members.ToString();
        var insensitive = flags.IgnoreCase ? "(?i:" : "(?:";
        if (!negated && _pairs.Count == 0) output.Append(insensitive).Append('[').Append(members).Append("])");
        else if (!negated) output.Append(insensitive).Append(string.Join('|', members.Length > 0 ? _pairs.Prepend($"[{members}]") : _pairs)).Append(')');
        else if (!beyondAscii) output.Append(insensitive).Append("[^").Append(members).Append("])");
        else output.Append(insensitive).Append("[^").Append(members).Append(@"\uD800-\uDFFF]|").Append(Re2Classes.Astral).Append(')');
    }

    private string? Member()
    {
        if (source.AsSpan(_at).StartsWith("[:")) return PosixClass();
        if (source[_at] == '\\' && _at + 1 < source.Length)
        {
            if (Re2Classes.PerlMembers(source[_at + 1]) is { } perl) return PerlClass(perl);
            if (source[_at + 1] is 'p' or 'P') return Category();
        }
        if (Character(out var low) is { } error) return error;
        var isRange = _at + 1 < source.Length && source[_at] == '-' && source[_at + 1] != ']';
        if (!isRange) return Single(low);
        _at++;
        if (Character(out var high) is { } wrong) return wrong;
        if (high < low) return $"the range {low}-{high} runs backwards";
        if (!high.IsBmp) return $"a range up to {high} lies beyond the basic plane and cannot be translated";
        if (low.Value < 0xD800 && high.Value > 0xDFFF)
        {
            _members.Append(Re2Classes.InClass((char)low.Value)).Append(@"-\uD7FF\uE000-").Append(Re2Classes.InClass((char)high.Value));
            return null;
        }
        _members.Append(Re2Classes.InClass((char)low.Value)).Append('-').Append(Re2Classes.InClass((char)high.Value));
        return null;
    }

    private string? Single(Rune rune)
    {
        var text = string.Concat(rune.ToString().Select(Re2Classes.InClass));
        if (rune.IsBmp) _members.Append(text);
        else _pairs.Add(text);
        return null;
    }

    private string? Character(out Rune rune)
    {
        if (_at < source.Length && source[_at] == '\\') return Re2Escapes.ReadCharacter(source, ref _at, out rune);
        rune = default;
        if (_at >= source.Length) return "a class is not closed";
        Rune.DecodeFromUtf16(source.AsSpan(_at), out rune, out var length);
        _at += length;
        return null;
    }

    private string? PerlClass(string members)
    {
        if (char.IsUpper(source[_at + 1])) return $"\\{source[_at + 1]} inside a class cannot be translated: write the class out";
        _members.Append(members);
        _at += 2;
        return null;
    }

    private string? Category()
    {
        var negated = source[_at + 1] == 'P';
        if (Re2Escapes.ReadCategory(source, ref _at, out var name) is { } error) return error;
        if (negated) return "\\P inside a class cannot be translated: negate the class";
        _members.Append(@"\p{").Append(name).Append('}');
        return null;
    }

    private string? PosixClass()
    {
        var end = source.IndexOf(":]", _at, StringComparison.Ordinal);
        var name = end < 0 ? "" : source[(_at + 2)..end];
        if (!Posix.TryGetValue(name, out var members)) return $"[:{name}:] is not a class of RE2 that can be translated";
        _members.Append(members);
        _at = end + 2;
        return null;
    }
}
