using System.Text.Json;
using Baton.Protocol.Messages;

namespace Baton.Gateway.Sessions;

/// <summary>What a client says of itself. Labels for people; nothing is decided on them.</summary>
/// <param name="Name">The client's name, or null when it did not say.</param>
/// <param name="Version">Its version, or null.</param>
/// <param name="Capabilities">Raw JSON object of what it can do; empty when it did not say.</param>
public sealed record ClientDescription(string? Name, string? Version, ReadOnlyMemory<byte> Capabilities)
{
    private const int LongestLabel = 200;

    /// <summary>A client that said nothing.</summary>
    public static ClientDescription Unknown { get; } = new(null, null, default);

    /// <summary>From the <c>_meta</c> of a stateless request.</summary>
    public static ClientDescription Of(Envelope envelope) => Of(envelope.ClientInfo, envelope.ClientCapabilities);

    /// <summary>From raw <c>clientInfo</c> and <c>capabilities</c> objects, either of which may be empty.</summary>
    public static ClientDescription Of(ReadOnlyMemory<byte> info, ReadOnlyMemory<byte> capabilities)
    {
        if (info.IsEmpty) return new ClientDescription(null, null, capabilities);
        using var document = JsonDocument.Parse(info);
        return new ClientDescription(Label(document.RootElement, "name"u8), Label(document.RootElement, "version"u8), capabilities);
    }

    private static string? Label(JsonElement info, ReadOnlySpan<byte> key)
    {
        if (!info.TryGetProperty(key, out var value) || value.ValueKind != JsonValueKind.String) return null;
        var text = value.GetString()!;
        return text.Length <= LongestLabel ? text : text[..LongestLabel];
    }
}
