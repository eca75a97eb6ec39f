using System.Globalization;
using Baton.Memory.Callers;
using Baton.Memory.Outcomes;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.M3.Agents;

/// <summary>Notes how far an agent is trusted. It decides nothing.</summary>
internal sealed class TrustTool(M3Desk desk) : MappedTool("agent_set_trust")
{
    private readonly AgentBook _book = new(desk);

    public override async ValueTask<Outcome<ToolReply>> RunAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
        => arguments.Number(AgentBook.Trust) is not (>= 0 and <= 1 and var trust) ? Fail.Invalid("trust_score lies between 0 and 1.", "/trust_score", null, 1)
            : await _book.ChangeAsync(caller, arguments, labels => labels.SetItem(AgentBook.Trust, trust.ToString(CultureInfo.InvariantCulture)), cancellationToken);
}
