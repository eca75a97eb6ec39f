using System.Buffers;
using System.Text.RegularExpressions;

namespace Baton.Policy.Regexes;

/// <summary>
/// A pattern with RE2's meaning, run by .NET's linear-time engine. .NET sees UTF-16 units and Unicode classes where RE2 sees
/// code points and ASCII classes; a pattern in ASCII is therefore run on a text whose other characters stand as one neutral
/// sign each, which such a pattern cannot tell apart, and <c>\b</c> and <c>.</c> mean what they mean in RE2.
/// </summary>
internal sealed class Re2Pattern
{
    private const char Neutral = '\u2014';

    private readonly string _translated;
    private readonly bool _flatten;
    private readonly bool _ignoreCase;
    private Regex? _regex;

    private Re2Pattern(string source, string translated, bool flatten, bool ignoreCase)
    {
        Source = source;
        _translated = translated;
        _flatten = flatten;
        _ignoreCase = ignoreCase;
    }

    public string Source { get; }

    /// <summary>Whether nothing ties the pattern to the beginning or the end of the text.</summary>
    public bool IsUnanchored { get; private init; }

    /// <summary>The pattern, or null and why it cannot be translated.</summary>
    public static Re2Pattern? Parse(string source, bool ignoreCase, bool full, out string error)
    {
        var translator = new Re2Translator(source, ignoreCase);
        if (translator.Translate() is not { } translated)
        {
            error = translator.Error;
            return null;
        }
        error = "";
        return new Re2Pattern(source, full ? $@"\A(?:{translated})\z" : translated, translator.IsAsciiOnly, translator.IgnoresCase)
        {
            IsUnanchored = !full && !(translator.StartsAnchored && translator.EndsAnchored),
        };
    }

    public bool IsMatch(ReadOnlySpan<char> text)
    {
        var regex = _regex ??= new Regex(_translated, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        if (!_flatten || System.Text.Ascii.IsValid(text)) return regex.IsMatch(text);
        var buffer = ArrayPool<char>.Shared.Rent(text.Length);
        try
        {
            return regex.IsMatch(buffer.AsSpan(0, Flatten(text, buffer)));
        }
        finally
        {
            ArrayPool<char>.Shared.Return(buffer);
        }
    }

    private int Flatten(ReadOnlySpan<char> text, Span<char> flat)
    {
        var written = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            // RE2 folds these two with k and s when case does not matter.
            flat[written++] = rune.IsAscii ? (char)rune.Value : _ignoreCase && rune.Value == 0x212A ? 'k' : _ignoreCase && rune.Value == 0x17F ? 's' : Neutral;
        }
        return written;
    }
}
