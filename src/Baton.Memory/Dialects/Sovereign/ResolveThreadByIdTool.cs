using Baton.Memory.Callers;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.Sovereign;

internal sealed class ResolveThreadByIdTool(SovereignDesk desk) : IDialectTool
{
    public string Name => "resolve_thread_by_id";

    public async ValueTask<ToolReply> CallAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var found = await desk.FindAsync(caller, arguments.RequiredText("thread_id"), SovereignTypes.OpenThread, "/thread_id", cancellationToken);
        return found.TryGet(out var thread, out var failure)
            ? await ThreadResolution.ResolveAsync(desk, caller, thread, arguments, cancellationToken) : Reply.Of(failure);
    }
}
