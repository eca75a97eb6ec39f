using Baton.Memory.Callers;
using Baton.Memory.Handoffs;
using Baton.Memory.Outcomes;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.ConversationHandoff;

internal sealed class StatsTool(ConversationDesk desk) : MappedTool("handoff_stats")
{
    public override async ValueTask<Outcome<ToolReply>> RunAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!(await desk.AllAsync(caller, new HandoffSearchRequest(), _ => true, int.MaxValue, cancellationToken)).TryGet(out var found, out var failure)) return failure;
        var stats = new ConversationStats([.. found.Select(one => one.Handoff)], desk.Limits, desk.Now);
        return Reply.Of(stats.Text, stats.Write);
    }
}
