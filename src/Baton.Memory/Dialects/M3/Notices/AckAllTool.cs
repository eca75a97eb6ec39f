using System.Globalization;
using Baton.Memory.Callers;
using Baton.Memory.Outcomes;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.M3.Notices;

/// <summary>Marks every unread note of an agent as read by the caller.</summary>
internal sealed class AckAllTool(M3Desk desk) : MappedTool("notifications_ack_all")
{
    private readonly Pinboard _board = new(desk);

    public override async ValueTask<Outcome<ToolReply>> RunAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var agent = arguments.RequiredText(M3Labels.AgentId);
        if (!(await _board.FindAsync(caller, agent, note => note.ReadAt is null, int.MaxValue, cancellationToken)).TryGet(out var unread, out var failure)) return failure;
        if ((await _board.ReadAsync(caller, unread, cancellationToken)).Failure is { } stopped) return stopped;
        return Reply.Of(string.Create(CultureInfo.InvariantCulture, $"Acknowledged {unread.Length} notification(s) of {M3Rows.Line(agent)}."), json => json.WriteNumber("acked", unread.Length));
    }
}
