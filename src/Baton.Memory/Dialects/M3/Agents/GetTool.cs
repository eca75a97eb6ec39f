using Baton.Memory.Callers;
using Baton.Memory.Outcomes;
using Baton.Memory.Server;
using Baton.Memory.Text;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.M3.Agents;

/// <summary>One agent, by the name it gave itself or as a principal.</summary>
internal sealed class GetTool(M3Desk desk) : MappedTool("agent_get")
{
    private readonly AgentBook _book = new(desk);

    public override async ValueTask<Outcome<ToolReply>> RunAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var agent = arguments.RequiredText(M3Labels.AgentId);
        if (!(await _book.ListAsync(caller, null, cancellationToken)).TryGet(out var all, out var failure)) return failure;
        return all.FirstOrDefault(one => one.AgentId == agent) is { } found ? found.Shown()
            : Fail.NotFound($"There is no agent '{Excerpt.Line(agent, 80)}'.", "/agent_id", "See agent_list, or register it with agent_register.");
    }
}
