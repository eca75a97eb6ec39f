using System.Collections.Immutable;
using Baton.Gateway.Pipeline;
using Baton.Memory.Callers;
using Baton.Memory.Server;
using Baton.Protocol.Errors;

namespace Baton.Gateway.Upstreams.BuiltIn;

/// <summary>What the methods of the built-in server share.</summary>
internal sealed record BuiltInContext(IMemoryServer Server, BuiltInOptions Options, SurfaceChanges Surface)
{
    /// <summary>The toolset of connections that ask for none.</summary>
    private const string DefaultToolset = "core";

    /// <summary>The caller as the memory server knows callers: the grant's identity, narrowed by the connection.</summary>
    public static MemoryCaller CallerOf(Call call) => new()
    {
        Grant = call.Caller.Grant,
        GrantId = call.Caller.GrantId,
        GrantedAt = call.Caller.GrantedAt,
        Principal = call.Caller.Principal,
        ClientName = call.Client.Name,
        ClientVersion = call.Client.Version,
        Session = call.Session?.Name ?? call.Connection.Name,
        RequestId = call.RequestId,
        Projects = call.Caller.Projects,
        Roles = call.Caller.Roles,
        DefaultProject = call.Connection.Project,
        Toolsets = [.. AskedFor(call).Where(call.Caller.Toolsets.Contains).Distinct(StringComparer.Ordinal)],
        Dialect = call.Connection.Dialect,
        Workspace = call.Connection.Workspace,
    };

    /// <summary>What the message names that the caller is not to see.</summary>
    public static ImmutableHashSet<string> UnseenBy(Call call) => call.Verdict?.Unseen ?? [];

    /// <summary>The answer to a method of a feature that the server does not offer.</summary>
    public static Reply NotOffered(Call call) => new Reply.Failed(RpcError.MethodNotFound(call.Envelope.Method));

    /// <summary>A dialect reaches for operations of several toolsets, so it has all that the grant allows unless they are named.</summary>
    private static ImmutableArray<string> AskedFor(Call call)
        => !call.Connection.Toolsets.IsDefaultOrEmpty ? call.Connection.Toolsets
            : call.Connection.Dialect is null ? [DefaultToolset] : call.Caller.Toolsets;
}
