using System.Buffers;
using System.Security.Cryptography;

namespace Baton.Gateway.Audit;

/// <summary>
/// The chain that ties each row to all before it: <c>mac(n) = HMAC-SHA256(key, mac(n-1) || body(n))</c>, and
/// <c>mac(0) = HMAC-SHA256(key, "baton audit chain" || id)</c>, so that neither a row nor a whole chain can stand for another.
/// </summary>
public sealed class AuditChain(AuditKeys keys, AuditChainId id)
{
    /// <summary>Bytes of an authentication (SHA-256).</summary>
    public const int MacBytes = HMACSHA256.HashSizeInBytes;

    /// <summary>What stands before the first row.</summary>
    public byte[] Genesis { get; } = HMACSHA256.HashData(keys.Chain, [.. "baton audit chain"u8, .. id.Bytes.Span]);

    /// <summary>The authentication of a row that follows <paramref name="previous"/>.</summary>
    public void Mac(ReadOnlySpan<byte> previous, ReadOnlySpan<byte> body, Span<byte> mac)
    {
        var length = previous.Length + body.Length;
        var rented = ArrayPool<byte>.Shared.Rent(length);
        previous.CopyTo(rented);
        body.CopyTo(rented.AsSpan(previous.Length));
        HMACSHA256.HashData(keys.Chain, rented.AsSpan(0, length), mac);
        ArrayPool<byte>.Shared.Return(rented);
    }

    /// <summary>Whether a row's authentication is the one its place and text demand.</summary>
    public bool Holds(ReadOnlySpan<byte> previous, ReadOnlySpan<byte> body, ReadOnlySpan<byte> mac)
    {
        Span<byte> expected = stackalloc byte[MacBytes];
        Mac(previous, body, expected);
        return CryptographicOperations.FixedTimeEquals(expected, mac);
    }
}

/// <summary>Names one chain, so that a log that was thrown away and begun again is recognised.</summary>
/// <param name="Bytes">16 random bytes.</param>
public readonly record struct AuditChainId(ReadOnlyMemory<byte> Bytes)
{
    /// <summary>A new one.</summary>
    public static AuditChainId New() => new(RandomNumberGenerator.GetBytes(16));

    /// <summary>Lower-case hex, as in heads.</summary>
    public override string ToString() => Convert.ToHexStringLower(Bytes.Span);
}
