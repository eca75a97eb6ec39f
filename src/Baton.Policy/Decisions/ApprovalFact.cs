namespace Baton.Policy.Decisions;

/// <summary>How a request for approval stands.</summary>
public enum ApprovalStatus
{
    /// <summary>Nobody was asked.</summary>
    None,

    /// <summary>Asked and not answered.</summary>
    Pending,

    /// <summary>Approved.</summary>
    Approved,

    /// <summary>Denied.</summary>
    Denied,
}

/// <summary>
/// What the approval store knows of a call. It counts only when its key is the fingerprint of the very call that is judged, or
/// the key under which a like call is remembered.
/// </summary>
/// <param name="Status">How it stands.</param>
/// <param name="Key">The fingerprint or remembered key that it was given for.</param>
/// <param name="Id">The request's id.</param>
/// <param name="Reason">What the person said.</param>
public readonly record struct ApprovalFact(ApprovalStatus Status, string? Key = null, string? Id = null, string? Reason = null);
