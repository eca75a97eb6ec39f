using Baton.Memory.Callers;
using Baton.Memory.Idempotency;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Projects;
using Baton.Memory.Records;
using Baton.Memory.Storage;

namespace Baton.Memory.Handoffs;

/// <summary>
/// Gives a handoff to exactly one. Look-up and write are one transaction that excludes every other writer, so of any number
/// of claimers in any number of processes one wins. The claim belongs to the call: its token, not the principal, holds it.
/// </summary>
internal sealed class HandoffClaiming(MemoryContext context)
{
    private const string Operation = "handoff_claim";

    public async ValueTask<Outcome<HandoffClaimed>> ClaimAsync(MemoryCaller caller, HandoffClaimRequest request, CancellationToken cancellationToken)
    {
        if (request.Lease < TimeSpan.FromSeconds(1) || request.Lease > context.Limits.Lease)
        {
            return Fail.Invalid($"lease_seconds is 1 to {(long)context.Limits.Lease.TotalSeconds}.", "/lease_seconds", null, (long)context.Limits.Lease.TotalSeconds);
        }
        if (request.Renew && request.Release) return Fail.Invalid("renew and release exclude each other.", "/release");
        if ((request.Renew || request.Release) && request.Token is null)
        {
            return Fail.Invalid("Renewing and releasing need the claim's token.", "/claim_token", "Pass the claim.token that handoff_claim returned.");
        }
        return await context.Store.WriteAsync(writer => IdempotencyGate.RunAsync(
            writer, caller, Operation, request.Idempotency, context.Clock.Now, new HandoffClaimedCodec(request.Idempotency?.Key),
            () => RunAsync(writer, caller, request)), cancellationToken);
    }

    private async ValueTask<Outcome<HandoffClaimed>> RunAsync(IMemoryWriter writer, MemoryCaller caller, HandoffClaimRequest request)
    {
        var now = context.Clock.Now;
        var scope = MemoryContext.ScopeOf(caller, now);
        if (!(await RecordFinder.FindAsync(writer, caller, scope, RecordKind.Handoff, request.Ref)).TryGet(out var stored, out var failure)) return failure;
        if (ProjectResolver.RefuseWrite(caller, stored.Project) is { } refused) return refused;
        var handoff = HandoffReader.Read(stored);
        return request.Token is { } token
            ? await ActAsync(writer, caller, request, handoff, token, now)
            : await WinAsync(writer, caller, request, handoff, now);
    }

    private async ValueTask<Outcome<HandoffClaimed>> WinAsync(
        IMemoryWriter writer, MemoryCaller caller, HandoffClaimRequest request, Handoff handoff, DateTimeOffset now)
    {
        if (handoff.ClaimAt(now) is { } held) return ClaimRules.Held(handoff, held, "/id");
        var status = handoff.StatusAt(now);
        if (status != HandoffStatus.Open)
        {
            return Fail.Invalid($"{handoff.Id} is {status}; only an open handoff can be claimed.", "/id", "Reopen it with handoff_update, status open.");
        }
        var (token, nonce) = NewToken(handoff.Id, request.Idempotency?.Key);
        var claim = new HandoffClaim(ClaimToken.Hash(token), caller.Principal, caller.ClientName, caller.Grant, now, now + request.Lease);
        var next = HandoffRow.Next(handoff, now, MemoryContext.By(caller, Operation)) with { Status = HandoffStatus.Claimed, Claim = claim };
        await writer.PutVersionAsync(HandoffRow.Of(next, null));
        return new HandoffClaimed(next, now, token, nonce);
    }

    /// <summary>Renewing is allowed after the lease too, as long as nobody else has taken the handoff.</summary>
    private static async ValueTask<Outcome<HandoffClaimed>> ActAsync(
        IMemoryWriter writer, MemoryCaller caller, HandoffClaimRequest request, Handoff handoff, string token, DateTimeOffset now)
    {
        if (handoff.Claim is not { } claim || handoff.Status != HandoffStatus.Claimed)
        {
            return new Failure(FailureCode.Expired, $"No claim is on {handoff.Id} any more; it is {handoff.StatusAt(now)}.")
            {
                Path = "/claim_token",
                Hint = "Claim it again without claim_token.",
            };
        }
        if (!ClaimToken.Matches(token, claim.TokenSha256))
        {
            return handoff.ClaimAt(now) is { } held ? ClaimRules.Held(handoff, held, "/claim_token")
                : new Failure(FailureCode.Expired, $"This token's claim on {handoff.Id} is over; it is open.")
                {
                    Path = "/claim_token",
                    Hint = "Claim it again without claim_token.",
                };
        }
        var next = HandoffRow.Next(handoff, now, MemoryContext.By(caller, Operation));
        next = request.Release
            ? next with { Status = HandoffStatus.Open, Claim = null }
            : next with { Claim = claim with { Until = now + request.Lease } };
        await writer.PutVersionAsync(HandoffRow.Of(next, null));
        return new HandoffClaimed(next, now, request.Release ? null : token, null);
    }

    private (string Token, string? Nonce) NewToken(string id, string? idempotencyKey)
    {
        if (idempotencyKey is null) return (ClaimToken.New(id, context.Random), null);
        var nonce = new byte[16];
        context.Random(nonce);
        return (ClaimToken.Derive(id, idempotencyKey, nonce), Convert.ToHexStringLower(nonce));
    }
}
