using System.Collections.Immutable;

namespace Baton.Memory.Callers;

/// <summary>
/// Who speaks to the memory server, as the connection established it. Nothing in here comes from a tool's arguments:
/// identity is a property of the connection (law 1 of the house).
/// </summary>
public sealed record MemoryCaller
{
    /// <summary>The grant's label, for example <c>local</c>.</summary>
    public required string Grant { get; init; }

    /// <summary>The grant's id, which no later grant of the same label has; null where a command calls for itself.</summary>
    public string? GrantId { get; init; }

    /// <summary>When the grant was made; null where that is not known.</summary>
    public DateTimeOffset? GrantedAt { get; init; }

    /// <summary>What is kept for this grant alone goes by this: a later grant may have the label of one that was revoked.</summary>
    internal string GrantKey => GrantId ?? Grant;

    /// <summary>From when on what is found under the label is this grant's own; null where it has no other name, or nobody knows.</summary>
    internal DateTimeOffset? LabelIsOwnSince => GrantKey == Grant ? null : GrantedAt;

    /// <summary>The person or agent that the grant was made for; owns what is saved as private.</summary>
    public required string Principal { get; init; }

    /// <summary>What the client says of itself; shown and kept as a label, never trusted.</summary>
    public string? ClientName { get; init; }

    /// <inheritdoc cref="ClientName"/>
    public string? ClientVersion { get; init; }

    /// <summary>The protocol session or stdio connection; null where the protocol era has none.</summary>
    public string? Session { get; init; }

    /// <summary>Names this one request in provenance and audit.</summary>
    public required string RequestId { get; init; }

    /// <summary>The projects the grant is bound to; empty means every project.</summary>
    public ImmutableArray<string> Projects { get; init; } = [];

    /// <summary>Roles that handoffs may be addressed to with <c>to</c>.</summary>
    public ImmutableArray<string> Roles { get; init; } = [];

    /// <summary>The connection's project for calls that name none (<c>?project=</c>, <c>--project</c>).</summary>
    public string? DefaultProject { get; init; }

    /// <summary>The toolsets in force: what the grant allows, narrowed by URL or flag.</summary>
    public ImmutableArray<string> Toolsets { get; init; } = ["core"];

    /// <summary>The dialect in force, or null for the native tools.</summary>
    public string? Dialect { get; init; }

    /// <summary>Looks at the client's working folder; null where there is none, as over HTTP.</summary>
    public IWorkspaceProbe? Workspace { get; init; }
}
