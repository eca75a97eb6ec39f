using Baton.Protocol.Headers;
using Baton.Protocol.Messages;
using Header = System.Collections.Generic.KeyValuePair<string, string>;

namespace Baton.Gateway.Upstreams.Http;

/// <summary>
/// The headers that repeat what a message of the stateless era says (2026-07-28, Streamable HTTP, Request metadata). They are
/// written from the body that was judged; those that the client sent are never passed on, but for the trace it belongs to.
/// </summary>
internal static class StatelessHeaders
{
    public static List<Header> Of(Envelope message, IEnumerable<Header> mirrored, Trace trace)
    {
        var headers = new List<Header>(4);
        if (message.ProtocolVersion is { } revision) headers.Add(new Header(HeaderName.ProtocolVersion, HeaderValue.Encode(revision)));
        if (message.Kind != MessageKind.Response) headers.Add(new Header(HeaderName.Method, HeaderValue.Encode(message.Method)));
        if (message.Kind == MessageKind.Request)
        {
            if (HeaderAgreement.NameOf(message) is { } name) headers.Add(new Header(HeaderName.Name, HeaderValue.Encode(name)));
            headers.AddRange(mirrored);
        }
        headers.AddRange(trace.Said());
        return headers;
    }
}
