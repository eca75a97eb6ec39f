using System.Buffers;

namespace Baton.Protocol.Headers;

/// <summary>
/// The form of a <c>tracestate</c> (W3C Trace Context, section 3.3): up to 32 members <c>key=value</c>, each key once. It is the
/// client's word and goes into logs and headers, so that anything else is as if it were not there.
/// </summary>
public static class TraceState
{
    /// <summary>The HTTP header's name.</summary>
    public const string Header = "tracestate";

    /// <summary>The specification asks for 512 characters at the least; more than this are no header of anybody's.</summary>
    private const int Longest = 8 * 1024;

    private const int MostMembers = 32;
    private const int LongestPart = 256;

    private static readonly SearchValues<char> First = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789");
    private static readonly SearchValues<char> Name = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_-*/@");

    /// <summary>The text when it is a <c>tracestate</c>, else null.</summary>
    public static string? Valid(string? text)
    {
        if (text is not { Length: > 0 and <= Longest }) return null;
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var part in text.Split(','))
        {
            var member = ListText.Trim(part).ToString();
            if (member.Length == 0) continue;
            var equals = member.IndexOf('=', StringComparison.Ordinal);
            if (equals < 0 || !IsKey(member.AsSpan(0, equals)) || !IsValue(member.AsSpan(equals + 1)) || !keys.Add(member[..equals])) return null;
        }
        return keys.Count is > 0 and <= MostMembers ? text : null;
    }

    private static bool IsKey(ReadOnlySpan<char> key)
        => key.Length is > 0 and <= LongestPart && First.Contains(key[0]) && key.IndexOfAnyExcept(Name) < 0;

    /// <summary>Printable ASCII but for the separators; it cannot end in a space, which would have been trimmed.</summary>
    private static bool IsValue(ReadOnlySpan<char> value)
        => value.Length is > 0 and <= LongestPart && value.IndexOfAnyExceptInRange(' ', '~') < 0 && value.IndexOf('=') < 0;
}
