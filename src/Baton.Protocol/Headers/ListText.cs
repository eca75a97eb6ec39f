namespace Baton.Protocol.Headers;

/// <summary>Lists in header values (RFC 9110, section 5.6.1).</summary>
internal static class ListText
{
    /// <summary>A member without the white space that may stand around it.</summary>
    public static ReadOnlySpan<char> Trim(ReadOnlySpan<char> member) => member.Trim(" \t");
}
