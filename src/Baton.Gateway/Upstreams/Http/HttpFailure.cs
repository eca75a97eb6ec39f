using System.Net.Sockets;
using Baton.Gateway.Pipeline;
using Baton.Gateway.Upstreams.Relays;

namespace Baton.Gateway.Upstreams.Http;

/// <summary>Says why a server gave no answer, in words for the agent and a stable word for programs.</summary>
/// <param name="server">The server's name.</param>
/// <param name="time">Tells how far away an instant is that a server names.</param>
internal sealed class HttpFailure(string server, TimeProvider time)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    /// <summary>Whether it is certain that nothing of the request reached the server.</summary>
    public static bool IsBeforeSending(Exception failed) => failed switch
    {
        HttpRequestException refused => refused.HttpRequestError is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
            or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
        OperationCanceledException { InnerException: TimeoutException } => true,
        _ => false,
    };

    /// <summary>Whether a status speaks to the gateway and not to its client, who could only misunderstand it: credentials, load, redirects.</summary>
    public static bool IsAboutTheGateway(HttpResponseMessage response) => (int)response.StatusCode is (>= 300 and < 400) or 401 or 403 or 407 or 429 or 503;

    public Reply.Failed Of(Exception failed) => failed switch
    {
        OperationCanceledException => Unreachable("connect_timeout", "connecting took too long"),
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => Unreachable("dns", "its host name was not found"),
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } tls => Unreachable("tls", $"the TLS connection failed ({Innermost(tls).TrimEnd('.')})"),
        HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError } => Unreachable("proxy", "the proxy on the way refused"),
        HttpRequestException { InnerException: SocketException { SocketErrorCode: SocketError.ConnectionRefused } } => Unreachable("refused", "the connection was refused"),
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } lost => Unreachable("unreachable", Innermost(lost).TrimEnd('.')),
        HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse } => Nonsense("it does not speak HTTP"),
        _ => Named("broken_off", $"The server '{server}' broke off in the middle of its answer; whether it did what was asked is not known."),
    };

    public Reply.Failed Silent(TimeSpan waited) => ServerReply.Silent(server, waited);

    public Reply.Failed Ended() => Named("broken_off", $"The server '{server}' ended its stream before it answered; whether it did what was asked is not known.");

    public Reply.Failed Closed() => Named("closed", $"The connection to the server '{server}' was closed.");

    public Reply.Failed Nonsense(string why) => Named("nonsense", $"The server '{server}' answered what is no answer: {why}.");

    public Reply.Failed Status(HttpResponseMessage response) => (int)response.StatusCode switch
    {
        >= 300 and < 400 => Named("redirect", $"The server '{server}' redirects ({(int)response.StatusCode}), which is not followed. The operator can register it under its own URL."),
        401 or 403 => Named("credentials", $"The server '{server}' refused the gateway's credentials (HTTP {(int)response.StatusCode}). The operator can give it others with 'baton server add --header'."),
        404 or 405 or 410 => Named("no_endpoint", $"The server '{server}' has no MCP endpoint at its address (HTTP {(int)response.StatusCode})."),
        429 or 503 => ServerReply.Unavailable($"The server '{server}' is busy (HTTP {(int)response.StatusCode}); try again later.", RetryAfter(response), "busy"),
        var status => Named("status", $"The server '{server}' failed (HTTP {status})."),
    };

    private Reply.Failed Unreachable(string cause, string why) => Named(cause, $"The server '{server}' cannot be reached: {why}.");

    private static Reply.Failed Named(string cause, string message) => ServerReply.Unavailable(message, cause: cause);

    private TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        var said = response.Headers.RetryAfter;
        var wait = said?.Delta ?? (said?.Date - (response.Headers.Date ?? time.GetUtcNow()));
        return wait is { Ticks: > 0 } ahead ? ahead < LongestWait ? ahead : LongestWait : null;
    }

    private static string Innermost(Exception failed) => failed.InnerException is { } inner ? Innermost(inner) : failed.Message;
}
