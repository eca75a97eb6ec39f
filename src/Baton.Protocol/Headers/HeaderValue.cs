using System.Text;

namespace Baton.Protocol.Headers;

/// <summary>
/// Carries any text in a header: as it is where it is plain ASCII, else as <c>=?base64?…?=</c> (2026-07-28, Streamable HTTP,
/// Value encoding).
/// </summary>
public static class HeaderValue
{
    private const string Prefix = "=?base64?";
    private const string Suffix = "?=";
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The header's value for a text.</summary>
    public static string Encode(string text)
        => IsPlain(text) && !IsEncoded(text) && text == text.Trim(' ', '\t') && text.Length > 0
            ? text
            : Prefix + Convert.ToBase64String(Encoding.UTF8.GetBytes(text)) + Suffix;

    /// <summary>The text of a header's value, or null when it holds characters that no header may hold or is not Base64 of UTF-8.</summary>
    public static string? Decode(string value)
    {
        var trimmed = value.Trim(' ', '\t');
        if (!IsPlain(trimmed)) return null;
        if (!IsEncoded(trimmed)) return trimmed;
        try
        {
            return Strict.GetString(Convert.FromBase64String(trimmed[Prefix.Length..^Suffix.Length]));
        }
        catch (Exception broken) when (broken is FormatException or DecoderFallbackException)
        {
            return null;
        }
    }

    private static bool IsEncoded(string value)
        => value.Length >= Prefix.Length + Suffix.Length
        && value.StartsWith(Prefix, StringComparison.Ordinal)
        && value.EndsWith(Suffix, StringComparison.Ordinal);

    private static bool IsPlain(string value)
    {
        foreach (var character in value)
        {
            if (character is not ((>= ' ' and <= '~') or '\t')) return false;
        }
        return true;
    }
}
