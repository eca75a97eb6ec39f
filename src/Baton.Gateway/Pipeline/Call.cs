using System.Collections.Immutable;
using Baton.Gateway.Edge;
using Baton.Gateway.Grants;
using Baton.Gateway.MetaTools;
using Baton.Gateway.Pins;
using Baton.Gateway.Sessions;
using Baton.Gateway.Upstreams;
using Baton.Protocol.Headers;
using Baton.Protocol.Messages;
using Baton.Protocol.Revisions;

namespace Baton.Gateway.Pipeline;

/// <summary>
/// One message on its way through the house. The edge states who, how and what; the steps add what they find out, each only its
/// own facts.
/// </summary>
public sealed class Call
{
    /// <summary>Names this message in provenance, audit and logs.</summary>
    public required string RequestId { get; init; }

    /// <summary>The message as it was read; what is judged is this.</summary>
    public required Envelope Envelope { get; init; }

    public required Caller Caller { get; init; }

    public required Connection Connection { get; init; }

    /// <summary>The revision that the answer must follow.</summary>
    public required Revision Revision { get; init; }

    /// <summary>The client's session; null in the stateless era.</summary>
    public ClientSession? Session { get; init; }

    /// <summary>What came beside the message in the stateless era over HTTP, to be compared with it; nothing is decided on it.</summary>
    public IHeaders? Headers { get; init; }

    /// <summary>The trace that came beside the message, in headers.</summary>
    public Trace TraceHeader { get; init; } = Trace.None;

    /// <summary>The trace that the message belongs to: what it says itself in <c>_meta</c> goes before the headers.</summary>
    public Trace Trace => field ??= Envelope.Trace.Before(TraceHeader);

    /// <summary>Takes notifications about this request before its answer.</summary>
    public required IReplyChannel Channel { get; init; }

    /// <summary>Asks long-lived requests to end in good order, because the gateway is stopping; nothing is cancelled by it.</summary>
    public CancellationToken Closing { get; init; }

    /// <summary>When the edge had read the message, in the clock's timestamp units.</summary>
    public long ReceivedAt { get; init; }

    /// <summary>What the client says of itself, in the session or in <c>_meta</c>.</summary>
    public ClientDescription Client { get; init; } = ClientDescription.Unknown;

    /// <summary>Where the message goes; set by the step <c>route</c>.</summary>
    public IUpstream? Upstream { get; set; }

    /// <summary>The calls inside this one, where its tool calls others; set by the step <c>route</c>.</summary>
    public CarriedCalls? Carried { get; set; }

    /// <summary>How often the list that this call asks for was said to have changed before it was asked for; set by the step <c>pins</c>.</summary>
    public long ListVersion { get; set; }

    /// <summary>Why what the call names, itself or inside, is not the approved definition: by name. Set by the step <c>pins</c>.</summary>
    public ImmutableDictionary<string, PinHold> Holds { get; set; } = ImmutableDictionary<string, PinHold>.Empty;

    /// <summary>
    /// Why what the call names may not be used whatever the policy allows; said where the policy does not hide it, which comes
    /// first. Set by the step <c>pins</c>.
    /// </summary>
    public Refusal? Withheld { get; set; }

    /// <summary>
    /// The server's error where its list of tools is needed and cannot be read now: the answer to every name that is in no list, to
    /// hidden ones too. Set by the step <c>pins</c>.
    /// </summary>
    public Reply.Failed? ListFailure { get; set; }

    /// <summary>What policy said; set by the step <c>policy</c>.</summary>
    public Verdict? Verdict { get; set; }

    /// <summary>The limits that are held for it; set by the step <c>limits</c>.</summary>
    public Reservation? Reservation { get; set; }

    /// <summary>
    /// Why the answer must be there as a whole before the client sees any of it; null when it may be passed on while it arrives.
    /// Set by the step <c>inspect</c>.
    /// </summary>
    public string? MustBeWhole { get; set; } = "nobody else but the gateway reads it";

    /// <summary>When the call was about to leave, in the clock's timestamp units; set by the step <c>audit</c>.</summary>
    public long LeftAt { get; set; }

    /// <summary>Whether the call was handed to the server; set by the step <c>upstream</c>.</summary>
    public bool HasLeft { get; set; }

    /// <summary>Whether it is certain that nothing of it reached the server, though it had left; set by the server's connection.</summary>
    public bool NeverArrived { get; set; }
}
