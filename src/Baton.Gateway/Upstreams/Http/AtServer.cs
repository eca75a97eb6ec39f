using Baton.Protocol.Headers;
using Header = System.Collections.Generic.KeyValuePair<string, string>;

namespace Baton.Gateway.Upstreams.Http;

/// <summary>A session at a server: its id there, if the server gives any, and the headers that name it.</summary>
internal sealed class AtServer
{
    private AtServer(string? session, IReadOnlyList<Header> headers)
    {
        Session = session;
        Headers = headers;
    }

    /// <summary>Before there is one.</summary>
    public static AtServer Nowhere { get; } = new(null, []);

    public string? Session { get; }

    public IReadOnlyList<Header> Headers { get; }

    /// <summary>Whether somebody listens to what the server says of itself.</summary>
    public bool HasStream { get; set; }

    public static AtServer Of(string? session, string? revision)
    {
        var headers = new List<Header>(2);
        if (session is not null) headers.Add(new Header(HeaderName.SessionId, session));
        if (revision is not null && IsWord(revision)) headers.Add(new Header(HeaderName.ProtocolVersion, revision));
        return new AtServer(session, headers);
    }

    /// <summary>A server says its revision in JSON, where anything can stand: a line break would begin a header, or a request, of its own.</summary>
    private static bool IsWord(string revision) => revision.Length > 0 && revision.All(static letter => letter is > ' ' and <= '~');
}
