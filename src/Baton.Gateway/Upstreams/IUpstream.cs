using Baton.Gateway.Pipeline;

namespace Baton.Gateway.Upstreams;

/// <summary>A server behind the gateway.</summary>
public interface IUpstream
{
    /// <summary>The name that endpoints, grants and policies use.</summary>
    string Name { get; }

    /// <summary>Whether its tool definitions are part of this program and need no pins.</summary>
    bool IsBuiltIn { get; }

    /// <summary>
    /// Carries out a call that every step has let through. Requests are answered with a result or an error, notifications with
    /// <see cref="Reply.None"/>.
    /// </summary>
    ValueTask<Reply> SendAsync(Call call, CancellationToken cancellationToken);
}

/// <summary>The servers by name.</summary>
public interface IUpstreamDirectory
{
    /// <summary>The server of that name, or null.</summary>
    IUpstream? Find(string name);
}
