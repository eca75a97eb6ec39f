using System.Buffers;
using System.Text;

namespace Baton.Protocol.Json;

/// <summary>Finds where a text stops being UTF-8, for the error that says so.</summary>
internal static class InvalidUtf8
{
    /// <summary>Offset of the first byte that is not part of a well-formed sequence, or the length when all are.</summary>
    public static long Offset(ReadOnlySpan<byte> bytes)
    {
        var offset = 0;
        while (offset < bytes.Length && Rune.DecodeFromUtf8(bytes[offset..], out _, out var consumed) == OperationStatus.Done) offset += consumed;
        return offset;
    }
}
