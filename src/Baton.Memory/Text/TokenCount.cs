using System.Text;

namespace Baton.Memory.Text;

/// <summary>The measure of every budget: a token is counted as 4 UTF-8 bytes, whatever the reader's model counts.</summary>
public static class TokenCount
{
    /// <summary>UTF-8 bytes of one token.</summary>
    public const int BytesPerToken = 4;

    /// <summary>Tokens of so many bytes, rounded up.</summary>
    public static long OfBytes(long bytes) => (bytes + BytesPerToken - 1) / BytesPerToken;

    /// <summary>Tokens of a text.</summary>
    public static long Of(ReadOnlySpan<char> text) => OfBytes(Encoding.UTF8.GetByteCount(text));

    /// <summary>Bytes that so many tokens may fill.</summary>
    public static long Bytes(long tokens) => tokens > long.MaxValue / BytesPerToken ? long.MaxValue : tokens * BytesPerToken;
}
