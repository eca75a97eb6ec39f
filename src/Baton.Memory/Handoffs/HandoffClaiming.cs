using Baton.Memory.Callers;
using Baton.Memory.Claims;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Storage;

namespace Baton.Memory.Handoffs;

/// <summary>Gives a handoff to exactly one.</summary>
internal sealed class HandoffClaiming(MemoryContext context) : IClaimKind<Handoff>
{
    public RecordKind Kind => RecordKind.Handoff;

    public string Operation => "handoff_claim";

    public async ValueTask<Outcome<HandoffClaimed>> ClaimAsync(MemoryCaller caller, HandoffClaimRequest request, CancellationToken cancellationToken)
        => (await new Claiming<Handoff>(context, this).ClaimAsync(caller, request, cancellationToken)).TryGet(out var claimed, out var failure)
            ? new HandoffClaimed(claimed.Record, claimed.Now, claimed.Token, claimed.Nonce) { Warnings = claimed.Warnings }
            : failure;

    public Handoff Read(ReadOnlySpan<byte> data) => HandoffReader.Read(data);

    public ReadOnlyMemory<byte> ToData(Handoff record) => HandoffWriter.ToData(record);

    public Handoff Next(Handoff current, string status, WorkClaim? claim, DateTimeOffset now, Provenance by)
        => HandoffRow.Next(current, now, by) with { Status = status, Claim = claim };

    public StoredVersion RowOf(Handoff record) => HandoffRow.Of(record, search: null);

    public Failure NotOpen(Handoff record, string status)
        => Fail.Invalid($"{record.Id} is {status}; only an open handoff can be claimed.", "/id", "Reopen it with handoff_update, status open.");
}
