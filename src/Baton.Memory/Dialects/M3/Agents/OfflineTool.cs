using Baton.Memory.Callers;
using Baton.Memory.Outcomes;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.M3.Agents;

/// <summary>Says that an agent has gone.</summary>
internal sealed class OfflineTool(M3Desk desk) : MappedTool("agent_offline")
{
    private readonly AgentBook _book = new(desk);

    public override ValueTask<Outcome<ToolReply>> RunAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
        => _book.ChangeAsync(caller, arguments, labels => labels.SetItem(AgentBook.Status, M3Agent.Offline), cancellationToken);
}
