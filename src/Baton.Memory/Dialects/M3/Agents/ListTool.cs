using System.Globalization;
using Baton.Memory.Callers;
using Baton.Memory.Outcomes;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.M3.Agents;

/// <summary>Who is here: agents that described themselves, and principals that the native tools see.</summary>
internal sealed class ListTool(M3Desk desk) : MappedTool("agent_list")
{
    private readonly AgentBook _book = new(desk);

    public override async ValueTask<Outcome<ToolReply>> RunAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var (status, role) = (arguments.Filled(AgentBook.Status), arguments.Filled(M3Labels.Role));
        if (!(await _book.ListAsync(caller, arguments.Filled("project"), cancellationToken)).TryGet(out var all, out var failure)) return failure;
        var agents = all.Where(agent => (status is null || agent.Status == status) && (role is null || agent.Role == role)).ToList();
        var lines = string.Concat(agents.Select(agent => $"\n- {M3Rows.Line(agent.AgentId)} ({agent.Status})"));
        return Reply.Of(string.Create(CultureInfo.InvariantCulture, $"{agents.Count} agent(s).{lines}"), json =>
        {
            json.Rows("agents", agents, (writer, agent) => agent.Write(writer));
            json.WriteNumber("count", agents.Count);
        });
    }
}
