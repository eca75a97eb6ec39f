using System.Security.Cryptography;
using System.Text;
using Baton.Memory.Ids;

namespace Baton.Memory.Claims;

/// <summary>
/// The proof of a claim: <c>ct_</c>, the ULID of the handoff or task, and a secret. The id inside lets a session close by the token alone;
/// the store keeps only the SHA-256 of the whole.
/// </summary>
internal static class ClaimToken
{
    private const string Prefix = "ct_";
    private const int SecretBytes = 16;

    /// <summary>A token from randomness alone.</summary>
    public static string New(string id, RandomFill random)
    {
        Span<byte> secret = stackalloc byte[SecretBytes];
        random(secret);
        return Compose(id, secret);
    }

    /// <summary>
    /// The token of a claim with an idempotency key: made from the key, so that a repeat can be given the same token although
    /// the store has never held it.
    /// </summary>
    public static string Derive(string id, string idempotencyKey, ReadOnlySpan<byte> nonce)
    {
        byte[] message = [.. nonce, .. Encoding.UTF8.GetBytes(id)];
        var hash = HMACSHA256.HashData(Encoding.UTF8.GetBytes(idempotencyKey), message);
        return Compose(id, hash.AsSpan(0, SecretBytes));
    }

    public static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    /// <summary>Compares in constant time.</summary>
    public static bool Matches(string token, string sha256)
        => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Hash(token)), Encoding.ASCII.GetBytes(sha256));

    /// <summary>The handoff a token is for; null when it has not the form of one.</summary>
    public static string? HandoffOf(string token)
    {
        var parts = token.Split('_');
        return parts.Length == 3 && parts[0] == "ct" && RecordIds.TryNormalise("h_" + parts[1], out var id, out _) && id.Length == RecordIds.Length ? id : null;
    }

    private static string Compose(string id, ReadOnlySpan<byte> secret)
        => string.Concat(Prefix, id.AsSpan(2), "_", Convert.ToHexStringLower(secret));
}
