using System.Collections.Immutable;
using System.Text;
using Baton.Gateway.Pipeline;
using Baton.Protocol.Messages;

namespace Baton.Gateway.Upstreams.Relays;

/// <summary>
/// The trace that a message takes along to its server. What its own <c>_meta</c> says stays as it is; what came beside it goes into
/// <c>_meta</c> where there is no header to carry it; what is no <c>traceparent</c> goes nowhere.
/// </summary>
internal static class TraceMeta
{
    /// <summary>What to change in <c>_meta</c>, for a message that is rewritten.</summary>
    public static ImmutableDictionary<string, ReadOnlyMemory<byte>> Of(Call call, bool hasHeaders)
    {
        var said = call.Envelope.TraceParent;
        var trace = call.TraceParent;
        if (said is null ? trace is null || hasHeaders : said == trace) return ImmutableDictionary<string, ReadOnlyMemory<byte>>.Empty;
        // a traceparent has no character that JSON would escape
        return ImmutableDictionary<string, ReadOnlyMemory<byte>>.Empty.Add(
            MetaKey.TraceParent, trace is null ? ReadOnlyMemory<byte>.Empty : Encoding.ASCII.GetBytes($"\"{trace}\""));
    }

    /// <summary>A message that goes out with its own id: the very bytes, unless its trace has to change.</summary>
    public static ReadOnlyMemory<byte> Message(Call call, bool hasHeaders)
        => Of(call, hasHeaders) is { Count: > 0 } meta ? MessageRewriter.Apply(call.Envelope, new Rewrite { Meta = meta }).Message : call.Envelope.Message;
}
