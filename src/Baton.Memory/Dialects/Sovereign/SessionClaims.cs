using Baton.Memory.Callers;
using Baton.Memory.Claims;
using Baton.Memory.Handoffs;
using Baton.Memory.Idempotency;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;

namespace Baton.Memory.Dialects.Sovereign;

/// <summary>
/// Claims that one session makes and can act under later without showing a token, which the dialect's tools have no place for:
/// the claim is repeated under an idempotency key of the session, and its token comes back. Another session of the same
/// principal has another key and loses. Where the protocol has no sessions each request is one of its own, and ends what the
/// same client of the same grant has claimed.
/// </summary>
internal sealed class SessionClaims(HandoffOperations handoffs, RecordListing records)
{
    /// <summary>Claims an open handoff; one that this session had claimed before is claimed again.</summary>
    public async ValueTask<Outcome<HandoffClaimed>> ClaimAsync(MemoryCaller caller, Handoff handoff, CancellationToken cancellationToken)
    {
        var named = new RecordRef(handoff.Id);
        var first = await handoffs.ClaimAsync(caller, new HandoffClaimRequest { Ref = named, Idempotency = KeyOf(caller, caller.Session ?? caller.RequestId, handoff.Id) }, cancellationToken);
        if (!first.TryGet(out var claimed, out var failure)) return failure;
        if (claimed.Handoff.Version > handoff.Version) return claimed;
        var renewed = await handoffs.ClaimAsync(caller, new HandoffClaimRequest { Ref = named, Token = claimed.Token, Renew = true }, cancellationToken);
        return renewed.Failure is { Code: FailureCode.Expired }
            ? await handoffs.ClaimAsync(caller, new HandoffClaimRequest { Ref = named }, cancellationToken)
            : renewed;
    }

    /// <summary>The token of the claim that holds on a handoff, where it is this session's own; null otherwise.</summary>
    public async ValueTask<string?> HeldAsync(MemoryCaller caller, Handoff handoff, CancellationToken cancellationToken)
    {
        if (handoff.ClaimAt(records.Now) is not { } claim || (caller.Session ?? RequestOf(caller, handoff)) is not { } session) return null;
        var request = new HandoffClaimRequest { Ref = new RecordRef(handoff.Id), Idempotency = KeyOf(caller, session, handoff.Id) };
        var repeated = await handoffs.ClaimAsync(caller, request, cancellationToken);
        return repeated.TryGet(out var claimed, out _) && claimed.Token is { } token && ClaimToken.Matches(token, claim.TokenSha256) ? token : null;
    }

    /// <summary>The request by which this client claimed the handoff; null when another did, or it was written to since.</summary>
    private static string? RequestOf(MemoryCaller caller, Handoff handoff)
        => (handoff.By.Grant, handoff.By.Principal, handoff.By.Client) == (caller.Grant, caller.Principal, caller.ClientName) ? handoff.By.RequestId : null;

    private static IdempotencyKey KeyOf(MemoryCaller caller, string session, string id) => new($"session claim\n{caller.Principal}\n{session}\n{id}", "");
}
