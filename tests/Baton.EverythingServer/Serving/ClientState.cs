using System.Text.Json.Nodes;

namespace Baton.EverythingServer.Serving;

/// <summary>What a client declared: for its session, or in the stateless era with each request.</summary>
internal sealed class ClientState
{
    /// <summary>Its capabilities.</summary>
    public JsonObject Capabilities { get; set; } = [];

    /// <summary>The least level that it wants to hear of; null where it wants no log messages.</summary>
    public string? LogLevel { get; set; }

    public bool Offers(string capability) => Capabilities.ContainsKey(capability);
}
