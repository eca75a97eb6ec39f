using System.Buffers;

namespace Baton.Protocol.Headers;

/// <summary>
/// The form of a <c>traceparent</c> (W3C Trace Context, section 3.2): version(2)-trace(32)-parent(16)-flags(2), lower-case hex. It
/// is the client's word and goes into logs and headers, so that anything else is as if it were not there.
/// </summary>
public static class TraceContext
{
    /// <summary>The HTTP header's name.</summary>
    public const string Header = "traceparent";

    private const int Length = 55;

    /// <summary>Later versions may say more behind a dash; more than this many characters are no header of anybody's.</summary>
    private const int Longest = 256;

    private static readonly SearchValues<char> Hex = SearchValues.Create("0123456789abcdef");
    private static readonly SearchValues<char> Plain = SearchValues.Create("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_.");

    /// <summary>The text when it is a <c>traceparent</c>, else null.</summary>
    public static string? Valid(string? text)
        => text is { Length: >= Length and <= Longest } && text[2] == '-' && text[35] == '-' && text[52] == '-'
            && IsHex(text, 0, 2) && IsNamed(text, 3, 32) && IsNamed(text, 36, 16) && IsHex(text, 53, 2)
            && !text.StartsWith("ff", StringComparison.Ordinal) && EndsAsItsVersionMay(text)
            ? text
            : null;

    /// <summary>The trace's id of a valid <c>traceparent</c>, else null.</summary>
    public static string? TraceIdOf(string? text) => Valid(text)?.Substring(3, 32);

    private static bool EndsAsItsVersionMay(string text) => text.Length == Length
        || (!text.StartsWith("00", StringComparison.Ordinal) && text[Length] == '-' && text.AsSpan(Length).IndexOfAnyExcept(Plain) < 0);

    private static bool IsHex(string text, int start, int length) => text.AsSpan(start, length).IndexOfAnyExcept(Hex) < 0;

    private static bool IsNamed(string text, int start, int length) => IsHex(text, start, length) && text.AsSpan(start, length).IndexOfAnyExcept('0') >= 0;
}
