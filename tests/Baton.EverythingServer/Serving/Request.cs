using System.Text.Json.Nodes;
using Baton.EverythingServer.Wire;
using Baton.Protocol.Messages;
using Baton.Protocol.Revisions;

namespace Baton.EverythingServer.Serving;

/// <summary>One request and what its handler needs to know.</summary>
internal sealed class Request
{
    public Request(Envelope envelope, Era era, ClientState client, IClient link)
    {
        Envelope = envelope;
        Era = era;
        State = client;
        Client = link;
        Params = envelope.Params.IsEmpty ? [] : JsonNode.Parse(envelope.Params.Span)!.AsObject();
        Id = envelope.Id.Raw.IsEmpty ? null : JsonNode.Parse(envelope.Id.Raw.Span);
    }

    public Envelope Envelope { get; }

    public Era Era { get; }

    /// <summary>What is known of the client.</summary>
    public ClientState State { get; }

    public IClient Client { get; }

    public JsonNode? Id { get; }

    public string Method => Envelope.Method;

    public JsonObject Params { get; }

    public JsonObject Arguments => Params["arguments"]?.AsObject() ?? [];

    /// <summary>An argument that must be a string.</summary>
    public string Text(string name) => Arguments[name] is JsonValue value && value.TryGetValue(out string? text)
        ? text
        : throw Fault.Params($"The argument '{name}' must be a string");

    /// <summary>The answer to an input request of an earlier round, or null.</summary>
    public JsonObject? InputResponse(string key)
    {
        if (!Params.ContainsKey("inputResponses")) return null;
        if (Params["inputResponses"] is not JsonObject responses) throw Fault.Params("inputResponses must be an object");
        if (!responses.ContainsKey(key)) return null;
        return responses[key] as JsonObject ?? throw Fault.Params($"inputResponses.{key} must be an object");
    }
}
