using System.Buffers.Text;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Baton.Memory.Operations;

/// <summary>
/// Opaque places to go on from. A cursor carries no right: what it names is looked up in the caller's scope again. The check
/// sum only tells a damaged or foreign cursor from a good one.
/// </summary>
internal static class Cursors
{
    private const char Separator = '\u001F';
    private const int ChecksumBytes = 6;

    /// <param name="kind">What the cursor continues; another kind's cursor is refused.</param>
    /// <param name="parts">What to remember.</param>
    public static string Encode(string kind, params ReadOnlySpan<string> parts)
    {
        var payload = Encoding.UTF8.GetBytes(kind + Separator + string.Join(Separator, parts));
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(payload, hash);
        return Base64Url.EncodeToString((byte[])[.. hash[..ChecksumBytes], .. payload]);
    }

    public static bool TryDecode(string kind, string cursor, int count, out string[] parts)
    {
        parts = [];
        if (cursor.Length > 4096 || !Base64Url.IsValid(cursor)) return false;
        var bytes = Base64Url.DecodeFromChars(cursor);
        if (bytes.Length <= ChecksumBytes) return false;
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes.AsSpan(ChecksumBytes), hash);
        if (!hash[..ChecksumBytes].SequenceEqual(bytes.AsSpan(0, ChecksumBytes))) return false;
        var pieces = Encoding.UTF8.GetString(bytes, ChecksumBytes, bytes.Length - ChecksumBytes).Split(Separator);
        if (pieces.Length != count + 1 || pieces[0] != kind) return false;
        parts = pieces[1..];
        return true;
    }

    /// <summary>A list as a part of a question: another list never reads the same, whatever its items hold.</summary>
    public static string List(ImmutableArray<string> items)
        => items.IsDefaultOrEmpty ? "" : string.Concat(items.Select(item => string.Create(CultureInfo.InvariantCulture, $"{item.Length}:{item}")));

    /// <summary>A short name for a question, so that a cursor is not used for another one.</summary>
    public static string Fingerprint(string question) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(question)).AsSpan(0, 6));
}
