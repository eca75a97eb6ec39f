using Baton.Memory.Callers;
using Baton.Memory.Oversight;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.Loaditout;

internal sealed class RequestPermissionTool(IOversight oversight) : IDialectTool
{
    public string Name => "request_permission";

    public async ValueTask<ToolReply> CallAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!Subject.Read(arguments).TryGet(out var slug, out var failure) || !Words.Read(arguments, "reason").TryGet(out var reason, out failure)) return Reply.Of(failure);
        var wish = new PermissionWish(slug, reason.Text ?? "");
        return (await oversight.RequestAsync(caller, wish, cancellationToken)).TryGet(out var permission, out failure) ? PermissionReply.Of(permission, reason.Redacted) : Reply.Of(failure);
    }
}
