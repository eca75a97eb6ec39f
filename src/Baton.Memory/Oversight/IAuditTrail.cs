namespace Baton.Memory.Oversight;

/// <summary>The audit log as an operator's agent may read it. The gateway answers; this room knows no log.</summary>
public interface IAuditTrail
{
    /// <summary>The newest rows that fit, oldest first, each as the UTF-8 JSON object that is authenticated.</summary>
    IReadOnlyList<ReadOnlyMemory<byte>> Read(AuditTrailQuery query);
}

/// <summary>Which rows; absent conditions hold for every row.</summary>
/// <param name="Limit">At most so many.</param>
public sealed record AuditTrailQuery(int Limit)
{
    public string? Grant { get; init; }
    public string? Server { get; init; }
    public string? Tool { get; init; }

    /// <summary><c>allow</c>, <c>deny</c>, <c>hide</c> or <c>ask</c>; for events what was done.</summary>
    public string? Outcome { get; init; }

    /// <summary><c>intent</c>, <c>outcome</c>, <c>refusal</c> or <c>event</c>.</summary>
    public string? Kind { get; init; }
    public string? Request { get; init; }
    public DateTimeOffset? Since { get; init; }
    public DateTimeOffset? Until { get; init; }
}
