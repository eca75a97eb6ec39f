using Baton.Gateway.Audit;
using Baton.Memory.Oversight;

namespace Baton.Gateway.Oversight;

/// <summary>The audit log for the toolset <c>admin</c> of the memory server.</summary>
public sealed class AuditTrail(IAuditStore audit) : IAuditTrail
{
    /// <inheritdoc/>
    public IReadOnlyList<ReadOnlyMemory<byte>> Read(AuditTrailQuery query) =>
    [
        .. audit.Read(new AuditQuery
        {
            Grant = query.Grant,
            Server = query.Server,
            Tool = query.Tool,
            Outcome = query.Outcome,
            Kind = query.Kind,
            RequestId = query.Request,
            Since = query.Since,
            Until = query.Until,
            Last = query.Limit,
        }).Select(row => row.Body),
    ];
}
