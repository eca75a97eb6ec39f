using System.Collections.Frozen;

namespace Baton.Gateway.Servers;

/// <summary>Headers that Baton writes on every request to a server: a second value, or another one, would be a broken request.</summary>
internal static class OwnHeaders
{
    private static readonly FrozenSet<string> Names = new[]
    {
        "Accept", "Accept-Encoding", "Connection", "Expect", "Last-Event-ID", "TE", "Trailer", "Transfer-Encoding", "Upgrade", "traceparent", "tracestate", "baggage",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static bool Contains(string name)
        => Names.Contains(name) || name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase) || name.StartsWith("Mcp-", StringComparison.OrdinalIgnoreCase);
}
