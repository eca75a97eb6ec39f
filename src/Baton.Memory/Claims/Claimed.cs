using System.Collections.Immutable;

namespace Baton.Memory.Claims;

/// <summary>A record and the claim on it.</summary>
/// <param name="Record">The version the claim made.</param>
/// <param name="Now">The moment of the claim.</param>
/// <param name="Token">To be shown when renewing, releasing or changing the status; null after a release.</param>
/// <param name="Nonce">What the token was made from when the request had an idempotency key.</param>
internal sealed record Claimed<T>(T Record, DateTimeOffset Now, string? Token, string? Nonce)
{
    /// <summary>What else to know.</summary>
    public ImmutableArray<string> Warnings { get; init; } = [];
}
