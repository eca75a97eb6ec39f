using System.Collections.Immutable;
using System.Text.Json;
using Baton.Protocol.Errors;
using Baton.Protocol.Messages;

namespace Baton.Gateway.Upstreams.BuiltIn;

/// <summary>What a client asks to hear on one <c>subscriptions/listen</c> stream (2026-07-28, Subscriptions, Notification filter).</summary>
/// <param name="Tools">Changes of the list of tools.</param>
/// <param name="Resources">Changes of these resources.</param>
internal sealed record ListenFilter(bool Tools, ImmutableHashSet<string> Resources)
{
    /// <summary>Reads the filter; kinds that the server does not offer are left out, as the acknowledgement says.</summary>
    public static ListenFilter? Read(Envelope envelope, bool hasResources, int mostResources, out RpcError? error)
    {
        error = null;
        using var document = JsonDocument.Parse(envelope.Params.IsEmpty ? "{}"u8.ToArray() : envelope.Params);
        if (!document.RootElement.TryGetProperty("notifications"u8, out var filter) || filter.ValueKind != JsonValueKind.Object)
        {
            error = RpcError.InvalidParams("params.notifications must be an object that says what to listen to");
            return null;
        }
        foreach (var flag in new[] { "toolsListChanged", "promptsListChanged", "resourcesListChanged" })
        {
            if (filter.TryGetProperty(flag, out var value) && value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
            {
                error = RpcError.InvalidParams($"params.notifications.{flag} must be a boolean");
            }
        }
        var uris = Uris(filter, mostResources, ref error);
        if (error is not null) return null;
        var tools = filter.TryGetProperty("toolsListChanged"u8, out var asked) && asked.ValueKind == JsonValueKind.True;
        return new ListenFilter(tools, hasResources ? uris : []);
    }

    /// <summary>The subset that is honoured, as the acknowledgement shows it.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject("notifications"u8);
        if (Tools) json.WriteBoolean("toolsListChanged"u8, true);
        if (!Resources.IsEmpty)
        {
            json.WriteStartArray("resourceSubscriptions"u8);
            foreach (var uri in Resources.Order(StringComparer.Ordinal)) json.WriteStringValue(uri);
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    private static ImmutableHashSet<string> Uris(JsonElement filter, int most, ref RpcError? error)
    {
        if (!filter.TryGetProperty("resourceSubscriptions"u8, out var list)) return [];
        if (list.ValueKind != JsonValueKind.Array || list.EnumerateArray().Any(uri => uri.ValueKind != JsonValueKind.String))
        {
            error ??= RpcError.InvalidParams("params.notifications.resourceSubscriptions must be a list of strings");
            return [];
        }
        if (list.GetArrayLength() > most)
        {
            error ??= RpcError.InvalidParams($"params.notifications.resourceSubscriptions has {list.GetArrayLength()} entries, the limit is {most}");
            return [];
        }
        return [.. list.EnumerateArray().Select(uri => uri.GetString()!)];
    }
}
