using Baton.Gateway.Grants;
using Baton.Gateway.Sessions;
using Baton.Protocol.Errors;
using Baton.Protocol.Messages;

namespace Baton.Gateway.Upstreams.Relays;

/// <summary>Decides what servers may ask of clients, and keeps a record of it.</summary>
public interface IServerRequests
{
    /// <summary>Judges a request of a server before its client sees it; when this completes, the record of it is durable.</summary>
    /// <param name="caller">Whose client it is.</param>
    /// <param name="client">What the client says of itself.</param>
    /// <param name="server">The server that asks.</param>
    /// <param name="request">What it asks.</param>
    ValueTask<ServerRequest> JudgeAsync(Caller caller, ClientDescription client, string server, Envelope request);
}

/// <summary>A request of a server that was judged.</summary>
/// <param name="Refusal">Why the client is not asked; null when it is.</param>
/// <param name="Ended">Hears what became of one that was let through: the client's answer, or null for none.</param>
public sealed record ServerRequest(RpcError? Refusal, Action<Envelope?> Ended);
