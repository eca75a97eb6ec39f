using Baton.Memory.Callers;
using Baton.Memory.Oversight;
using Baton.Memory.Safety;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.Loaditout;

internal sealed class RequestPermissionTool(IOversight oversight) : IDialectTool
{
    public string Name => "request_permission";

    public async ValueTask<ToolReply> CallAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (Subject.Refuse(arguments) is { } wrong) return Reply.Of(wrong);
        var wish = new PermissionWish(arguments.RequiredText("slug"), SecretScanner.Clean(arguments.RequiredText("reason"), out _));
        return (await oversight.RequestAsync(caller, wish, cancellationToken)).TryGet(out var permission, out var failure) ? PermissionReply.Of(permission) : Reply.Of(failure);
    }
}
