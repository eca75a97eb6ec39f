using System.Buffers;

namespace Baton.Memory.Safety;

/// <summary>
/// How much beside a border of two texts is looked at together. Most forms are known by their first characters, so little is
/// enough; a JWT is known by its last part only, and goes back as far as its characters do.
/// </summary>
internal static class SecretWindow
{
    /// <summary>Bytes beyond which a token is no longer followed.</summary>
    public const int Most = 65_536;

    private static readonly SearchValues<byte> InToken = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_."u8);

    /// <summary>Whether a token may reach beyond the text: it is made of nothing else.</summary>
    public static bool IsWithinToken(ReadOnlySpan<byte> text) => !text.ContainsAnyExcept(InToken);
}
