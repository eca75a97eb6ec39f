using Baton.Gateway.Grants;
using Baton.Gateway.Pipeline;
using Baton.Gateway.Sessions;

namespace Baton.Gateway.Edge.Http;

/// <summary>What the HTTP handlers share.</summary>
internal sealed record EdgeContext(HttpHostOptions Options, MessagePipeline Pipeline, GrantResolver Grants, SessionTable Sessions, HostGuard Guard)
{
    /// <summary>Cancelled when the host is to stop.</summary>
    public CancellationTokenSource Closing { get; } = new();

    /// <summary>What is being answered, by grant.</summary>
    public required OpenRequests Open { get; init; }

    /// <summary>Calls of the session era, which outlive the HTTP request that brought them.</summary>
    public Drain Detached { get; } = new();
}
