using System.Buffers.Binary;
using System.Collections.Immutable;

namespace Baton.Policy.Limits;

/// <summary>
/// A window's bytes: a version, the latest instant, the number of sums, and for each its index and its decimal, big-endian.
/// </summary>
internal static class WindowCodec
{
    private const byte Version = 1;
    private const int Header = 1 + 8 + 1;
    private const int Entry = 8 + 16;

    public static byte[] Write(WindowState state)
    {
        var bytes = new byte[Header + (state.Buckets.Length * Entry)];
        bytes[0] = Version;
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(1), state.LastTicks);
        bytes[9] = (byte)state.Buckets.Length;
        var rest = bytes.AsSpan(Header);
        Span<int> parts = stackalloc int[4];
        foreach (var bucket in state.Buckets)
        {
            BinaryPrimitives.WriteInt64BigEndian(rest, bucket.Index);
            decimal.GetBits(bucket.Sum, parts);
            for (var part = 0; part < 4; part++) BinaryPrimitives.WriteInt32BigEndian(rest[(8 + (4 * part))..], parts[part]);
            rest = rest[Entry..];
        }
        return bytes;
    }

    public static WindowState Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty) return WindowState.Empty;
        if (bytes.Length < Header || bytes[0] != Version || bytes.Length != Header + (bytes[9] * Entry)) throw new FormatException("The counter's bytes are not of a known version.");
        var buckets = ImmutableArray.CreateBuilder<WindowBucket>(bytes[9]);
        var rest = bytes[Header..];
        Span<int> parts = stackalloc int[4];
        while (!rest.IsEmpty)
        {
            for (var part = 0; part < 4; part++) parts[part] = BinaryPrimitives.ReadInt32BigEndian(rest[(8 + (4 * part))..]);
            buckets.Add(new WindowBucket(BinaryPrimitives.ReadInt64BigEndian(rest), Decimal(parts)));
            rest = rest[Entry..];
        }
        return new WindowState(BinaryPrimitives.ReadInt64BigEndian(bytes[1..]), buckets.MoveToImmutable());
    }

    private static decimal Decimal(ReadOnlySpan<int> parts)
    {
        try
        {
            var value = new decimal(parts);
            return value >= 0 ? value : throw new FormatException("The counter's bytes hold a negative sum.");
        }
        catch (ArgumentException broken)
        {
            throw new FormatException("The counter's bytes hold no decimal.", broken);
        }
    }
}
