namespace Baton.Gateway.Audit;

/// <summary>Which rows to read; absent conditions hold for every row.</summary>
public sealed record AuditQuery
{
    public string? Grant { get; init; }
    public string? Server { get; init; }
    public string? Tool { get; init; }

    /// <summary><c>allow</c>, <c>deny</c>, <c>hide</c> or <c>ask</c>.</summary>
    public string? Outcome { get; init; }

    /// <summary>One of <see cref="AuditKind"/>.</summary>
    public string? Kind { get; init; }
    public string? RequestId { get; init; }

    /// <summary>Rows committed at or after this.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Rows committed before this.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Rows after this one.</summary>
    public long After { get; init; }

    /// <summary>At most so many, the newest of them; null is all. They come oldest first.</summary>
    public int? Last { get; init; }
}
