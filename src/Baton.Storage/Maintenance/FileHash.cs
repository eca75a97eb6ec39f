using System.Security.Cryptography;

namespace Baton.Storage.Maintenance;

internal static class FileHash
{
    /// <summary>SHA-256 of a file's bytes, lower-case hex.</summary>
    public static async Task<string> OfAsync(string path, CancellationToken cancellationToken)
    {
        await using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken));
    }
}
