using System.Text.Json;
using Baton.Gateway.Sessions;
using Baton.Protocol.Errors;
using Baton.Protocol.Messages;

namespace Baton.Gateway.Edge;

/// <summary>What a client offers in <c>initialize</c> (2025-11-25, Lifecycle).</summary>
/// <param name="ProtocolVersion">The revision it would like.</param>
/// <param name="Client">What it says of itself.</param>
internal sealed record InitializeParams(string ProtocolVersion, ClientDescription Client)
{
    /// <summary>Reads them; the error says which one is missing or of another type.</summary>
    public static InitializeParams? Read(Envelope envelope, out RpcError? error)
    {
        error = null;
        if (envelope.Params.IsEmpty)
        {
            error = RpcError.InvalidParams("params is missing");
            return null;
        }
        using var document = JsonDocument.Parse(envelope.Params);
        var root = document.RootElement;
        if (!root.TryGetProperty("protocolVersion"u8, out var version) || version.ValueKind != JsonValueKind.String)
        {
            error = RpcError.InvalidParams("params.protocolVersion must be a string");
        }
        var capabilities = Object(root, "capabilities", ref error);
        var info = Object(root, "clientInfo", ref error);
        return error is null ? new InitializeParams(version.GetString()!, ClientDescription.Of(info, capabilities)) : null;
    }

    private static ReadOnlyMemory<byte> Object(JsonElement root, string key, ref RpcError? error)
    {
        if (!root.TryGetProperty(key, out var value)) return default;
        if (value.ValueKind == JsonValueKind.Object) return System.Text.Encoding.UTF8.GetBytes(value.GetRawText());
        error ??= RpcError.InvalidParams($"params.{key} must be an object");
        return default;
    }
}
