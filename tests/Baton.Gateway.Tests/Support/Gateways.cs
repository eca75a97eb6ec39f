using Baton.Gateway.Grants;
using Baton.Gateway.Pipeline;
using Baton.Gateway.Upstreams;
using Baton.Gateway.Upstreams.BuiltIn;

namespace Baton.Gateway.Tests.Support;

/// <summary>A pipeline with the built-in upstream in front of a <see cref="NotebookServer"/>, as the command line composes it.</summary>
internal sealed class Gateways
{
    public Gateways(NotebookServer? server = null, Func<PipelineParts, PipelineParts>? change = null, int pageSize = 100)
    {
        Server = server ?? new NotebookServer();
        Upstream = new BuiltInUpstream(Server, new BuiltInOptions { Version = "1.2.3", PageSize = pageSize, MostSubscriptions = 3 });
        var parts = new PipelineParts
        {
            Upstreams = new UpstreamDirectory([Upstream]),
            Judge = new LocalJudge(),
            OnFault = (step, fault) => Faults.Add((step, fault)),
        };
        Pipeline = new MessagePipeline(change?.Invoke(parts) ?? parts);
    }

    public NotebookServer Server { get; }

    public BuiltInUpstream Upstream { get; }

    public MessagePipeline Pipeline { get; }

    public List<(string Step, Exception Fault)> Faults { get; } = [];

    public static Caller Local { get; } = LocalGrant.Create().ToCaller();
}
