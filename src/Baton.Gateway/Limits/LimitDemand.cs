using Baton.Policy.Limits;

namespace Baton.Gateway.Limits;

/// <summary>What one call needs before it may leave: its limits and its approval, all or nothing.</summary>
/// <param name="Reservations">What the decision asks to reserve.</param>
/// <param name="ApprovalId">The approval that the call uses up; null when it needs none.</param>
/// <param name="Fingerprint">The call's fingerprint, which the approval must carry.</param>
public sealed record LimitDemand(IReadOnlyList<LimitReservation> Reservations, string? ApprovalId = null, string? Fingerprint = null);
