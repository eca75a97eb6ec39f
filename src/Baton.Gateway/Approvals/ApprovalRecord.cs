namespace Baton.Gateway.Approvals;

/// <summary>A request for approval as the store has it.</summary>
/// <param name="Id">Sortable by time; what people type.</param>
/// <param name="State">One of <see cref="ApprovalState"/>, as of when it was read.</param>
/// <param name="Question">What was asked.</param>
/// <param name="CreatedAt">When.</param>
/// <param name="ExpiresAt">Until when it is open, usable or, when denied, in force.</param>
public sealed record ApprovalRecord(string Id, string State, ApprovalQuestion Question, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt)
{
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>Who decided: an operator's user name.</summary>
    public string? DecidedBy { get; init; }

    /// <summary>What the person said.</summary>
    public string? Reason { get; init; }

    /// <summary>Until when the answer counts for like calls; null when it does not.</summary>
    public DateTimeOffset? RememberedUntil { get; init; }

    public DateTimeOffset? UsedAt { get; init; }

    /// <summary>Whether this answer was given to a like call, not to this very one; it is then not used up.</summary>
    public bool IsRemembered { get; init; }
}
