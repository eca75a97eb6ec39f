using Baton.Protocol.Headers;

namespace Baton.Gateway.Pipeline;

/// <summary>Writes the audit log's rows.</summary>
public interface IRecorder
{
    /// <summary>Records that the call is about to leave; when this completes the row is durable.</summary>
    ValueTask IntentAsync(Call call, CancellationToken cancellationToken);

    /// <summary>Records what became of a call, once; also of one that a step refused.</summary>
    void Outcome(Call call, Reply reply);

    /// <summary>Records a message that the edge refused before it became a call.</summary>
    void RefusedAtEdge(EdgeRefusal refusal);
}

/// <summary>A message that never became a call: malformed, too large, from a foreign origin, without a grant.</summary>
/// <param name="Transport">How it came.</param>
/// <param name="Address">From where.</param>
/// <param name="Server">To which server, as far as that was said.</param>
/// <param name="Code">Stable: <c>malformed</c>, <c>too_large</c>, <c>foreign_origin</c>, <c>unauthorized</c>, <c>header_mismatch</c>, …</param>
/// <param name="Message">What the client was told.</param>
public sealed record EdgeRefusal(Edge.Transport Transport, string Address, string? Server, string Code, string Message)
{
    /// <summary>Whose connection it came over; null where that was not known yet.</summary>
    public Grants.Caller? Caller { get; init; }

    /// <summary>The trace that it names, or that came beside it.</summary>
    public Trace Trace { get; init; } = Trace.None;
}
