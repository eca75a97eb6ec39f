using Baton.Protocol.Headers;
using Baton.Protocol.Revisions;

namespace Baton.Protocol.Messages;

/// <summary>
/// One JSON-RPC message that was read strictly. Every part is a slice of the original bytes, so that what is judged is what is
/// forwarded; an absent part is empty. The bytes must not change while the envelope is in use.
/// </summary>
public sealed class Envelope
{
    /// <summary>The whole message as it came.</summary>
    public required ReadOnlyMemory<byte> Message { get; init; }

    /// <summary>What it is.</summary>
    public required MessageKind Kind { get; init; }

    /// <summary>Absent for a notification, and for an error response to a message whose id could not be read.</summary>
    public RequestId Id { get; init; }

    /// <summary>Empty for a response.</summary>
    public string Method { get; init; } = "";

    /// <summary>The object <c>params</c>.</summary>
    public ReadOnlyMemory<byte> Params { get; init; }

    /// <summary><c>params.name</c>: the tool or prompt.</summary>
    public string? Name { get; internal set; }

    /// <summary><c>params.uri</c>: the resource.</summary>
    public string? Uri { get; internal set; }

    /// <summary><c>params.cursor</c>: where a list goes on.</summary>
    public string? Cursor { get; internal set; }

    /// <summary>The object <c>params.arguments</c>.</summary>
    public ReadOnlyMemory<byte> Arguments { get; internal set; }

    /// <summary>The object <c>params._meta</c>.</summary>
    public ReadOnlyMemory<byte> Meta { get; internal set; }

    /// <summary>Raw JSON of <c>_meta.progressToken</c>: a string or an integer.</summary>
    public ReadOnlyMemory<byte> ProgressToken { get; internal set; }

    /// <summary>The revision that <c>_meta</c> declares; null in the session era.</summary>
    public string? ProtocolVersion { get; internal set; }

    /// <summary>Raw JSON object of <c>_meta["io.modelcontextprotocol/clientInfo"]</c>.</summary>
    public ReadOnlyMemory<byte> ClientInfo { get; internal set; }

    /// <summary>Raw JSON object of <c>_meta["io.modelcontextprotocol/clientCapabilities"]</c>.</summary>
    public ReadOnlyMemory<byte> ClientCapabilities { get; internal set; }

    /// <summary><c>_meta["io.modelcontextprotocol/logLevel"]</c>.</summary>
    public string? LogLevel { get; internal set; }

    /// <summary><c>_meta.traceparent</c> (W3C Trace Context).</summary>
    public string? TraceParent { get; internal set; }

    /// <summary><c>_meta.tracestate</c> (W3C Trace Context).</summary>
    public string? TraceState { get; internal set; }

    /// <summary><c>_meta.baggage</c> (W3C Baggage).</summary>
    public string? Baggage { get; internal set; }

    /// <summary>The trace that <c>_meta</c> names, as far as it is one.</summary>
    public Trace Trace => Trace.Of(TraceParent, TraceState, Baggage);

    /// <summary>Raw JSON of <c>params.inputResponses</c>, of a retry that answers <c>input_required</c>.</summary>
    public ReadOnlyMemory<byte> InputResponses { get; internal set; }

    /// <summary><c>params.requestState</c>, which such a retry echoes.</summary>
    public string? RequestState { get; internal set; }

    /// <summary>Raw JSON of a response's <c>result</c>.</summary>
    public ReadOnlyMemory<byte> Result { get; init; }

    /// <summary>Raw JSON object of a response's <c>error</c>.</summary>
    public ReadOnlyMemory<byte> Error { get; init; }

    /// <summary>Whether <c>_meta</c> declares a revision that is not of the session era, spoken here or not.</summary>
    public bool IsStateless => ProtocolVersion is not null && !Revision.IsOfSessions(ProtocolVersion);
}
