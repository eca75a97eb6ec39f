using Microsoft.Win32.SafeHandles;

namespace Baton.Gateway.Policies;

/// <summary>The bytes of an open file.</summary>
internal static class FileText
{
    private const int Chunk = 4096;

    /// <summary>Whether the file holds exactly this. What was read before is compared, never its time: edits within one tick count.</summary>
    public static bool Is(SafeFileHandle file, long length, ReadOnlySpan<byte> text)
    {
        if (length != text.Length) return false;
        Span<byte> buffer = stackalloc byte[Chunk];
        for (var at = 0; at < text.Length;)
        {
            var read = RandomAccess.Read(file, buffer, at);
            if (read == 0 || read > text.Length - at || !buffer[..read].SequenceEqual(text.Slice(at, read))) return false;
            at += read;
        }
        return true;
    }

    /// <summary>All of it; what is cut off while it is read ends there.</summary>
    public static byte[] Read(SafeFileHandle file, long length)
    {
        var bytes = new byte[length];
        var at = 0;
        while (at < bytes.Length && RandomAccess.Read(file, bytes.AsSpan(at), at) is > 0 and var read) at += read;
        return at == bytes.Length ? bytes : bytes[..at];
    }
}
