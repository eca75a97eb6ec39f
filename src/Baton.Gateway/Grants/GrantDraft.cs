using System.Collections.Immutable;

namespace Baton.Gateway.Grants;

/// <summary>A grant that an operator asks for.</summary>
public sealed record GrantDraft
{
    /// <inheritdoc cref="Grant.Label"/>
    public required string Label { get; init; }

    /// <summary>The person or agent; the label when nobody is named.</summary>
    public string? Principal { get; init; }

    /// <inheritdoc cref="Caller.Servers"/>
    public required ImmutableDictionary<string, string> Servers { get; init; }

    /// <inheritdoc cref="Caller.Projects"/>
    public ImmutableArray<string> Projects { get; init; } = [];

    /// <inheritdoc cref="Caller.Roles"/>
    public ImmutableArray<string> Roles { get; init; } = [];

    /// <summary>Empty for all that are not for operators.</summary>
    public ImmutableArray<string> Toolsets { get; init; } = [];

    /// <inheritdoc cref="Caller.Dialect"/>
    public string? Dialect { get; init; }

    /// <summary>How long the grant holds; null for until it is revoked.</summary>
    public TimeSpan? Lifetime { get; init; }
}

/// <summary>A grant together with the token that opens it, which is shown once and kept nowhere.</summary>
/// <param name="Grant">The grant as stored.</param>
/// <param name="Token"><c>bt_&lt;id&gt;_&lt;secret&gt;</c>.</param>
public sealed record IssuedGrant(Grant Grant, string Token);
