using Baton.Policy.Documents;

namespace Baton.Policy.Approvals;

/// <summary>For how long an answer counts for like calls.</summary>
public enum RememberFor
{
    /// <summary>For the one call.</summary>
    None,

    /// <summary>For the session.</summary>
    Session,

    /// <summary>For a time.</summary>
    Duration,
}

/// <summary>A question to a person about one call.</summary>
/// <param name="By">Who is asked.</param>
/// <param name="Timeout">How long the request stays open, and a refusal counts.</param>
/// <param name="Wait">How long to hold the call open.</param>
/// <param name="Remember">For how long an answer counts for like calls.</param>
/// <param name="RememberTime">The time, for <see cref="RememberFor.Duration"/>.</param>
/// <param name="Fingerprint">Names this very call: grant, server, tool, arguments, definition and policy.</param>
/// <param name="RememberKey">Names its like; null when nothing is remembered.</param>
/// <param name="PendingId">The id of a request for this call that is still open; null when there is none.</param>
public sealed record ApprovalRequest(
    Approver By, TimeSpan Timeout, TimeSpan Wait, RememberFor Remember, TimeSpan RememberTime, string Fingerprint, string? RememberKey, string? PendingId);
