using Baton.Memory.Callers;
using Baton.Memory.Outcomes;
using Baton.Memory.Oversight;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.Loaditout;

internal sealed class CheckPermissionTool(IOversight oversight) : IDialectTool
{
    /// <summary>Beyond this a JSON number need not be exact (RFC 8259, section 6).</summary>
    private const double Exact = 9007199254740991;

    public string Name => "check_permission";

    public async ValueTask<ToolReply> CallAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var number = arguments.Patch<double>("request_id").Or(-1);
        if (number is < 0 or > Exact || Math.Truncate(number) != number) return Reply.Of(Fail.Invalid("request_id is no number that request_permission gave.", "/request_id"));
        return (await oversight.CheckAsync(caller, (long)number, cancellationToken)).TryGet(out var permission, out var failure) ? PermissionReply.Of(permission) : Reply.Of(failure);
    }
}
