using Baton.Memory.Callers;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.Sovereign;

internal sealed class CommsUnreadBodiesTool(CommsDesk comms) : IDialectTool
{
    public string Name => "comms_unread_bodies";

    public async ValueTask<ToolReply> CallAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!(await comms.ReadByAsync(caller, arguments.RequiredText("instance_id"), cancellationToken)).TryGet(out var read, out var refused)) return Reply.Of(refused);
        var found = await comms.MessagesAsync(caller, arguments.Filled("channel") ?? "general", question => question with
        {
            Most = arguments.Count("limit") ?? 50,
            OldestFirst = arguments.Text("order") != "desc",
            WithTotal = true,
            Fits = message => !read.Contains(message.Id),
        }, cancellationToken);
        return found.TryGet(out var messages, out var failure) ? CommsReply.Of(messages, "raise limit, or acknowledge these") : Reply.Of(failure);
    }
}
