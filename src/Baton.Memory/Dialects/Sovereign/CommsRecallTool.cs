using System.Collections.Immutable;
using Baton.Memory.Callers;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.Sovereign;

internal sealed class CommsRecallTool(CommsDesk comms) : IDialectTool
{
    public string Name => "comms_recall";

    public async ValueTask<ToolReply> CallAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!arguments.Time("since").TryGet(out var since, out var wrong)) return Reply.Of(wrong);
        if (!arguments.Time("until").TryGet(out var until, out wrong)) return Reply.Of(wrong);
        var read = ImmutableHashSet<string>.Empty;
        if (arguments.Text("unread_for") is { Length: > 0 } reader && !(await comms.ReadByAsync(caller, reader, cancellationToken)).TryGet(out read, out wrong)) return Reply.Of(wrong);
        var found = await comms.MessagesAsync(caller, arguments.Filled("channel") ?? "general", question => question with
        {
            Most = arguments.Count("limit") ?? 50,
            Skip = arguments.Count("offset") ?? 0,
            OldestFirst = arguments.Text("order") == "asc",
            WithTotal = true,
            Fits = message => !read.Contains(message.Id) && (since.Value is null || message.CreatedAt >= since.Value) && (until.Value is null || message.CreatedAt <= until.Value),
        }, cancellationToken);
        return found.TryGet(out var messages, out var failure) ? CommsReply.Of(messages, "raise limit or use offset") : Reply.Of(failure);
    }
}
