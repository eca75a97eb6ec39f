using Baton.Memory.Callers;
using Baton.Memory.Idempotency;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Projects;
using Baton.Memory.Records;
using Baton.Memory.Storage;

namespace Baton.Memory.Claims;

/// <summary>
/// Gives a record to exactly one. Look-up and write are one transaction that excludes every other writer, so of any number
/// of claimers in any number of processes one wins. The claim belongs to the call: its token, not the principal, holds it.
/// </summary>
internal sealed class Claiming<T>(MemoryContext context, IClaimKind<T> kind) where T : class, IClaimable
{
    public async ValueTask<Outcome<Claimed<T>>> ClaimAsync(MemoryCaller caller, ClaimRequest request, CancellationToken cancellationToken)
    {
        if (request.Lease < TimeSpan.FromSeconds(1) || request.Lease > context.Limits.Lease)
        {
            return Fail.Invalid($"lease_seconds is 1 to {(long)context.Limits.Lease.TotalSeconds}.", "/lease_seconds", null, (long)context.Limits.Lease.TotalSeconds);
        }
        if (request.Renew && request.Release) return Fail.Invalid("renew and release exclude each other.", "/release");
        if ((request.Renew || request.Release) && request.Token is null)
        {
            return Fail.Invalid("Renewing and releasing need the claim's token.", "/claim_token", $"Pass the claim.token that {kind.Operation} returned.");
        }
        return await context.Store.WriteAsync(writer => IdempotencyGate.RunAsync(
            writer, caller, kind.Operation, request.Idempotency, context.Clock.Now, new ClaimedCodec<T>(kind, request),
            () => RunAsync(writer, caller, request)), cancellationToken);
    }

    private async ValueTask<Outcome<Claimed<T>>> RunAsync(IMemoryWriter writer, MemoryCaller caller, ClaimRequest request)
    {
        var now = context.Clock.Now;
        var scope = MemoryContext.ScopeOf(caller, now);
        if (!(await RecordFinder.FindAsync(writer, caller, scope, kind.Kind, request.Ref)).TryGet(out var stored, out var failure)) return failure;
        if (ProjectResolver.RefuseWrite(caller, stored.Project) is { } refused) return refused;
        var record = StoredData.Read(stored, version => kind.Read(version.Data.Span));
        return request.Token is { } token
            ? await ActAsync(writer, caller, request, record, token, now)
            : await WinAsync(writer, caller, request, record, now);
    }

    private async ValueTask<Outcome<Claimed<T>>> WinAsync(
        IMemoryWriter writer, MemoryCaller caller, ClaimRequest request, T record, DateTimeOffset now)
    {
        if (record.ClaimAt(now) is { } held) return ClaimRules.Held(record, held, "/id");
        var status = record.StatusAt(now);
        if (status != HandoffStatus.Open) return kind.NotOpen(record, status);
        var (token, nonce) = NewToken(record.Id, request.Idempotency?.Key);
        var claim = new WorkClaim(ClaimToken.Hash(token), caller.Principal, caller.ClientName, caller.Grant, now, now + request.Lease);
        var next = kind.Next(record, HandoffStatus.Claimed, claim, now, MemoryContext.By(caller, kind.Operation));
        await writer.PutVersionAsync(kind.RowOf(next));
        return new Claimed<T>(next, now, token, nonce);
    }

    /// <summary>Renewing is allowed after the lease too, as long as nobody else has taken it.</summary>
    private async ValueTask<Outcome<Claimed<T>>> ActAsync(
        IMemoryWriter writer, MemoryCaller caller, ClaimRequest request, T record, string token, DateTimeOffset now)
    {
        if (record.Claim is not { } claim || record.Status != HandoffStatus.Claimed)
        {
            return new Failure(FailureCode.Expired, $"No claim is on {record.Id} any more; it is {record.StatusAt(now)}.")
            {
                Path = "/claim_token",
                Hint = "Claim it again without claim_token.",
            };
        }
        if (!ClaimToken.Matches(token, claim.TokenSha256))
        {
            return record.ClaimAt(now) is { } held ? ClaimRules.Held(record, held, "/claim_token")
                : new Failure(FailureCode.Expired, $"This token's claim on {record.Id} is over; it is open.")
                {
                    Path = "/claim_token",
                    Hint = "Claim it again without claim_token.",
                };
        }
        var by = MemoryContext.By(caller, kind.Operation);
        var next = request.Release
            ? kind.Next(record, HandoffStatus.Open, null, now, by)
            : kind.Next(record, HandoffStatus.Claimed, claim with { Until = now + request.Lease }, now, by);
        await writer.PutVersionAsync(kind.RowOf(next));
        return new Claimed<T>(next, now, request.Release ? null : token, null);
    }

    private (string Token, string? Nonce) NewToken(string id, string? idempotencyKey)
    {
        if (idempotencyKey is null) return (ClaimToken.New(id, context.Random), null);
        var nonce = new byte[16];
        context.Random(nonce);
        return (ClaimToken.Derive(id, idempotencyKey, nonce), Convert.ToHexStringLower(nonce));
    }
}
