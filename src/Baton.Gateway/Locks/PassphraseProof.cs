using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Baton.Gateway.Locks;

/// <summary>What is kept of a passphrase: enough to recognise it, costly to guess (PBKDF2-HMAC-SHA-256, RFC 8018).</summary>
/// <param name="Salt">Random, 16 bytes.</param>
/// <param name="Rounds">Iterations.</param>
/// <param name="Hash">32 bytes.</param>
public sealed record PassphraseProof(ImmutableArray<byte> Salt, int Rounds, ImmutableArray<byte> Hash)
{
    // OWASP Password Storage Cheat Sheet, PBKDF2-HMAC-SHA256.
    private const int CurrentRounds = 600_000;
    private const int HashBytes = 32;

    /// <summary>A proof of a new passphrase.</summary>
    public static PassphraseProof Of(string passphrase) => Of(passphrase, CurrentRounds);

    /// <summary>Whether this is the passphrase.</summary>
    public bool Fits(string passphrase)
        => CryptographicOperations.FixedTimeEquals(Derive(passphrase, Salt.AsSpan(), Rounds), Hash.AsSpan());

    internal static PassphraseProof Of(string passphrase, int rounds)
    {
        var salt = RandomNumberGenerator.GetBytes(16);
        return new PassphraseProof([.. salt], rounds, [.. Derive(passphrase, salt, rounds)]);
    }

    private static byte[] Derive(string passphrase, ReadOnlySpan<byte> salt, int rounds)
        => Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(passphrase.Normalize()), salt, rounds, HashAlgorithmName.SHA256, HashBytes);
}
