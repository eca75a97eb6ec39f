using System.Net;
using System.Net.Security;
using Header = System.Collections.Generic.KeyValuePair<string, string>;

namespace Baton.Gateway.Upstreams.Http;

/// <summary>
/// The pooled connections to one server. Cookies are not kept, redirects are not followed (credentials would follow them), and
/// nothing that a client sent is among the headers: they are the operator's and the gateway's own.
/// </summary>
internal sealed class HttpWire : IDisposable
{
    private readonly HttpMessageInvoker _invoker;
    private readonly HttpTarget _target;

    public HttpWire(HttpTarget target)
    {
        _target = target;
        _invoker = new HttpMessageInvoker(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = !target.Url.IsLoopback,
            AutomaticDecompression = DecompressionMethods.None,
            ActivityHeadersPropagator = null,
            ConnectTimeout = target.ConnectTimeout,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
            EnableMultipleHttp2Connections = true,
            // an answer is followed by the end of its stream; what goes on for longer is cut off
            MaxResponseDrainSize = 64 * 1024,
            ResponseDrainTimeout = TimeSpan.FromSeconds(1),
            SslOptions = new SslClientAuthenticationOptions(),
        });
    }

    /// <summary>Sends a request and returns when the headers of its answer are there.</summary>
    public Task<HttpResponseMessage> SendAsync(
        HttpMethod method, ReadOnlyMemory<byte> message, IEnumerable<Header> headers, CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(method, _target.Url) { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionOrLower };
        foreach (var (name, value) in _target.Headers) request.Headers.TryAddWithoutValidation(name, value);
        request.Headers.TryAddWithoutValidation("Accept", method == HttpMethod.Get ? "text/event-stream" : "application/json, text/event-stream");
        request.Headers.TryAddWithoutValidation("Accept-Encoding", "identity");
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        if (!message.IsEmpty)
        {
            request.Content = new ReadOnlyMemoryContent(message);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        }
        return _invoker.SendAsync(request, cancellationToken);
    }

    public void Dispose() => _invoker.Dispose();
}
