using Baton.Memory.Callers;
using Baton.Memory.Memories;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.Sovereign;

internal sealed class CommsAcknowledgeTool(SovereignDesk desk) : IDialectTool
{
    public string Name => "comms_acknowledge";

    public async ValueTask<ToolReply> CallAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var found = await desk.FindAsync(caller, arguments.RequiredText("message_id"), SovereignTypes.Message, "/message_id", cancellationToken);
        if (!found.TryGet(out var message, out var unknown)) return Reply.Of(unknown);
        if (!SovereignLabels.Read(arguments, desk.Records.Limits, SovereignLabels.InstanceId).TryGet(out var labels, out var large)) return Reply.Of(large);
        var fields = new MemoryFields
        {
            Type = SovereignTypes.Acknowledgement,
            Content = arguments.Text("note") is { Length: > 0 } note ? note : "read",
            Project = message.Project,
            Thread = message.Id,
            Labels = labels,
        };
        return (await desk.SaveAsync(caller, fields, "note", cancellationToken, mayRepeat: true)).TryGet(out var saved, out var failure)
            ? SavedReply.Of("Acknowledgement", "acknowledgement_id", arguments.Own(saved), json => json.WriteString("message_id", message.Id)) : Reply.Of(failure);
    }
}
