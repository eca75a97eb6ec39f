using Baton.Memory.Idempotency;
using Baton.Memory.Operations;

namespace Baton.Memory.Claims;

/// <summary>To claim a record, or to renew or release the claim whose token is shown.</summary>
public abstract record ClaimRequest
{
    public required RecordRef Ref { get; init; }
    public TimeSpan Lease { get; init; } = TimeSpan.FromMinutes(30);
    public string? Token { get; init; }
    public bool Renew { get; init; }
    public bool Release { get; init; }
    public IdempotencyKey? Idempotency { get; init; }
}
