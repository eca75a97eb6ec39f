using System.Buffers.Text;
using System.Security.Cryptography;

namespace Baton.Memory.Bundles;

/// <summary>Who signs bundles, and to whom they can be encrypted: the public half of a <see cref="BundleKey"/>, as text to give to others.</summary>
public sealed class BundleIdentity : IEquatable<BundleIdentity>
{
    private const string Prefix = "baton1-";
    private const int CoordinateBytes = 32;
    private readonly byte[] _bytes;

    internal BundleIdentity(ReadOnlySpan<byte> signing, ECPoint agreement) => _bytes = [.. signing, .. agreement.X!, .. agreement.Y!];

    private BundleIdentity(byte[] bytes) => _bytes = bytes;

    /// <summary>The Ed25519 key that verifies what it signed.</summary>
    internal ReadOnlySpan<byte> Signing => _bytes.AsSpan(0, Ed25519.KeyBytes);

    /// <summary>The P-256 point to agree on a key with.</summary>
    internal ECPoint Agreement => new() { X = _bytes[Ed25519.KeyBytes..(Ed25519.KeyBytes + CoordinateBytes)], Y = _bytes[(Ed25519.KeyBytes + CoordinateBytes)..] };

    /// <summary>Reads what <see cref="ToString"/> wrote; null when it is none, or when a slip of the pen made it no key.</summary>
    public static BundleIdentity? Parse(string text)
    {
        var trimmed = text.Trim();
        if (!trimmed.StartsWith(Prefix, StringComparison.Ordinal)) return null;
        var bytes = new byte[Ed25519.KeyBytes + (2 * CoordinateBytes)];
        return Decode(trimmed[Prefix.Length..], bytes, out var length) && length == bytes.Length && new BundleIdentity(bytes) is { IsOnItsCurves: true } identity ? identity : null;
    }

    public bool Equals(BundleIdentity? other) => other is not null && _bytes.AsSpan().SequenceEqual(other._bytes);

    public override bool Equals(object? obj) => Equals(obj as BundleIdentity);

    public override int GetHashCode() => BitConverter.ToInt32(_bytes);

    public override string ToString() => Prefix + Base64Url.EncodeToString(_bytes);

    /// <summary>Whether both halves are points: to one that is none nothing can be encrypted, and nothing can be verified by it.</summary>
    private bool IsOnItsCurves
    {
        get
        {
            try
            {
                using var agreement = ECDiffieHellman.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = Agreement });
                return Ed25519.IsKey(Signing);
            }
            catch (CryptographicException)
            {
                return false;
            }
        }
    }

    private static bool Decode(string text, byte[] bytes, out int length)
    {
        length = 0;
        return Base64Url.IsValid(text) && Base64Url.TryDecodeFromChars(text, bytes, out length);
    }
}
