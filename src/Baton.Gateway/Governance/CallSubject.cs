using System.Collections.Immutable;
using System.Text.Json;
using Baton.Policy.Decisions;
using Baton.Protocol.Messages;

namespace Baton.Gateway.Governance;

/// <summary>What a message is about, in the terms of a policy.</summary>
/// <param name="Kind">What it names; null for a method that names nothing a policy has entries for.</param>
/// <param name="Name">The tool, URI or prompt.</param>
internal readonly record struct CallSubject(CallKind? Kind, string Name)
{
    private static readonly CallSubject Nothing = new(null, "");

    /// <summary>
    /// The protocol's own housekeeping needs no permission: lists are cut to the grant, and everything else names a server that
    /// the grant may reach.
    /// </summary>
    public static bool IsHousekeeping(Envelope envelope) => envelope.Kind != MessageKind.Request || envelope.Method is
        MethodName.Initialize or MethodName.Ping or MethodName.Discover or MethodName.SetLogLevel or MethodName.Listen
        or MethodName.ListTools or MethodName.ListResources or MethodName.ListResourceTemplates or MethodName.ListPrompts;

    /// <summary>Reads it off the envelope that will be forwarded.</summary>
    public static CallSubject Of(Envelope envelope) => envelope.Method switch
    {
        MethodName.CallTool => new CallSubject(CallKind.Tool, envelope.Name ?? ""),
        MethodName.GetPrompt => new CallSubject(CallKind.Prompt, envelope.Name ?? ""),
        MethodName.ReadResource or MethodName.SubscribeResource or MethodName.UnsubscribeResource => new CallSubject(CallKind.Resource, envelope.Uri ?? ""),
        MethodName.Complete => Referenced(envelope),
        _ => Nothing,
    };

    /// <summary>The resources whose changes a <c>subscriptions/listen</c> asks to hear of, each once.</summary>
    public static ImmutableArray<string> ListenedTo(Envelope envelope)
    {
        if (envelope.Params.IsEmpty) return [];
        using var document = JsonDocument.Parse(envelope.Params);
        return document.RootElement.TryGetProperty("notifications"u8, out var filter) && filter.ValueKind == JsonValueKind.Object
            && filter.TryGetProperty("resourceSubscriptions"u8, out var list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Where(uri => uri.ValueKind == JsonValueKind.String).Select(uri => uri.GetString()!).Distinct(StringComparer.Ordinal)]
            : [];
    }

    /// <summary>Completion needs permission on what it completes for (<c>params.ref</c>).</summary>
    private static CallSubject Referenced(Envelope envelope)
    {
        if (envelope.Params.IsEmpty) return Nothing;
        using var document = JsonDocument.Parse(envelope.Params);
        if (!document.RootElement.TryGetProperty("ref"u8, out var reference) || reference.ValueKind != JsonValueKind.Object) return Nothing;
        if (Text(reference, "uri"u8) is { } uri) return new CallSubject(CallKind.Resource, uri);
        return Text(reference, "name"u8) is { } name ? new CallSubject(CallKind.Prompt, name) : Nothing;
    }

    private static string? Text(JsonElement reference, ReadOnlySpan<byte> key)
        => reference.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
