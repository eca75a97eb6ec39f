using System.Globalization;
using System.Text;

namespace Baton.Policy.Regexes;

/// <summary>Reads RE2 syntax and writes the same pattern for .NET's non-backtracking engine.</summary>
internal sealed class Re2Translator(string source, bool ignoreCase, bool knowsProperties)
{
    private const int MaxRepeat = 1000;
    private const int MaxLength = 4096;
    private const int MaxDepth = 100;
    private const int MaxStates = 20_000;
    private const int MaxOutput = 512 * 1024;

    private readonly StringBuilder _output = new();
    private readonly AstralSets _astral = new();
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private Re2Flags _flags = new(ignoreCase, MultiLine: false, DotAll: false) { KnowsProperties = knowsProperties };
    private int _at;
    private int _depth;
    private int _atom;
    private bool _wordBoundary;
    private bool _beyondAscii;

    public string Error { get; private set; } = "";

    public bool IsAsciiOnly => !_beyondAscii;

    /// <summary>The units that stand for characters beyond the basic plane in the translated pattern.</summary>
    public AstralMap? Astral { get; private set; }

    public bool IgnoresCase { get; private set; } = ignoreCase;

    /// <summary>How what was read last is tied to the text's ends; once all was translated, the whole pattern.</summary>
    public Re2Anchors Anchors { get; private set; }

    public string? Translate()
    {
        if (source.Length > MaxLength) return Fail($"it is longer than {MaxLength} characters");
        _beyondAscii = !Ascii.IsValid(source) || Re2Escapes.NamesBeyondAscii(source);
        if (Alternation() is not { } states) return null;
        if (_at < source.Length) return Fail($"`)` at {_at + 1} closes nothing");
        if (states > MaxStates) return Fail($"its repetitions make {states} states, more than {MaxStates}");
        if (_wordBoundary && _beyondAscii) return Fail("\\b and \\B are ASCII in RE2 and cannot stand beside characters or classes beyond ASCII");
        if (_output.Length > MaxOutput) return Fail("its classes of characters are too large together");
        Astral = _astral.Complete(_output);
        return Astral is null ? Fail("it tells too many kinds of characters apart") : _output.ToString();
    }

    internal string? Fail(string error)
    {
        if (Error.Length == 0) Error = error;
        return null;
    }

    // A rough count of the automaton's states; repetition multiplies it.
    private int? Alternation()
    {
        var flags = _flags;
        var states = 0;
        Re2Anchors? anchors = null;
        while (true)
        {
            if (Concatenation() is not { } part) return null;
            states += part;
            anchors = anchors?.Or(Anchors) ?? Anchors;
            if (_at >= source.Length || source[_at] != '|') break;
            _output.Append('|');
            _at++;
        }
        _flags = flags;
        Anchors = anchors.Value;
        return states;
    }

    private int? Concatenation()
    {
        var states = 1;
        var anchors = Re2Anchors.Nothing;
        while (_at < source.Length && source[_at] is not ('|' or ')'))
        {
            var start = _output.Length;
            Anchors = default;
            _atom = start;
            if (Atom() is not { } atom) return null;
            if (Repetition(Math.Max(start, _atom), atom) is not { } repeated) return null;
            anchors = anchors.Then(Anchors);
            states += repeated;
            if (states > MaxStates) return Refuse($"its repetitions make more than {MaxStates} states");
        }
        Anchors = anchors;
        return states;
    }

    private int? Repetition(int start, int atom)
    {
        if (_at >= source.Length || !TryReadRepeat(out var text, out var count)) return Error.Length > 0 ? null : atom;
        if (_output.Length == start) return Refuse($"`{text}` at {_at + 1} repeats nothing");
        _output.Insert(start, "(?:").Append(')').Append(text);
        if (text is "*" or "?" || text.StartsWith("{0", StringComparison.Ordinal)) Anchors = default;
        if (_at < source.Length && source[_at] == '?')
        {
            _output.Append('?');
            _at++;
        }
        return _at < source.Length && TryReadRepeat(out _, out _) ? Refuse("a repetition cannot be repeated: put it in a group") : Error.Length > 0 ? null : atom * count;
    }

    private bool TryReadRepeat(out string text, out int count)
    {
        (text, count) = (source[_at].ToString(), 1);
        if (source[_at] is '*' or '+' or '?')
        {
            _at++;
            return true;
        }
        if (source[_at] != '{') return false;
        var end = source.IndexOf('}', _at);
        var inside = end < 0 ? "" : source[(_at + 1)..end];
        var parts = inside.Split(',');
        if (parts.Length > 2 || !IsCount(parts[0], out var least)) return false;
        var most = least;
        if (parts.Length == 2 && parts[1].Length > 0 && !IsCount(parts[1], out most)) return false;
        if (Math.Max(least, most) > MaxRepeat || (parts.Length == 2 && parts[1].Length > 0 && most < least))
        {
            Fail($"{{{inside}}} is not a repetition from 0 to {MaxRepeat}");
            return false;
        }
        text = $"{{{inside}}}";
        count = Math.Max(1, Math.Max(least, most));
        _at = end + 1;
        return true;
    }

    // A number with a leading zero is none to RE2, so the braces stand for themselves.
    private static bool IsCount(string text, out int count)
    {
        count = 0;
        return (text.Length == 1 || !text.StartsWith('0')) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out count);
    }

    private int? Atom()
    {
        switch (source[_at])
        {
            case '(':
                return Group();
            case '[':
                return new Re2ClassReader(source, _astral, _flags).Read(ref _at, _output) is { } error ? Refuse(error) : 1;
            case '.':
                _at++;
                _output.Append(Re2Classes.Dot(_flags.DotAll));
                return 1;
            case '^':
                _at++;
                _output.Append(_flags.MultiLine ? "(?m:^)" : @"\A");
                Anchors = new Re2Anchors(Start: !_flags.MultiLine, End: false);
                return 1;
            case '$':
                _at++;
                _output.Append(_flags.MultiLine ? "(?m:$)" : @"\z");
                Anchors = new Re2Anchors(Start: false, End: !_flags.MultiLine);
                return 1;
            case '*' or '+' or '?':
                return Refuse($"`{source[_at]}` at {_at + 1} repeats nothing");
            case '\\':
                return Escape();
            default:
                Rune.DecodeFromUtf16(source.AsSpan(_at), out var rune, out var length);
                _at += length;
                Re2Classes.AppendLiteral(_output, rune, _flags.IgnoreCase, _astral);
                return 1;
        }
    }

    private int? Group()
    {
        if (++_depth > MaxDepth) return Refuse($"it is nested deeper than {MaxDepth} groups");
        var flags = _flags;
        _at++;
        if (_at < source.Length && source[_at] == '?')
        {
            if (new Re2GroupReader(source, _names).Read(ref _at, ref _flags, out var closed) is { } error) return Refuse(error);
            IgnoresCase |= _flags.IgnoreCase;
            if (closed)
            {
                _depth--;
                Anchors = Re2Anchors.Nothing;
                return 0;
            }
        }
        _output.Append("(?:");
        if (Alternation() is not { } states) return null;
        if (_at >= source.Length) return Refuse("a group is not closed");
        _at++;
        _depth--;
        _output.Append(')');
        _flags = flags;
        return states;
    }

    private int? Escape()
    {
        if (_at + 1 >= source.Length) return Refuse("it ends in a backslash");
        var letter = source[_at + 1];
        switch (letter)
        {
            case 'A' or 'z':
                _output.Append('\\').Append(letter);
                _at += 2;
                Anchors = new Re2Anchors(Start: letter == 'A', End: letter == 'z');
                return 1;
            case 'b' or 'B':
                _wordBoundary = true;
                _output.Append('\\').Append(letter);
                _at += 2;
                return 1;
            case 'Q':
                return Quotation();
            case >= '1' and <= '9':
                return Refuse($"\\{letter} refers to a group, which RE2 does not do");
        }
        if (Re2Escapes.ReadClass(source, ref _at, _astral, _flags, out var @class) is { } wrong) return Refuse(wrong);
        if (@class is not null)
        {
            _output.Append(@class);
            return 1;
        }
        if (Re2Escapes.ReadCharacter(source, ref _at, out var rune) is { } error) return Refuse(error);
        Re2Classes.AppendLiteral(_output, rune, _flags.IgnoreCase, _astral);
        return 1;
    }

    private int? Quotation()
    {
        var end = source.IndexOf("\\E", _at, StringComparison.Ordinal);
        var text = source[(_at + 2)..(end < 0 ? source.Length : end)];
        _at = end < 0 ? source.Length : end + 2;
        foreach (var rune in text.EnumerateRunes())
        {
            _atom = _output.Length;
            Re2Classes.AppendLiteral(_output, rune, _flags.IgnoreCase, _astral);
        }
        if (text.Length == 0) Anchors = Re2Anchors.Nothing;
        return text.Length;
    }

    private int? Refuse(string error)
    {
        Fail(error);
        return null;
    }
}
