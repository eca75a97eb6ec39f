using System.Security.Cryptography;
using System.Text;
using Baton.Memory.Outcomes;

namespace Baton.Memory.Bundles;

/// <summary>Encrypts to a recipient: a fresh P-256 key agrees with the recipient's, HKDF-SHA256 makes the key, AES-256-GCM encrypts.</summary>
internal static class BundleSeal
{
    private const int TagBytes = 16;
    private const int NonceBytes = 12;
    private const int PointBytes = 64;

    /// <summary>The fresh key's point, the nonce, the tag and the encrypted bytes, one after the other.</summary>
    public static byte[] Encrypt(BundleIdentity recipient, ReadOnlySpan<byte> plain)
    {
        using var fresh = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        var point = fresh.ExportParameters(includePrivateParameters: false).Q;
        using var other = ECDiffieHellman.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = recipient.Agreement });
        var sealedBytes = new byte[PointBytes + NonceBytes + TagBytes + plain.Length];
        point.X!.CopyTo(sealedBytes, 0);
        point.Y!.CopyTo(sealedBytes, PointBytes / 2);
        var nonce = sealedBytes.AsSpan(PointBytes, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(KeyOf(fresh, other, sealedBytes.AsSpan(0, PointBytes)), TagBytes);
        cipher.Encrypt(nonce, plain, sealedBytes.AsSpan(PointBytes + NonceBytes + TagBytes), sealedBytes.AsSpan(PointBytes + NonceBytes, TagBytes));
        return sealedBytes;
    }

    public static Outcome<byte[]> Decrypt(BundleKey key, byte[] sealedBytes)
    {
        if (sealedBytes.Length < PointBytes + NonceBytes + TagBytes) return Broken;
        try
        {
            var point = new ECPoint { X = sealedBytes[..(PointBytes / 2)], Y = sealedBytes[(PointBytes / 2)..PointBytes] };
            using var own = key.Agreement();
            using var other = ECDiffieHellman.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = point });
            using var cipher = new AesGcm(KeyOf(own, other, sealedBytes.AsSpan(0, PointBytes)), TagBytes);
            var plain = new byte[sealedBytes.Length - PointBytes - NonceBytes - TagBytes];
            cipher.Decrypt(sealedBytes.AsSpan(PointBytes, NonceBytes), sealedBytes.AsSpan(PointBytes + NonceBytes + TagBytes), sealedBytes.AsSpan(PointBytes + NonceBytes, TagBytes), plain);
            return plain;
        }
        catch (CryptographicException)
        {
            return Broken;
        }
    }

    private static Failure Broken => new(FailureCode.Invalid, "The bundle cannot be decrypted: it was changed, or damaged.");

    private static byte[] KeyOf(ECDiffieHellman own, ECDiffieHellman other, ReadOnlySpan<byte> point)
        => HKDF.DeriveKey(HashAlgorithmName.SHA256, own.DeriveRawSecretAgreement(other.PublicKey), 32, point.ToArray(), Encoding.ASCII.GetBytes("baton bundle 1"));
}
