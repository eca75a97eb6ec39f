using Baton.Gateway.MetaTools;
using Baton.Gateway.Upstreams;

namespace Baton.Gateway.Pipeline.Steps;

/// <summary>Finds the server, and the tools that are meant. A server that the grant may not reach is answered like one that does not exist.</summary>
internal sealed class RouteStep(IUpstreamDirectory upstreams, MetaToolTable metaTools) : IStep
{
    private readonly CarriedReader _carried = new(metaTools);

    public string Name => "route";

    public ValueTask<Reply?> EnterAsync(Call call, CancellationToken cancellationToken)
    {
        var server = call.Connection.Server;
        if (call.Caller.Servers.ContainsKey(server) && upstreams.Find(server) is { } upstream)
        {
            call.Upstream = upstream;
            call.Carried = _carried.Read(server, call.Envelope);
            return default;
        }
        return new(new Reply.Refused(new Refusal(
            Name, RefusalKind.NoSuchServer, "unknown_server", $"There is no server '{server}' for this grant.")));
    }
}
