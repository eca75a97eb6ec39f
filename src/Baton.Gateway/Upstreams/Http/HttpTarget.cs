using System.Collections.Immutable;
using Baton.Gateway.Servers;

namespace Baton.Gateway.Upstreams.Http;

/// <summary>Where a server listens, what it is sent with every request, and how long it is waited for.</summary>
/// <param name="Url">Its Streamable HTTP endpoint.</param>
/// <param name="Headers">Sent with every request; the operator's credentials are among them.</param>
public sealed record HttpTarget(Uri Url, ImmutableDictionary<string, string> Headers)
{
    /// <summary>How long finding it, connecting and the TLS handshake may take together.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long it may take over <c>initialize</c>, a list, or a notification.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long it may say nothing at all while it answers; progress and keep-alive comments count as something.</summary>
    public TimeSpan Silence { get; init; } = ServerConfig.Http.Patience;

    /// <summary>How long it may take to hear that a session or a call is over.</summary>
    public TimeSpan Farewell { get; init; } = TimeSpan.FromSeconds(3);
}
