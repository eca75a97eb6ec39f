using System.Globalization;

namespace Baton.Policy.Conditions.Values;

/// <summary>Host names in one form: lower-case ASCII (IDNA), no trailing dot.</summary>
internal static class HostName
{
    private const int Longest = 253;

    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = false };

    /// <summary>The host's one form, or null when it is not a name that all programs read alike.</summary>
    public static string? Normalize(ReadOnlySpan<char> host)
    {
        if (host.EndsWith('.')) host = host[..^1];
        if (host.IsEmpty || host.Length > Longest) return null;
        var name = host.ToString();
        if (!System.Text.Ascii.IsValid(host))
        {
            try
            {
                name = Idn.GetAscii(name);
            }
            catch (ArgumentException)
            {
                return null;
            }
        }
        name = name.ToLowerInvariant();
        foreach (var range in name.AsSpan().Split('.'))
        {
            if (!IsLabel(name.AsSpan(range))) return null;
        }
        return name;
    }

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
