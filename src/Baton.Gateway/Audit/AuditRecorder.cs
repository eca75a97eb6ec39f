using Baton.Gateway.Pipeline;
using Baton.Protocol.Messages;

namespace Baton.Gateway.Audit;

/// <summary>Writes what the pipeline did into the audit log: an intent and an outcome for what left, one row for what did not.</summary>
public sealed class AuditRecorder(IAuditLog log, AuditKeys keys, AuditOptions options, TimeProvider time) : IRecorder
{
    public async ValueTask IntentAsync(Call call, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (!IsRecorded(call.Envelope)) return;
        cancellationToken.ThrowIfCancellationRequested();
        await log.AppendAsync(AuditEntries.Of(call, AuditKind.Intent, keys, options));
        call.LeftAt = time.GetTimestamp();
    }

    public void Outcome(Call call, Reply reply)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (!call.HasLeft)
        {
            if (reply is Reply.Refused { Refusal: var refusal }) log.Post(AuditEntries.Refused(call, refusal, keys, options));
            return;
        }
        if (!IsRecorded(call.Envelope)) return;
        log.Post(AuditEntries.Ended(call, reply, Times(call)));
    }

    public void RefusedAtEdge(EdgeRefusal refusal)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        log.Post(AuditEntries.AtEdge(refusal));
    }

    /// <summary>Notifications and pings ask nothing of a server; their refusal is recorded all the same.</summary>
    private static bool IsRecorded(Envelope envelope) => envelope.Kind == MessageKind.Request && envelope.Method != MethodName.Ping;

    private (TimeSpan Gateway, TimeSpan Upstream) Times(Call call)
    {
        var now = time.GetTimestamp();
        var upstream = time.GetElapsedTime(call.LeftAt, now);
        return (time.GetElapsedTime(call.ReceivedAt, now) - upstream, upstream);
    }
}
