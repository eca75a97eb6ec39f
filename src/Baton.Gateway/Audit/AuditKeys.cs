using System.Security.Cryptography;
using System.Text;
using Baton.Gateway.Keys;

namespace Baton.Gateway.Audit;

/// <summary>The keys of the log, each for one use, derived (HKDF, RFC 5869) from one secret kept outside the data folder.</summary>
public sealed class AuditKeys
{
    private readonly byte[] _chain;
    private readonly byte[] _digest;
    private readonly byte[] _values;
    private readonly byte[] _signing;

    public AuditKeys(KeyMaterial secret)
    {
        ArgumentNullException.ThrowIfNull(secret);
        _chain = secret.Derive("baton/audit/chain");
        _digest = secret.Derive("baton/audit/digest");
        _values = secret.Derive("baton/audit/values");
        _signing = secret.Derive("baton/audit/signing");
        Id = Convert.ToHexStringLower(secret.Derive("baton/audit/id").AsSpan(0, 8));
    }

    /// <summary>Tells keys apart without revealing them; kept in the log, so that a lost key is not taken for a forged log.</summary>
    public string Id { get; }

    internal ReadOnlySpan<byte> Chain => _chain;

    /// <summary>Keyed digest of arguments in canonical form, lower-case hex.</summary>
    public string Digest(ReadOnlySpan<byte> canonical) => Convert.ToHexStringLower(HMACSHA256.HashData(_digest, canonical));

    /// <summary>Encrypts argument values (AES-256-GCM), base64.</summary>
    public string Encrypt(ReadOnlySpan<byte> values) => Convert.ToBase64String(Sealed.Close(_values, values));

    /// <summary>Reads what <see cref="Encrypt"/> made; null when it was altered or another key made it.</summary>
    public byte[]? Decrypt(string encrypted)
    {
        var box = new byte[encrypted.Length];
        return Convert.TryFromBase64String(encrypted, box, out var length) ? Sealed.Open(_values, box.AsSpan(0, length)) : null;
    }

    /// <summary>Signs a head or a checkpoint, lower-case hex.</summary>
    public string Sign(ReadOnlySpan<byte> statement) => Convert.ToHexStringLower(HMACSHA256.HashData(_signing, statement));

    /// <summary>Whether <paramref name="signature"/> was made by <see cref="Sign"/> with this key.</summary>
    public bool HasSigned(ReadOnlySpan<byte> statement, string signature)
        => CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(Sign(statement)), Encoding.ASCII.GetBytes(signature));
}
