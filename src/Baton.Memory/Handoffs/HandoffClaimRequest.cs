using System.Collections.Immutable;
using Baton.Memory.Claims;
using Baton.Memory.Records;

namespace Baton.Memory.Handoffs;

/// <summary>To claim a handoff, or to renew or release the claim whose token is shown.</summary>
public sealed record HandoffClaimRequest : ClaimRequest;

/// <summary>A handoff and the claim on it.</summary>
/// <param name="Handoff">The version the claim made.</param>
/// <param name="Now">The moment of the claim.</param>
/// <param name="Token">To be shown when renewing, releasing or changing the status; null after a release.</param>
/// <param name="Nonce">What the token was made from when the request had an idempotency key.</param>
public sealed record HandoffClaimed(Handoff Handoff, DateTimeOffset Now, string? Token, string? Nonce)
{
    /// <summary>What else to know.</summary>
    public ImmutableArray<string> Warnings { get; init; } = [];
}
