using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;

namespace Baton.Policy.Regexes;

/// <summary>
/// A pattern with RE2's meaning, run by .NET's linear-time engine. .NET sees UTF-16 units and Unicode classes where RE2 sees
/// code points and ASCII classes. So a text is rewritten to one unit for each character: for a pattern in ASCII all others stand
/// as one neutral sign, which such a pattern cannot tell apart, and for another pattern those beyond the basic plane by the
/// stand-ins of an <see cref="AstralMap"/>.
/// </summary>
internal sealed class Re2Pattern
{
    private const char Neutral = '\u2014';

    private readonly string _translated;
    private readonly AstralMap? _astral;
    private readonly bool _ignoreCase;
    private Regex? _regex;

    private Re2Pattern(string source, string translated, AstralMap? astral, bool ignoreCase)
    {
        Source = source;
        _translated = translated;
        _astral = astral;
        _ignoreCase = ignoreCase;
    }

    public string Source { get; }

    /// <summary>Whether nothing ties the pattern to the beginning or the end of the text.</summary>
    public bool IsUnanchored { get; private init; }

    /// <summary>
    /// What the engine keeps for the pattern once it was used, in units of about 200 KB: large classes of characters cost most.
    /// </summary>
    public int Weight => 1 + (_translated.Length / 500);

    private Regex Compiled => _regex ??= new Regex(_translated, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    /// <summary>The pattern, or null and why it cannot be translated.</summary>
    public static Re2Pattern? Parse(string source, bool ignoreCase, bool full, out string error, bool knowsProperties = false)
    {
        var translator = new Re2Translator(source, ignoreCase, knowsProperties);
        if (translator.Translate() is not { } translated)
        {
            error = translator.Error;
            return null;
        }
        error = "";
        return new Re2Pattern(source, full ? $@"\A(?:{translated})\z" : translated, translator.IsAsciiOnly ? null : translator.Astral, translator.IgnoresCase)
        {
            IsUnanchored = !full && translator.Anchors is not { Start: true, End: true },
        };
    }

    public bool IsMatch(ReadOnlySpan<char> text)
    {
        if (IsPlain(text)) return Compiled.IsMatch(text);
        var buffer = ArrayPool<char>.Shared.Rent(text.Length);
        try
        {
            return Compiled.IsMatch(buffer.AsSpan(0, Rewrite(text, buffer)));
        }
        finally
        {
            ArrayPool<char>.Shared.Return(buffer);
        }
    }

    /// <summary>Puts another text in the place of each match.</summary>
    public string Replace(string text, string by)
    {
        if (IsPlain(text)) return Compiled.Replace(text, _ => by);
        var rewritten = new char[text.Length];
        var length = Rewrite(text, rewritten);
        var output = new StringBuilder();
        var (at, kept) = (0, 0);
        foreach (var match in Compiled.EnumerateMatches(rewritten.AsSpan(0, length)))
        {
            var start = Forward(text, kept, match.Index - at);
            output.Append(text, kept, start - kept).Append(by);
            kept = Forward(text, start, match.Length);
            at = match.Index + match.Length;
        }
        return output.Append(text, kept, text.Length - kept).ToString();
    }

    private static int Forward(string text, int from, int characters)
    {
        for (; characters > 0; characters--) from += char.IsSurrogatePair(text, from) ? 2 : 1;
        return from;
    }

    private bool IsPlain(ReadOnlySpan<char> text) => Ascii.IsValid(text) || (_astral is not null && !text.ContainsAnyInRange('\uD800', '\uDFFF'));

    private int Rewrite(ReadOnlySpan<char> text, Span<char> rewritten)
    {
        var written = 0;
        foreach (var rune in text.EnumerateRunes()) rewritten[written++] = _astral is null ? Flat(rune) : rune.IsBmp ? (char)rune.Value : _astral.Of(rune);
        return written;
    }

    // RE2 folds two letters beyond ASCII with k and s when case does not matter.
    private char Flat(Rune rune) => rune.Value switch
    {
        < 128 => (char)rune.Value,
        0x212A when _ignoreCase => 'k',
        0x17F when _ignoreCase => 's',
        _ => Neutral,
    };
}
