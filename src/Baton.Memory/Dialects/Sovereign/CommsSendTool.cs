using Baton.Memory.Callers;
using Baton.Memory.Memories;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.Sovereign;

internal sealed class CommsSendTool(SovereignDesk desk) : IDialectTool
{
    public string Name => "comms_send";

    public async ValueTask<ToolReply> CallAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var channel = arguments.Filled("channel") ?? "general";
        if (!SovereignLabels.Read(arguments, desk.Records.Limits, SovereignLabels.SourceInstance).TryGet(out var labels, out var large)) return Reply.Of(large);
        var fields = new MemoryFields
        {
            Type = SovereignTypes.Message,
            Content = arguments.RequiredText("body"),
            Thread = CommsDesk.ThreadOf(channel),
            Labels = labels.SetItem(SovereignLabels.Channel, channel),
        };
        return (await desk.SaveAsync(caller, fields, "body", cancellationToken, mayRepeat: true)).TryGet(out var saved, out var failure)
            ? SavedReply.Of("Message", "message_id", arguments.Own(saved), json => json.WriteString("channel", channel)) : Reply.Of(failure);
    }
}
