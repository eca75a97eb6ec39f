using Baton.Memory.Callers;
using Baton.Memory.Outcomes;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.M3.Agents;

/// <summary>Says that an agent is there.</summary>
internal sealed class HeartbeatTool(M3Desk desk) : MappedTool("agent_heartbeat")
{
    private readonly AgentBook _book = new(desk);

    public override ValueTask<Outcome<ToolReply>> RunAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
        => _book.ChangeAsync(caller, arguments, _book.Here, cancellationToken);
}
