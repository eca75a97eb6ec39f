using System.Security.Cryptography;

namespace Baton.Memory.Bundles;

/// <summary>The private half: signs bundles, and reads those that were encrypted to it.</summary>
public sealed class BundleKey
{
    private readonly byte[] _seed;
    private readonly byte[] _scalar;

    /// <param name="signing">32 bytes: the Ed25519 seed.</param>
    /// <param name="agreement">32 bytes from which the P-256 scalar is made.</param>
    public BundleKey(ReadOnlySpan<byte> signing, ReadOnlySpan<byte> agreement)
    {
        _seed = signing.ToArray();
        // Below the curve's order with its first bit off, and never zero.
        _scalar = agreement.ToArray();
        _scalar[0] &= 0x7F;
        _scalar[^1] |= 1;
        using var pair = Agreement();
        Identity = new BundleIdentity(Ed25519.PublicKey(_seed), pair.ExportParameters(includePrivateParameters: false).Q);
    }

    /// <summary>What others need to verify and to encrypt.</summary>
    public BundleIdentity Identity { get; }

    internal byte[] Sign(ReadOnlySpan<byte> message) => Ed25519.Sign(_seed, message);

    internal ECDiffieHellman Agreement() => ECDiffieHellman.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = _scalar });
}
