using System.Collections.Immutable;
using Baton.Memory.Callers;
using Baton.Memory.Handoffs;
using Baton.Memory.Ids;
using Baton.Memory.Limits;
using Baton.Memory.Links;
using Baton.Memory.Memories;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Storage;

namespace Baton.Memory.Transfer.Foreign;

/// <summary>
/// Brings in what another system kept, through the same operations and rules as every write. Each record has a key made of
/// the other system's own id and the digest of what was read, so that a repeat changes nothing and a changed original makes a version.
/// </summary>
internal sealed class ForeignImport
{
    private const int ItemsPerReport = 100;
    private readonly ImportClock _clock;
    private readonly MemoryContext _context;
    private readonly HandoffOperations _handoffs;
    private readonly MemoryOperations _memories;
    private readonly ForeignLinks _links;
    private readonly ForeignOutcomes _outcomes;

    public ForeignImport(IMemoryStore store, TimeProvider time, RandomFill random, MemoryLimits limits, bool dryRun)
    {
        _clock = new ImportClock(time);
        _context = new MemoryContext(dryRun ? new DryRunStore(store) : store, _clock, random, limits);
        _handoffs = new HandoffOperations(_context);
        _memories = new MemoryOperations(_context);
        _links = new ForeignLinks(_context, _memories, new LinkOperations(_context), dryRun);
        _outcomes = new ForeignOutcomes(_context, _handoffs, dryRun);
    }

    /// <summary>Over the store, the clock and the limits that a server has.</summary>
    public static ForeignImport Over(MemoryContext context) => new(context.Store, context.Time, context.Random, context.Limits, dryRun: false);

    public async ValueTask<TransferReport> RunAsync(
        MemoryCaller caller, IEnumerable<ForeignItem> items, IProgress<TransferProgress>? progress, CancellationToken cancellationToken)
    {
        var tally = new ImportTally();
        var read = 0L;
        // In the order of time, so that ids and lists come out in it too; what names other records last, when those are there.
        foreach (var item in items.OrderBy(Turn).ThenBy(item => TimeOf(item) ?? DateTimeOffset.MinValue))
        {
            cancellationToken.ThrowIfCancellationRequested();
            read++;
            _clock.Set(TimeOf(item));
            if (await PutAsync(caller, item, tally, cancellationToken) is { } failure) tally.Fail(item.Place.Number, $"{item.Place}: {failure}");
            if (read % ItemsPerReport == 0) progress?.Report(new TransferProgress(read, 0));
        }
        return tally.Report(read);
    }

    private static int Turn(ForeignItem item) => item switch
    {
        ForeignItem.OfOutcome => 1,
        ForeignItem.OfLink => 2,
        _ => 0,
    };

    private static DateTimeOffset? TimeOf(ForeignItem item) => item switch
    {
        ForeignItem.OfMemory memory => memory.At,
        ForeignItem.OfHandoff handoff => handoff.At,
        ForeignItem.OfOutcome outcome => outcome.At,
        _ => null,
    };

    private ValueTask<string?> PutAsync(MemoryCaller caller, ForeignItem item, ImportTally tally, CancellationToken cancellationToken) => item switch
    {
        ForeignItem.OfMemory memory => MemoryAsync(caller, memory, tally, cancellationToken),
        ForeignItem.OfHandoff handoff => HandoffAsync(caller, handoff, tally, cancellationToken),
        ForeignItem.OfOutcome outcome => _outcomes.PutAsync(caller, outcome, tally, cancellationToken),
        ForeignItem.OfLink link => _links.PutAsync(caller, link, tally, cancellationToken),
        ForeignItem.Problem problem => new(problem.Message),
        _ => throw new InvalidOperationException($"No import of {item.GetType().Name}."),
    };

    private async ValueTask<string?> MemoryAsync(MemoryCaller caller, ForeignItem.OfMemory item, ImportTally tally, CancellationToken cancellationToken)
    {
        var (fields, digest) = (item.Fields, item.Digest);
        var known = await new ForeignRecords(_context).FindAsync(caller, RecordKind.Memory, fields.Project, fields.Key!, cancellationToken);
        if (!known.TryGet(out var present, out var refused)) return Said(refused);
        _links.Note(fields.Key!, present.Project);
        if (present.Digest == digest) return Present(tally);
        var labelled = fields with { Labels = fields.Labels.Or(ImmutableSortedDictionary<string, string>.Empty).SetItem(ForeignRecords.DigestLabel, digest) };
        var saved = await _memories.SaveAsync(caller, new MemorySaveRequest([labelled]), cancellationToken);
        return saved.TryGet(out var done, out var failure) ? Done(tally, done.Memories[0].Version) : Said(failure);
    }

    private async ValueTask<string?> HandoffAsync(MemoryCaller caller, ForeignItem.OfHandoff item, ImportTally tally, CancellationToken cancellationToken)
    {
        var (request, digest) = (item.Request, item.Digest);
        var known = await new ForeignRecords(_context).FindAsync(caller, RecordKind.Handoff, request.Project, request.Key!, cancellationToken);
        if (!known.TryGet(out var present, out var refused)) return Said(refused);
        _outcomes.Note(request.Key!);
        if (present.Digest == digest) return Present(tally);
        var labelled = request with { Labels = request.Labels.Or(ImmutableSortedDictionary<string, string>.Empty).SetItem(ForeignRecords.DigestLabel, digest) };
        if (!(await _handoffs.SaveAsync(caller, labelled, cancellationToken)).TryGet(out var saved, out var failure)) return Said(failure);
        if (item.Outcome is { } outcome && saved.Handoff.Outcome is null)
        {
            var done = new HandoffUpdateRequest { Ref = new RecordRef(null, saved.Handoff.Key, saved.Handoff.Project), Status = Records.HandoffStatus.Done, Outcome = outcome };
            var closed = await _handoffs.UpdateAsync(caller, done, cancellationToken);
            if (closed.Failure is { Code: not FailureCode.NotFound } wrong) return Said(wrong);
        }
        return Done(tally, saved.Handoff.Version);
    }

    private static string? Present(ImportTally tally)
    {
        tally.Present++;
        return null;
    }

    private static string? Done(ImportTally tally, int version)
    {
        tally.Versions++;
        if (version == 1) tally.Records++;
        return null;
    }

    private static string Said(Failure failure) => failure.Hint is { } hint ? $"{failure.Message} {hint}" : failure.Message;
}
