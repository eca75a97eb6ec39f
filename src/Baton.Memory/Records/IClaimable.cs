namespace Baton.Memory.Records;

/// <summary>A record that one worker at a time may take: a handoff or a task.</summary>
public interface IClaimable
{
    string Id { get; }

    /// <summary>As written; ask <see cref="ClaimableState.StatusAt"/> for what it is.</summary>
    string Status { get; }

    /// <summary>The last claim, which may have lapsed; ask <see cref="ClaimableState.ClaimAt"/> for one that holds.</summary>
    WorkClaim? Claim { get; }
}

/// <summary>What a lease means at a moment, the same for every kind that can be claimed.</summary>
public static class ClaimableState
{
    /// <summary>The claim that holds at a moment, or null.</summary>
    public static WorkClaim? ClaimAt(this IClaimable record, DateTimeOffset now)
        => record.Status == HandoffStatus.Claimed && record.Claim is { } claim && now < claim.Until ? claim : null;

    /// <summary>The status at a moment: a lapsed lease opens it again.</summary>
    public static string StatusAt(this IClaimable record, DateTimeOffset now)
        => record.Status == HandoffStatus.Claimed && record.ClaimAt(now) is null ? HandoffStatus.Open : record.Status;
}
