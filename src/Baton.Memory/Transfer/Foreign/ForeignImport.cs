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
    private readonly ForeignNotes _notes;
    private readonly HashSet<string> _made = new(StringComparer.Ordinal);

    public ForeignImport(IMemoryStore store, TimeProvider time, RandomFill random, MemoryLimits limits, bool dryRun)
    {
        _clock = new ImportClock(time);
        _context = new MemoryContext(dryRun ? new DryRunStore(store) : store, _clock, random, limits);
        _handoffs = new HandoffOperations(_context);
        _memories = new MemoryOperations(_context);
        _links = new ForeignLinks(_context, _memories, new LinkOperations(_context), dryRun);
        _notes = new ForeignNotes(_context, _handoffs, dryRun);
    }

    /// <summary>Over the store, the clock and the limits that a server has.</summary>
    public static ForeignImport Over(MemoryContext context) => new(context.Store, context.Time, context.Random, context.Limits, dryRun: false);

    public async ValueTask<TransferReport> RunAsync(
        MemoryCaller caller, IEnumerable<ForeignItem> items, IProgress<TransferProgress>? progress, CancellationToken cancellationToken)
    {
        var tally = new ImportTally();
        var read = 0L;
        // In the order of time, so that ids and lists come out in it too; what names other records last, when those are there.
        var ordered = items.OrderBy(Turn).ThenBy(item => TimeOf(item) ?? DateTimeOffset.MinValue).ToList();
        var repeats = new ForeignRepeats(ordered);
        foreach (var item in ordered)
        {
            cancellationToken.ThrowIfCancellationRequested();
            read++;
            _clock.Set(TimeOf(item));
            if (await PutAsync(caller, item, repeats, tally, cancellationToken) is { } failure) tally.Fail(item.Place.Number, $"{item.Place}: {failure}");
            if (read % ItemsPerReport == 0) progress?.Report(new TransferProgress(read, 0));
        }
        return tally.Report(read);
    }

    private static int Turn(ForeignItem item) => item switch
    {
        ForeignItem.OfOutcome or ForeignItem.OfComment => 1,
        ForeignItem.OfLink => 2,
        _ => 0,
    };

    private static DateTimeOffset? TimeOf(ForeignItem item) => item switch
    {
        ForeignItem.OfMemory memory => memory.At,
        ForeignItem.OfHandoff handoff => handoff.At,
        ForeignItem.OfOutcome outcome => outcome.At,
        ForeignItem.OfComment comment => comment.At,
        ForeignItem.OfLink link => link.At,
        _ => null,
    };

    private ValueTask<string?> PutAsync(MemoryCaller caller, ForeignItem item, ForeignRepeats repeats, ImportTally tally, CancellationToken cancellationToken) => item switch
    {
        ForeignItem.OfMemory memory => MemoryAsync(caller, memory, repeats, tally, cancellationToken),
        ForeignItem.OfHandoff handoff => HandoffAsync(caller, handoff, repeats, tally, cancellationToken),
        ForeignItem.OfOutcome outcome => _notes.PutAsync(caller, outcome, tally, cancellationToken),
        ForeignItem.OfComment comment => _notes.PutAsync(caller, comment, tally, cancellationToken),
        ForeignItem.OfLink link => _links.PutAsync(caller, link, tally, cancellationToken),
        ForeignItem.Problem problem => new(problem.Message),
        _ => throw new InvalidOperationException($"No import of {item.GetType().Name}."),
    };

    private async ValueTask<string?> MemoryAsync(MemoryCaller caller, ForeignItem.OfMemory item, ForeignRepeats repeats, ImportTally tally, CancellationToken cancellationToken)
    {
        var (fields, digest) = (item.Fields, item.Digest);
        var known = await new ForeignRecords(_context).FindAsync(caller, RecordKind.Memory, fields.Project, fields.Key!, cancellationToken);
        if (!known.TryGet(out var present, out var refused)) return Said(refused);
        _links.Note(fields.Key!, present.Project);
        if (repeats.IsThere(RecordKind.Memory, fields.Project, fields.Key!, digest, present.Digest)) return Present(tally, present.IsDeleted);
        if (present.Own is { } last && !_made.Contains(present.Id!)) return await OwnAsync(caller, present, item, last, tally, cancellationToken);
        var labelled = fields with { Labels = fields.Labels.Or(ImmutableSortedDictionary<string, string>.Empty).SetItem(ForeignRecords.DigestLabel, digest) };
        var saved = await _memories.SaveAsync(caller, new MemorySaveRequest([labelled]), cancellationToken);
        if (!saved.TryGet(out var done, out var failure)) return Said(failure);
        _made.Add(done.Memories[0].Id);
        return Done(tally, repeats.Wrote(RecordKind.Memory, fields.Project, fields.Key!, digest) && done.Memories[0].Version == 1);
    }

    /// <summary>A memory of this store that comes back: a version where it was changed outside after its last change here, else nothing.</summary>
    private async ValueTask<string?> OwnAsync(MemoryCaller caller, ForeignRecord present, ForeignItem.OfMemory item, DateTimeOffset last, ImportTally tally, CancellationToken cancellationToken)
    {
        if (present.IsDeleted || item.At is not { } at || at <= last) return Present(tally, present.IsDeleted);
        var fields = item.Fields with { Key = null, Project = null, Visibility = default, Labels = default };
        return (await _memories.UpdateAsync(caller, new RecordRef(present.Id), fields, cancellationToken)).Failure is { } failure ? Said(failure) : Done(tally, isNew: false);
    }

    private async ValueTask<string?> HandoffAsync(MemoryCaller caller, ForeignItem.OfHandoff item, ForeignRepeats repeats, ImportTally tally, CancellationToken cancellationToken)
    {
        var (request, digest) = (item.Request, item.Digest);
        var known = await new ForeignRecords(_context).FindAsync(caller, RecordKind.Handoff, request.Project, request.Key!, cancellationToken);
        if (!known.TryGet(out var present, out var refused)) return Said(refused);
        _notes.Note(request.Key!);
        if (repeats.IsThere(RecordKind.Handoff, request.Project, request.Key!, digest, present.Digest)) return Present(tally, present.IsDeleted);
        var labels = request.Labels.Or(ImmutableSortedDictionary<string, string>.Empty).SetItems(present.Authors ?? ImmutableSortedDictionary<string, string>.Empty);
        var labelled = request with { Labels = labels.SetItem(ForeignRecords.DigestLabel, digest) };
        if (!(await _handoffs.SaveAsync(caller, labelled, cancellationToken)).TryGet(out var saved, out var failure)) return Said(failure);
        if (item.Outcome is { } outcome && saved.Handoff.Outcome is null)
        {
            var done = new HandoffUpdateRequest { Ref = new RecordRef(null, saved.Handoff.Key, saved.Handoff.Project), Status = Records.HandoffStatus.Done, Outcome = outcome };
            var closed = await _handoffs.UpdateAsync(caller, done, cancellationToken);
            if (closed.Failure is { Code: not FailureCode.NotFound } wrong) return Said(wrong);
        }
        return Done(tally, repeats.Wrote(RecordKind.Handoff, request.Project, request.Key!, digest) && saved.Handoff.Version == 1);
    }

    private static string? Present(ImportTally tally, bool isDeleted)
    {
        tally.Present++;
        if (isDeleted) tally.Deleted++;
        return null;
    }

    private static string? Done(ImportTally tally, bool isNew)
    {
        tally.Versions++;
        if (isNew) tally.Records++;
        return null;
    }

    private static string Said(Failure failure) => failure.Hint is { } hint ? $"{failure.Message} {hint}" : failure.Message;
}
