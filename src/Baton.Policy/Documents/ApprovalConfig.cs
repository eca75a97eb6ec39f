namespace Baton.Policy.Documents;

/// <summary>When a person is asked, who, and for how long the answer counts.</summary>
/// <param name="When">Asked only when all of these hold; always when there are none.</param>
/// <param name="By">Who is asked; the operator when absent.</param>
/// <param name="Timeout">How long a request stays open, and a refusal counts; 30 minutes when absent.</param>
/// <param name="Wait">How long the call is held open for an answer; 20 seconds when absent.</param>
/// <param name="Remember"><c>none</c>, <c>session</c> or a duration.</param>
/// <param name="RememberOn">The paths whose values must be equal for a remembered answer to count.</param>
public sealed record ApprovalConfig(
    Sequence<ConditionConfig> When = default,
    Approver? By = null,
    string? Timeout = null,
    string? Wait = null,
    string? Remember = null,
    Sequence<string> RememberOn = default);
