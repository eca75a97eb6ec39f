using System.Security.Cryptography;
using Baton.Memory.Storage;

namespace Baton.Memory.Handoffs;

/// <summary>Keeps bodies in segments, so that appending writes only what is new.</summary>
internal static class HandoffBodies
{
    /// <summary>With more segments than this they are joined into one again.</summary>
    private const int MostSegments = 64;

    public static async ValueTask<StoredBody> KeepAsync(IMemoryWriter writer, ReadOnlyMemory<byte> bytes)
    {
        var segment = await writer.PutSegmentAsync(bytes);
        return new StoredBody([segment], bytes.Length, segment);
    }

    /// <summary>The body with a chunk added, and its bytes.</summary>
    public static async ValueTask<(StoredBody Body, ReadOnlyMemory<byte> Bytes)> AppendAsync(
        IMemoryWriter writer, StoredBody? current, ReadOnlyMemory<byte> chunk)
    {
        if (current is null) return (await KeepAsync(writer, chunk), chunk);
        var before = await writer.ReadBodyAsync(current);
        if (chunk.IsEmpty) return (current, before);
        var whole = new byte[before.Length + chunk.Length];
        before.CopyTo(whole);
        chunk.CopyTo(whole.AsMemory(before.Length));
        if (current.Segments.Length >= MostSegments) return (await KeepAsync(writer, whole), whole);
        var segment = await writer.PutSegmentAsync(chunk);
        return (new StoredBody(current.Segments.Add(segment), whole.Length, Convert.ToHexStringLower(SHA256.HashData(whole))), whole);
    }

    public static async ValueTask<ReadOnlyMemory<byte>> ReadAsync(IMemoryReader reader, StoredBody? body)
        => body is null ? default : await reader.ReadBodyAsync(body);
}
