using System.Text.Json;

namespace Baton.TestSupport.Upstreams;

/// <summary>A request that reached a recording server: its method, its headers (names in small letters) and its body, byte for byte.</summary>
public sealed record Arrival(string Method, IReadOnlyDictionary<string, string> Headers, string Body)
{
    /// <summary>The JSON-RPC method; empty for answers, and where there is no body.</summary>
    public string Rpc { get; } = RpcOf(Body);

    public string? Header(string name) => Headers.GetValueOrDefault(name.ToLowerInvariant());

    private static string RpcOf(string body)
    {
        if (body.Length == 0) return "";
        using var document = JsonDocument.Parse(body);
        return document.RootElement.TryGetProperty("method", out var method) ? method.GetString()! : "";
    }
}
