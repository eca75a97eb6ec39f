using System.Collections.Immutable;

namespace Baton.Gateway.Grants;

/// <summary>The permission of one principal to reach some servers, each under one policy, until it expires or is revoked.</summary>
public sealed record Grant
{
    /// <summary>The part of the token that names the grant; <c>local</c> for the local one.</summary>
    public required string Id { get; init; }

    /// <summary>What the operator calls it.</summary>
    public required string Label { get; init; }

    /// <inheritdoc cref="Caller.Principal"/>
    public required string Principal { get; init; }

    /// <summary>The secrets that open it; during a rotation the old one stays valid for a while. Empty for the local grant.</summary>
    public ImmutableArray<GrantSecret> Secrets { get; init; } = [];

    /// <inheritdoc cref="Caller.Servers"/>
    public ImmutableDictionary<string, string> Servers { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <inheritdoc cref="Caller.Projects"/>
    public ImmutableArray<string> Projects { get; init; } = [];

    /// <inheritdoc cref="Caller.Roles"/>
    public ImmutableArray<string> Roles { get; init; } = [];

    /// <inheritdoc cref="Caller.Toolsets"/>
    public ImmutableArray<string> Toolsets { get; init; } = [];

    /// <inheritdoc cref="Caller.Dialect"/>
    public string? Dialect { get; init; }

    /// <summary>When the registry took it in; null before that.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>Null when it does not expire.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Null while it is in force.</summary>
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>Whether it opens anything at that instant.</summary>
    public bool IsInForce(DateTimeOffset now) => RevokedAt is null && (ExpiresAt is not { } end || now < end);

    /// <summary>The caller that this grant makes of a connection.</summary>
    public Caller ToCaller() => new()
    {
        GrantId = Id,
        Grant = Label,
        GrantedAt = CreatedAt,
        Principal = Principal,
        Servers = Servers,
        Projects = Projects,
        Roles = Roles,
        Toolsets = Toolsets,
        Dialect = Dialect,
    };
}

/// <summary>The SHA-256 hash of a grant's secret, and until when it opens the grant.</summary>
/// <param name="Hash">32 bytes.</param>
/// <param name="ValidUntil">The end of a rotation's overlap; null for the current secret.</param>
public sealed record GrantSecret(ImmutableArray<byte> Hash, DateTimeOffset? ValidUntil = null);
