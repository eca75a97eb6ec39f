using System.Collections.Immutable;
using Baton.Memory.Callers;
using Baton.Protocol.Revisions;

namespace Baton.Gateway.Edge;

/// <summary>What the way a message came says about it, besides who sends it.</summary>
public sealed record Connection
{
    public required Transport Transport { get; init; }

    /// <summary>The peer's address, or <c>stdio</c>; for audit.</summary>
    public required string Address { get; init; }

    /// <summary>
    /// The name and port under which the client reached this gateway, where there is something for a person to see there
    /// (<c>/approvals/ID</c>); else null.
    /// </summary>
    public string? Site { get; init; }

    /// <summary>Names a connection that lasts, as stdio does; null where each message comes by itself.</summary>
    public string? Name { get; init; }

    /// <summary>The server that the connection is to, by name.</summary>
    public required string Server { get; init; }

    /// <summary>The revisions spoken over this transport, newest first.</summary>
    public required ImmutableArray<Revision> Spoken { get; init; }

    /// <summary>The toolsets asked for (<c>?toolsets=</c>, <c>--toolsets</c>); empty asks for the default.</summary>
    public ImmutableArray<string> Toolsets { get; init; } = [];

    /// <summary>The dialect asked for (<c>?dialect=</c>, <c>--dialect</c>), or null for the native tools.</summary>
    public string? Dialect { get; init; }

    /// <summary>The project of calls that name none (<c>?project=</c>, <c>--project</c>).</summary>
    public string? Project { get; init; }

    /// <summary>Looks at the client's working folder; null where there is none.</summary>
    public IWorkspaceProbe? Workspace { get; init; }
}
