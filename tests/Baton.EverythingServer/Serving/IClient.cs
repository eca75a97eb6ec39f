using System.Text.Json.Nodes;

namespace Baton.EverythingServer.Serving;

/// <summary>The client of one request, as far as a handler may talk to it before it answers.</summary>
internal interface IClient
{
    /// <summary>Sends a notification about the request.</summary>
    ValueTask NotifyAsync(string method, JsonObject parameters);

    /// <summary>Asks the client and waits for its result; only clients of the session era can be asked.</summary>
    Task<JsonNode> AskAsync(string method, JsonObject parameters);

    /// <summary>Ends the stream of this answer before it is given; the client comes back for it.</summary>
    ValueTask DropAsync();
}
