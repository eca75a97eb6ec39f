using System.Security.Cryptography;

namespace Baton.Storage.Tests.Support;

internal static class Bodies
{
    public static string Sha256(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
