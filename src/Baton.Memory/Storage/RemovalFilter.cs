using System.Collections.Immutable;

namespace Baton.Memory.Storage;

/// <summary>
/// Which records an operator or retention wants gone, judged by their version in force. Conditions narrow each other, except
/// that <see cref="ExpiredBefore"/> and <see cref="DeletedBefore"/> together mean either.
/// </summary>
public sealed record RemovalFilter
{
    /// <summary>These records; empty for any.</summary>
    public ImmutableArray<string> Ids { get; init; } = [];

    /// <summary>Of this project, its shared records included.</summary>
    public string? Project { get; init; }

    /// <summary>Expired before this moment.</summary>
    public DateTimeOffset? ExpiredBefore { get; init; }

    /// <summary>Marked deleted before this moment.</summary>
    public DateTimeOffset? DeletedBefore { get; init; }

    /// <summary>Last written before this moment.</summary>
    public DateTimeOffset? WrittenBefore { get; init; }

    /// <summary>Leave pinned records out.</summary>
    public bool ExceptPinned { get; init; }
}
