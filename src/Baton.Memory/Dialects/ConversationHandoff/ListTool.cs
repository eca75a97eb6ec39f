using System.Globalization;
using Baton.Memory.Callers;
using Baton.Memory.Handoffs;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.ConversationHandoff;

internal sealed class ListTool(ConversationDesk desk) : IDialectTool
{
    public string Name => "handoff_list";

    public async ValueTask<ToolReply> CallAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!(await desk.AllAsync(caller, new HandoffSearchRequest(), _ => true, int.MaxValue, cancellationToken)).TryGet(out var found, out var failure)) return Reply.Of(failure);
        var all = await desk.ReadAsync(found.Select(one => one.Handoff), cancellationToken);
        var text = all.IsEmpty ? "No handoffs saved." : string.Create(CultureInfo.InvariantCulture, $"{all.Length} handoff(s), newest first:\n") + ConversationText.Lines(all);
        return Reply.Of(text, json =>
        {
            ConversationText.Write(json, all);
            json.WriteNumber("total", all.Length);
        });
    }
}
