namespace Baton.Gateway.Approvals;

/// <summary>A person's word on a request.</summary>
/// <param name="IsApproved">Yes or no.</param>
/// <param name="By">Who says so.</param>
/// <param name="Reason">What the agent is told.</param>
/// <param name="RememberFor">How long the answer counts for like calls; null leaves that to the policy.</param>
public sealed record ApprovalAnswer(bool IsApproved, string By, string? Reason = null, TimeSpan? RememberFor = null);
