namespace Baton.Memory.Oversight;

/// <summary>What an agent wants a person's word on.</summary>
/// <param name="Subject">What it wants to use.</param>
/// <param name="Reason">Why, in the agent's words; without secrets.</param>
public sealed record PermissionWish(string Subject, string Reason);

/// <summary>A request for permission as it stands now.</summary>
/// <param name="Number">Names it to the agent; stable.</param>
/// <param name="Id">Names it to the operator.</param>
/// <param name="Subject">What was asked for.</param>
/// <param name="Status"><c>pending</c>, <c>approved</c>, <c>denied</c>, <c>used</c> or <c>expired</c>.</param>
/// <param name="CreatedAt">When it was asked.</param>
/// <param name="ExpiresAt">Until when it is open or its answer counts.</param>
public sealed record PermissionState(long Number, string Id, string Subject, string Status, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt)
{
    /// <summary>When a person answered; null while nobody has.</summary>
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>Who answered.</summary>
    public string? DecidedBy { get; init; }

    /// <summary>What that person said.</summary>
    public string? Reason { get; init; }
}
