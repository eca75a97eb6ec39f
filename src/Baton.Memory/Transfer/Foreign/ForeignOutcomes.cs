using Baton.Memory.Callers;
using Baton.Memory.Handoffs;
using Baton.Memory.Operations;
using Baton.Memory.Records;
using Baton.Memory.Storage;

namespace Baton.Memory.Transfer.Foreign;

/// <summary>
/// Brings in what was done with handoffs, one version for each time. Versions keep the digest of what they were made from, so that a
/// repeat passes over what is there, however often a handoff was acted on.
/// </summary>
internal sealed class ForeignOutcomes(MemoryContext context, HandoffOperations handoffs, bool dryRun)
{
    private const string DigestLabel = "imported_outcome_sha256";
    private readonly HashSet<string> _noted = new(StringComparer.Ordinal);

    /// <summary>A handoff that this import brings in; a dry run leaves no record to find.</summary>
    public void Note(string key) => _noted.Add(key);

    public async ValueTask<string?> PutAsync(MemoryCaller caller, ForeignItem.OfOutcome item, ImportTally tally, CancellationToken cancellationToken)
    {
        var known = await new ForeignRecords(context).FindAsync(caller, RecordKind.Handoff, item.Project, item.Handoff, cancellationToken);
        if (!known.TryGet(out var record, out var refused)) return refused.Message;
        if (record.Id is null)
        {
            if (!dryRun || !_noted.Contains(item.Handoff)) return "The handoff it acted on is neither here nor among what is imported.";
            tally.Versions++;
            return null;
        }
        var history = await context.Store.ReadAsync(reader => reader.HistoryAsync(MemoryContext.ScopeOf(caller, context.Clock.Now) with { IncludeDeleted = true, IncludeExpired = true }, record.Id), cancellationToken);
        var head = HandoffReader.Read(history[^1]);
        if (head.DeletedAt is not null || history.Any(version => HandoffReader.Read(version).Labels.GetValueOrDefault(DigestLabel) == item.Digest))
        {
            tally.Present++;
            return null;
        }
        return await WriteAsync(caller, item, head, tally, cancellationToken);
    }

    private async ValueTask<string?> WriteAsync(MemoryCaller caller, ForeignItem.OfOutcome item, Handoff head, ImportTally tally, CancellationToken cancellationToken)
    {
        var update = new HandoffUpdateRequest
        {
            Ref = new RecordRef(head.Id),
            Status = HandoffStatus.Done,
            Outcome = item.WhatWasDone,
            Labels = head.Labels.SetItems(item.Labels).SetItem(DigestLabel, item.Digest),
        };
        if ((await handoffs.UpdateAsync(caller, update, cancellationToken)).Failure is { } failure) return failure.Hint is { } hint ? $"{failure.Message} {hint}" : failure.Message;
        tally.Versions++;
        return null;
    }
}
