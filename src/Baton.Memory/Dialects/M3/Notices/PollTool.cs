using System.Globalization;
using System.Text;
using Baton.Memory.Callers;
using Baton.Memory.Outcomes;
using Baton.Memory.Server;
using Baton.Memory.Text;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.M3.Notices;

/// <summary>An agent's notes. Reading marks none.</summary>
internal sealed class PollTool(M3Desk desk) : MappedTool("notifications_poll")
{
    private readonly Pinboard _board = new(desk);

    public override async ValueTask<Outcome<ToolReply>> RunAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!arguments.Amount("limit", 20, 500).TryGet(out var limit, out var wrong)) return wrong;
        var (agent, unread) = (arguments.RequiredText(M3Labels.AgentId), !arguments.Has("unread_only") || arguments.Flag("unread_only"));
        if (!(await _board.FindAsync(caller, agent, note => !unread || note.ReadAt is null, limit, cancellationToken)).TryGet(out var notes, out var failure)) return failure;
        var text = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"{notes.Length} notification(s) for {M3Rows.Line(agent)}. {MarkedBlock.Notice}\n"));
        foreach (var note in notes) MarkedBlock.Append(text, note.Label, string.Create(CultureInfo.InvariantCulture, $"{note.Number} {note.Kind}: {note.Payload}"));
        return Reply.Of(text.ToString(), json =>
        {
            json.Rows("notifications", notes, (writer, note) => note.Write(writer));
            json.WriteNumber("count", notes.Length);
            json.WriteNumber("unread", notes.Count(note => note.ReadAt is null));
        });
    }
}
