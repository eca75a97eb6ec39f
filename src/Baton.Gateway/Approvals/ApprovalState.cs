namespace Baton.Gateway.Approvals;

/// <summary>How a request stands; the words are stored and shown.</summary>
public static class ApprovalState
{
    /// <summary>Nobody has answered yet.</summary>
    public const string Pending = "pending";

    /// <summary>One identical call may pass.</summary>
    public const string Approved = "approved";

    /// <summary>The identical call is refused until the request's time is over; the word stays what it was afterwards too.</summary>
    public const string Denied = "denied";

    /// <summary>The approved call has passed; nothing brings it back.</summary>
    public const string Used = "used";

    /// <summary>Nobody answered in time, or the approval was not used in time.</summary>
    public const string Expired = "expired";
}
