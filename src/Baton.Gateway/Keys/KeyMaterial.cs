using System.Security.Cryptography;
using System.Text;

namespace Baton.Gateway.Keys;

/// <summary>A secret of this installation from which keys for single uses are derived; it is never used itself.</summary>
public sealed class KeyMaterial
{
    /// <summary>Bytes of the secret and of every key derived from it.</summary>
    public const int Bytes = 32;

    private readonly byte[] _secret;

    /// <exception cref="ArgumentException">The secret is not <see cref="Bytes"/> long.</exception>
    public KeyMaterial(ReadOnlySpan<byte> secret)
    {
        if (secret.Length != Bytes) throw new ArgumentException($"A key has {Bytes} bytes, not {secret.Length}.", nameof(secret));
        _secret = secret.ToArray();
    }

    /// <summary>A new secret.</summary>
    public static KeyMaterial New() => new(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>The key for one use (HKDF-SHA256, RFC 5869).</summary>
    public byte[] Derive(string use) => HKDF.DeriveKey(HashAlgorithmName.SHA256, _secret, Bytes, info: Encoding.ASCII.GetBytes(use));

    internal string ToText() => Convert.ToBase64String(_secret);
}
