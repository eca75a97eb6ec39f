using System.Collections.Immutable;

namespace Baton.Gateway.Grants;

/// <summary>
/// Who sends a message, as the connection proved it: the grant and what it carries. Nothing in here was said by the message
/// itself (law 1 of the house).
/// </summary>
public sealed record Caller
{
    /// <summary>The grant's id; sessions are bound to it.</summary>
    public required string GrantId { get; init; }

    /// <summary>The grant's label, for people, provenance and audit.</summary>
    public required string Grant { get; init; }

    /// <inheritdoc cref="Grants.Grant.CreatedAt"/>
    public DateTimeOffset? GrantedAt { get; init; }

    /// <summary>The person or agent that the grant was made for.</summary>
    public required string Principal { get; init; }

    /// <summary>The servers the grant may reach, each with the name of the policy that governs it there.</summary>
    public required ImmutableDictionary<string, string> Servers { get; init; }

    /// <summary>The projects the grant is bound to; empty means every project.</summary>
    public ImmutableArray<string> Projects { get; init; } = [];

    /// <summary>Roles that handoffs may be addressed to.</summary>
    public ImmutableArray<string> Roles { get; init; } = [];

    /// <summary>The toolsets of the memory server that the grant may use; a connection can only narrow them.</summary>
    public ImmutableArray<string> Toolsets { get; init; } = [];

    /// <summary>The dialect in which the memory server speaks to this grant, whatever a connection asks for; null leaves it to the connection.</summary>
    public string? Dialect { get; init; }
}
