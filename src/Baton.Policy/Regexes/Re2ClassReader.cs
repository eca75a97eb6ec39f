using System.Text;

namespace Baton.Policy.Regexes;

/// <summary>Reads a class in brackets.</summary>
internal sealed class Re2ClassReader(string source, AstralSets astral, Re2Flags flags)
{
    private readonly Re2ClassBuilder _class = new(astral);
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
        at = _at + 1;
        _class.Write(output, negated, flags.IgnoreCase);
        return null;
    }

    private string? Member()
    {
        if (source.AsSpan(_at).StartsWith("[:")) return PosixClass();
        if (source[_at] == '\\' && _at + 1 < source.Length)
        {
            if (AsciiClasses.Perl(source[_at + 1]) is { } perl) return PerlClass(perl, char.IsUpper(source[_at + 1]));
            if (source[_at + 1] is 'p' or 'P') return Category();
        }
        if (Character(out var low) is { } error) return error;
        var isRange = _at + 1 < source.Length && source[_at] == '-' && source[_at + 1] != ']';
        if (!isRange)
        {
            _class.Add(low.Value, low.Value);
            return null;
        }
        _at++;
        if (Character(out var high) is { } wrong) return wrong;
        if (high < low) return $"the range {low}-{high} runs backwards";
        _class.Add(low.Value, high.Value);
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

    private string? PerlClass(CodePoints members, bool negated)
    {
        Add(members, negated);
        _at += 2;
        return null;
    }

    private string? Category()
    {
        if (Re2Escapes.ReadCategory(source, ref _at, flags, out var members, out var negated) is { } error) return error;
        Add(members, negated);
        return null;
    }

    // Letters are folded before a set is negated: what it then leaves out stays out.
    private void Add(CodePoints members, bool negated)
    {
        if (!negated) _class.Add(members);
        else _class.Add((flags.IgnoreCase ? members.Folded : members).Complement());
    }

    private string? PosixClass()
    {
        var end = source.IndexOf(":]", _at, StringComparison.Ordinal);
        var name = end < 0 ? "" : source[(_at + 2)..end];
        var negated = name.StartsWith('^');
        if (AsciiClasses.Posix(negated ? name[1..] : name) is not { } members) return $"[:{name}:] is not a class of RE2";
        Add(members, negated);
        _at = end + 2;
        return null;
    }
}
