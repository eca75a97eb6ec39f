using System.Diagnostics.CodeAnalysis;
using Baton.Protocol.Errors;
using Baton.Protocol.Headers;

namespace Baton.Protocol.Messages;

/// <summary>A message that was read, or why it was refused and whom to tell.</summary>
public readonly struct ReadResult
{
    private ReadResult(Envelope? envelope, RpcError? error, RequestId id)
    {
        Envelope = envelope;
        Error = error;
        Id = id;
    }

    /// <summary>Null when the message was refused.</summary>
    public Envelope? Envelope { get; }

    /// <summary>Null when the message was read.</summary>
    public RpcError? Error { get; }

    /// <summary>The id to answer with; absent (answered as <c>null</c>) where the message has none that can be told.</summary>
    public RequestId Id { get; }

    /// <summary>The trace that the message names in <c>_meta</c>, also of one that was refused, where it can be told.</summary>
    public Trace Trace { get => field ?? Trace.None; private init; }

    /// <summary>Deconstructs by trial, so that callers handle the refusal first.</summary>
    public bool TryGet([NotNullWhen(true)] out Envelope? envelope, [NotNullWhen(false)] out RpcError? error)
    {
        envelope = Envelope;
        error = Error;
        return envelope is not null;
    }

    internal static ReadResult Read(Envelope envelope) => new(envelope, null, envelope.Id) { Trace = envelope.Trace };

    internal static ReadResult Refused(RpcError error, RequestId id) => new(null, error, id);

    internal ReadResult Of(Trace trace) => this with { Trace = trace };
}
