using Baton.Memory.Callers;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Retention;
using Baton.Memory.Search;

namespace Baton.Memory.Memories;

/// <summary>Everything that can be done with memories, for tools, commands and dialects alike.</summary>
public sealed class MemoryOperations
{
    private readonly MemorySaving _saving;
    private readonly MemoryUpdating _updating;
    private readonly MemorySearching _searching;
    private readonly MemoryVerifying _verifying;
    private readonly DuplicateFinding _duplicates;
    private readonly LabelRetaining _retaining;

    internal MemoryOperations(MemoryContext context)
    {
        _saving = new MemorySaving(context);
        _updating = new MemoryUpdating(context);
        _searching = new MemorySearching(context);
        _verifying = new MemoryVerifying(context);
        _duplicates = new DuplicateFinding(context);
        _retaining = new LabelRetaining(context, this);
    }

    internal MemorySaving Saving => _saving;

    /// <summary>Saves memories, all or none; with a key each is an upsert that makes a version.</summary>
    public ValueTask<Outcome<MemoriesSaved>> SaveAsync(MemoryCaller caller, MemorySaveRequest request, CancellationToken cancellationToken)
        => _saving.SaveAsync(caller, request, cancellationToken);

    /// <summary>Searches memories; an empty result says why.</summary>
    public ValueTask<Outcome<SearchPage>> SearchAsync(MemoryCaller caller, MemorySearchRequest request, CancellationToken cancellationToken)
        => _searching.SearchAsync(caller, request, cancellationToken);

    /// <summary>Reads one memory, with its versions where <paramref name="history"/> asks for them.</summary>
    public ValueTask<Outcome<MemoryGot>> GetAsync(MemoryCaller caller, RecordRef named, bool history, CancellationToken cancellationToken)
        => _searching.GetAsync(caller, named, history, cancellationToken);

    /// <summary>Patches one memory; a key among the fields is its new key.</summary>
    public ValueTask<Outcome<MemoryUpdated>> UpdateAsync(MemoryCaller caller, RecordRef named, MemoryFields fields, CancellationToken cancellationToken)
        => _updating.UpdateAsync(caller, named, fields, cancellationToken);

    /// <summary>Marks one memory deleted, or restores it.</summary>
    public ValueTask<Outcome<MemoryRecord>> DeleteAsync(MemoryCaller caller, RecordRef named, bool restore, CancellationToken cancellationToken)
        => _updating.DeleteAsync(caller, named, restore, cancellationToken);

    /// <summary>Rates one memory; see <see cref="MemoryRating"/>.</summary>
    public async ValueTask<Outcome<MemoryUpdated>> RateAsync(MemoryCaller caller, RecordRef named, string rating, CancellationToken cancellationToken)
        => (await GetAsync(caller, named, history: false, cancellationToken)).TryGet(out var got, out var failure)
            ? await UpdateAsync(caller, new RecordRef(got.Memory.Id), MemoryRating.Applied(got.Memory, rating), cancellationToken) : failure;

    /// <summary>Compares one memory's text with what was written.</summary>
    public ValueTask<Outcome<MemoryVerified>> VerifyAsync(MemoryCaller caller, RecordRef named, CancellationToken cancellationToken)
        => _verifying.VerifyAsync(caller, named, cancellationToken);

    /// <inheritdoc cref="DuplicateFinding.FindAsync"/>
    internal ValueTask<Outcome<DuplicatesFound>> FindDuplicatesAsync(
        MemoryCaller caller, RecordQuestion<MemoryRecord> among, double threshold, Func<MemoryRecord, string> kinOf, CancellationToken cancellationToken)
        => _duplicates.FindAsync(caller, among, threshold, kinOf, cancellationToken);

    /// <summary>Applies a rule about how much is kept under a label; <paramref name="archives"/> false only counts.</summary>
    public ValueTask<Outcome<LabelRetained>> RetainAsync(MemoryCaller caller, LabelRetention rule, bool archives, CancellationToken cancellationToken)
        => _retaining.ApplyAsync(caller, rule, archives, cancellationToken);
}
