using Baton.Gateway.Grants;
using Baton.Gateway.Sessions;
using Baton.Protocol.Errors;
using Baton.Protocol.Messages;

namespace Baton.Gateway.Upstreams.Relays;

/// <summary>Where nobody is there to be asked: every request of a server is refused.</summary>
/// <param name="why">What the server is told.</param>
public sealed class NoServerRequests(string why) : IServerRequests
{
    public ValueTask<ServerRequest> JudgeAsync(Caller caller, ClientDescription client, string server, Envelope request)
        => new(new ServerRequest(new RpcError(ErrorCode.Refused, why), static _ => { }));
}
