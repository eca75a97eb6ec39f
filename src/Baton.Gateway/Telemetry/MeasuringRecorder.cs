using Baton.Gateway.Audit;
using Baton.Gateway.Pipeline;

namespace Baton.Gateway.Telemetry;

/// <summary>Counts what is recorded, on its way to the audit log.</summary>
public sealed class MeasuringRecorder(IRecorder next, GatewayMetrics metrics, TimeProvider time) : IRecorder
{
    private const string NoServer = "";

    public ValueTask IntentAsync(Call call, CancellationToken cancellationToken) => next.IntentAsync(call, cancellationToken);

    public void Outcome(Call call, Reply reply)
    {
        ArgumentNullException.ThrowIfNull(call);
        // A server that is not there for the caller is a name that anybody can make up.
        var server = call.Upstream?.Name ?? NoServer;
        metrics.Message(server, call.Envelope.Method, OutcomeOf(call, reply));
        if (reply is Reply.Refused { Refusal.Code: var code }) metrics.Refusal(server, code);
        if (call.HasLeft && call.LeftAt != 0)
        {
            var now = time.GetTimestamp();
            metrics.Took(server, time.GetElapsedTime(call.ReceivedAt, call.LeftAt), time.GetElapsedTime(call.LeftAt, now));
        }
        next.Outcome(call, reply);
    }

    public void RefusedAtEdge(EdgeRefusal refusal)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        metrics.Refusal(NoServer, refusal.Code);
        next.RefusedAtEdge(refusal);
    }

    private static string OutcomeOf(Call call, Reply reply) => reply switch
    {
        Reply.Refused { Refusal.Kind: RefusalKind.Failed } => "failed",
        Reply.Refused { Refusal: var refusal } => AuditEntries.OutcomeOf(call, refusal),
        Reply.Failed or Reply.Completed { IsToolError: true } or Reply.Streamed { IsToolError: true } => "error",
        Reply.None when call.Envelope.Kind == Protocol.Messages.MessageKind.Request => "cancelled",
        _ => "ok",
    };
}
