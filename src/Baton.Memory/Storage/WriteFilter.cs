namespace Baton.Memory.Storage;

/// <summary>Which writes are meant, for the operator's commands: absent members do not restrict.</summary>
public sealed record WriteFilter
{
    public string? Grant { get; init; }
    public string? Principal { get; init; }
    public string? Session { get; init; }
    public string? Project { get; init; }

    /// <summary>One command's or call's writes, by the request id in their provenance.</summary>
    public string? RequestId { get; init; }

    /// <summary>The first instant that counts.</summary>
    public DateTimeOffset Since { get; init; } = DateTimeOffset.MinValue;

    /// <summary>The first instant that no longer counts; null for no end.</summary>
    public DateTimeOffset? Until { get; init; }
}

/// <summary>A link that was added or removed.</summary>
/// <param name="Link">The link; its provenance and instant are those of this write.</param>
/// <param name="Added">False when this write removed it.</param>
/// <param name="InForce">Whether the link stands now.</param>
/// <param name="LastBy">Who wrote the last change of this link.</param>
public sealed record StoredLinkWrite(StoredLink Link, bool Added, bool InForce, Provenance LastBy, DateTimeOffset LastAt);
