using System.Buffers;
using System.Globalization;
using System.Text;

namespace Baton.Policy.Conditions.Values;

/// <summary>Host names in one form: lower-case ASCII (IDNA), no trailing dot.</summary>
internal static class HostName
{
    private const int Longest = 253;

    // The two standards of internationalized names keep these letters or map them away.
    private static readonly SearchValues<char> ReadInTwoWays = SearchValues.Create("ßς\u200C\u200D");

    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = false };

    /// <summary>The host's one form, or null when it is not a name that all programs read alike.</summary>
    public static string? Normalize(ReadOnlySpan<char> host)
    {
        if (host.EndsWith('.')) host = host[..^1];
        if (host.IsEmpty || host.Length > Longest) return null;
        var name = host.ToString().ToLowerInvariant();
        if (!Ascii.IsValid(host))
        {
            if (ToAscii(name) is not { } ascii) return null;
            name = ascii;
        }
        foreach (var range in name.AsSpan().Split('.'))
        {
            if (!IsLabel(name.AsSpan(range))) return null;
        }
        return name;
    }

    // A name that is changed on its way to ASCII is another one to programs that change less.
    private static string? ToAscii(string name)
    {
        if (name.AsSpan().ContainsAny(ReadInTwoWays) || !name.EnumerateRunes().All(IsOfNames)) return null;
        try
        {
            var ascii = Idn.GetAscii(name).ToLowerInvariant();
            return string.Equals(Idn.GetUnicode(ascii), name, StringComparison.Ordinal) ? ascii : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    // Slashes and dots that only look like it are no letters.
    private static bool IsOfNames(Rune rune) => rune.IsAscii || Rune.IsLetterOrDigit(rune)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static bool IsLabel(ReadOnlySpan<char> label)
    {
        if (label.Length is 0 or > 63 || label[0] == '-' || label[^1] == '-') return false;
        foreach (var letter in label)
        {
            if (!char.IsAsciiLetterOrDigit(letter) && letter is not ('-' or '_')) return false;
        }
        return true;
    }
}
