namespace Baton.Protocol.Messages;

/// <summary>Whether two envelopes ask for the same thing, whatever their ids and bookkeeping.</summary>
public static class SameCall
{
    /// <summary>
    /// Compares method, name (or <paramref name="renamed"/> where the gateway took its prefix off), resource, cursor, answers of
    /// a retry, and arguments byte for byte.
    /// </summary>
    public static bool As(Envelope judged, Envelope outgoing, string? renamed = null)
        => judged.Kind == outgoing.Kind
        && judged.Method == outgoing.Method
        && (renamed ?? judged.Name) == outgoing.Name
        && judged.Uri == outgoing.Uri
        && judged.Cursor == outgoing.Cursor
        && judged.RequestState == outgoing.RequestState
        && judged.Arguments.Span.SequenceEqual(outgoing.Arguments.Span)
        && judged.InputResponses.Span.SequenceEqual(outgoing.InputResponses.Span)
        && judged.Result.Span.SequenceEqual(outgoing.Result.Span)
        && judged.Error.Span.SequenceEqual(outgoing.Error.Span);
}
