using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Baton.Gateway.Pipeline;
using Baton.Protocol.Messages;

namespace Baton.Gateway.Upstreams.Relays;

/// <summary>
/// The trace that a message takes along to its server. What its own <c>_meta</c> says stays as it is; what came beside it goes into
/// <c>_meta</c> where there are no headers to carry it; what is malformed goes nowhere.
/// </summary>
internal static class TraceMeta
{
    /// <summary>What to change in <c>_meta</c>, for a message that is rewritten.</summary>
    public static ImmutableDictionary<string, ReadOnlyMemory<byte>> Of(Call call, bool hasHeaders)
    {
        var (said, trace) = (call.Envelope, call.Trace);
        var meta = ImmutableDictionary<string, ReadOnlyMemory<byte>>.Empty;
        meta = With(meta, MetaKey.TraceParent, said.TraceParent, trace.Parent, hasHeaders);
        meta = With(meta, MetaKey.TraceState, said.TraceState, trace.State, hasHeaders);
        return With(meta, MetaKey.Baggage, said.Baggage, trace.Baggage, hasHeaders);
    }

    /// <summary>A message that goes out with its own id: the very bytes, unless its trace has to change.</summary>
    public static ReadOnlyMemory<byte> Message(Call call, bool hasHeaders)
        => Of(call, hasHeaders) is { Count: > 0 } meta ? MessageRewriter.Apply(call.Envelope, new Rewrite { Meta = meta }).Message : call.Envelope.Message;

    private static ImmutableDictionary<string, ReadOnlyMemory<byte>> With(
        ImmutableDictionary<string, ReadOnlyMemory<byte>> meta, string key, string? said, string? goes, bool hasHeaders)
        => (said is null ? goes is null || hasHeaders : said == goes)
            ? meta
            : meta.Add(key, goes is null ? ReadOnlyMemory<byte>.Empty : Encoding.UTF8.GetBytes($"\"{JsonEncodedText.Encode(goes, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\""));
}
