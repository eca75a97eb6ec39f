using Baton.Gateway.Pipeline;
using Baton.Protocol.Messages;
using Header = System.Collections.Generic.KeyValuePair<string, string>;

namespace Baton.Gateway.Upstreams.Http;

/// <summary>A request as it is posted to a server, and what is done with everything that comes back before its answer.</summary>
internal sealed record Question
{
    public required Call Call { get; init; }

    /// <summary>The id under which the answer comes.</summary>
    public required RequestId Id { get; init; }

    public required ReadOnlyMemory<byte> Message { get; init; }

    public required IReadOnlyList<Header> Headers { get; init; }

    /// <summary>How long the server may say nothing from now on.</summary>
    public required Func<TimeSpan> Silence { get; init; }

    /// <summary>Takes the server's requests and notifications on the answer's stream.</summary>
    public required Func<Envelope, CancellationToken, ValueTask> Aside { get; init; }

    /// <summary>Looks at a good response's headers before its body is read.</summary>
    public Action<HttpResponseMessage> Began { get; init; } = static _ => { };

    /// <summary>The headers with which a stream that was cut off may be taken up again, but for the event's id; null where it cannot be.</summary>
    public IReadOnlyList<Header>? Resume { get; init; }

    /// <summary>Whether the request names a session, which the server may have forgotten.</summary>
    public bool IsInSession { get; init; }

    /// <summary>Ends the connection that the question belongs to.</summary>
    public CancellationToken Ended { get; init; }
}
