using System.Security.Cryptography;
using System.Text;

namespace Baton.Memory.Projects;

/// <summary>Tells whether two spellings of a git remote mean the same repository: ssh, https, with and without <c>.git</c>.</summary>
internal static class RemoteAddress
{
    public static bool Same(string one, string other) => Normalise(one) == Normalise(other);

    /// <summary>Six hex digits that stay the same for a remote: the suffix of a second project of the same name.</summary>
    public static string Suffix(string remote)
        => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Normalise(remote))).AsSpan(0, 3));

    private static string Normalise(string remote)
    {
        var text = remote.Trim();
        var scheme = text.IndexOf("://", StringComparison.Ordinal);
        if (scheme >= 0) text = text[(scheme + 3)..];
        else if (text.IndexOf(':', StringComparison.Ordinal) is > 1 and var colon) text = $"{text[..colon]}/{text[(colon + 1)..]}";
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var at = text.IndexOf('@', StringComparison.Ordinal);
        if (at >= 0 && (slash < 0 || at < slash)) text = text[(at + 1)..];
        text = text.TrimEnd('/');
        if (text.EndsWith(".git", StringComparison.OrdinalIgnoreCase)) text = text[..^4];
        return text.ToLowerInvariant();
    }
}
