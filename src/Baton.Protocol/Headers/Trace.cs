namespace Baton.Protocol.Headers;

/// <summary>
/// The trace that a message belongs to and what it carries along (W3C Trace Context and Baggage), only in the forms that those give
/// them.
/// </summary>
public sealed record Trace
{
    private Trace()
    {
    }

    /// <summary>Says nothing.</summary>
    public static Trace None { get; } = new();

    /// <summary>The <c>traceparent</c>.</summary>
    public string? Parent { get; private init; }

    /// <summary>The <c>tracestate</c> of that parent; without one it means nothing.</summary>
    public string? State { get; private init; }

    /// <summary>The <c>baggage</c>, which needs no parent.</summary>
    public string? Baggage { get; private init; }

    /// <summary>The trace's id, 32 hex digits.</summary>
    public string? Id => TraceContext.TraceIdOf(Parent);

    /// <summary>What is right of three texts; the rest is as if it were not there.</summary>
    public static Trace Of(string? parent, string? state, string? baggage)
    {
        var (valid, carried) = (TraceContext.Valid(parent), Headers.Baggage.Valid(baggage));
        return valid is null && carried is null ? None : new Trace { Parent = valid, State = valid is null ? null : TraceState.Valid(state), Baggage = carried };
    }

    /// <summary>This, and of the other what this does not say; a state stays with its parent.</summary>
    public Trace Before(Trace other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (this == None || other == None) return this == None ? other : this;
        var named = Parent is null ? other : this;
        return new Trace { Parent = named.Parent, State = named.State, Baggage = Baggage ?? other.Baggage };
    }

    /// <summary>What is said, by the names that headers and <c>_meta</c> share.</summary>
    public IEnumerable<KeyValuePair<string, string>> Said()
    {
        if (Parent is not null) yield return new(TraceContext.Header, Parent);
        if (State is not null) yield return new(TraceState.Header, State);
        if (Baggage is not null) yield return new(Headers.Baggage.Header, Baggage);
    }
}
