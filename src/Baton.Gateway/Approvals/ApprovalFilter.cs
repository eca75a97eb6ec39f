namespace Baton.Gateway.Approvals;

/// <summary>Which requests to list; absent conditions hold for all.</summary>
/// <param name="State">One of <see cref="ApprovalState"/>.</param>
/// <param name="Grant">Of one grant.</param>
/// <param name="Server">For one server.</param>
/// <param name="Tool">For one tool.</param>
/// <param name="Limit">At most so many, the newest.</param>
public sealed record ApprovalFilter(string? State = null, string? Grant = null, string? Server = null, string? Tool = null, int Limit = 100);
