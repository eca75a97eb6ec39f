using Baton.Memory.Callers;
using Baton.Memory.Memories;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.Sovereign;

internal sealed class ThreadTouchTool(SovereignDesk desk) : IDialectTool
{
    public string Name => "thread_touch";

    public async ValueTask<ToolReply> CallAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!SovereignLabels.Read(arguments, desk.Records.Limits, SovereignLabels.InstanceId).TryGet(out var labels, out var large)) return Reply.Of(large);
        var found = await desk.FindAsync(caller, arguments.RequiredText("thread_id"), SovereignTypes.OpenThread, "/thread_id", cancellationToken);
        if (!found.TryGet(out var thread, out var unknown)) return Reply.Of(unknown);
        var fields = new MemoryFields { Type = SovereignTypes.Touch, Content = arguments.RequiredText("note"), Project = thread.Project, Thread = thread.Id, Labels = labels };
        return (await desk.SaveAsync(caller, fields, "note", cancellationToken, mayRepeat: true)).TryGet(out var saved, out var failure)
            ? SavedReply.Of("Touch", "touch_id", arguments.Own(saved), json => json.WriteString("thread_id", thread.Id)) : Reply.Of(failure);
    }
}
