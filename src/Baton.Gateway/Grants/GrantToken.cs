using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Baton.Gateway.Grants;

/// <summary>The token of a grant, <c>bt_&lt;id&gt;_&lt;secret&gt;</c>. Only the secret's SHA-256 hash is ever kept.</summary>
/// <param name="Id">Names the grant.</param>
/// <param name="Secret">Opens it.</param>
public sealed record GrantToken(string Id, string Secret)
{
    private const string Prefix = "bt_";
    private const int LongestToken = 512;

    /// <summary>False when the text has not the form of a token.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out GrantToken? token)
    {
        token = null;
        if (text.Length > LongestToken || !text.StartsWith(Prefix, StringComparison.Ordinal)) return false;
        var rest = text[Prefix.Length..];
        var divide = rest.IndexOf('_', StringComparison.Ordinal);
        if (divide <= 0 || divide == rest.Length - 1) return false;
        token = new GrantToken(rest[..divide], rest[(divide + 1)..]);
        return true;
    }

    /// <summary>The 32 bytes that a store keeps of the secret.</summary>
    public byte[] Hash() => SHA256.HashData(Encoding.UTF8.GetBytes(Secret));

    /// <summary>Whether this token's secret is one that opens the grant now; takes the same time for every wrong one.</summary>
    public bool Opens(Grant grant, DateTimeOffset now)
    {
        var hash = Hash();
        var opens = false;
        foreach (var secret in grant.Secrets)
        {
            var same = CryptographicOperations.FixedTimeEquals(hash, secret.Hash.AsSpan());
            opens |= same && (secret.ValidUntil is not { } end || now < end);
        }
        return opens;
    }

    public override string ToString() => $"{Prefix}{Id}_…";
}
