using Baton.Memory.Callers;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;

namespace Baton.Memory.Handoffs;

/// <summary>
/// Everything that can be done with handoffs, for tools, commands and dialects alike. Identity is the caller's; every write is
/// one transaction; nothing throws for what a caller may get wrong.
/// </summary>
public sealed class HandoffOperations
{
    private readonly HandoffSaving _saving;
    private readonly HandoffLoading _loading;
    private readonly HandoffClaiming _claiming;
    private readonly HandoffUpdating _updating;
    private readonly HandoffAppending _appending;
    private readonly HandoffListing _listing;
    private readonly HandoffMerging _merging;
    private readonly HandoffDeleting _deleting;
    private readonly HandoffReading _reading;

    internal HandoffOperations(MemoryContext context)
    {
        _saving = new HandoffSaving(context);
        _loading = new HandoffLoading(context);
        _claiming = new HandoffClaiming(context);
        _updating = new HandoffUpdating(context);
        _appending = new HandoffAppending(context);
        _listing = new HandoffListing(context);
        _merging = new HandoffMerging(context);
        _deleting = new HandoffDeleting(context);
        _reading = new HandoffReading(context);
    }

    internal HandoffSaving Saving => _saving;

    /// <summary>Saves a handoff, or the next version of the one that has the key.</summary>
    public ValueTask<Outcome<HandoffSaved>> SaveAsync(MemoryCaller caller, HandoffSaveRequest request, CancellationToken cancellationToken)
        => _saving.SaveAsync(caller, request, cancellationToken);

    /// <summary>Loads one handoff by id, by key, or the newest of a project and thread. Consumes nothing.</summary>
    public ValueTask<Outcome<HandoffLoaded>> LoadAsync(MemoryCaller caller, HandoffLoadRequest request, CancellationToken cancellationToken)
        => _loading.LoadAsync(caller, request, cancellationToken);

    /// <summary>Claims a handoff, or renews or releases a claim. Of any number of claimers one wins.</summary>
    public ValueTask<Outcome<HandoffClaimed>> ClaimAsync(MemoryCaller caller, HandoffClaimRequest request, CancellationToken cancellationToken)
        => _claiming.ClaimAsync(caller, request, cancellationToken);

    /// <summary>Changes status, next actions, tags, outcome, expiry or pin, or adds a comment.</summary>
    public ValueTask<Outcome<HandoffUpdated>> UpdateAsync(MemoryCaller caller, HandoffUpdateRequest request, CancellationToken cancellationToken)
        => _updating.UpdateAsync(caller, request, cancellationToken);

    /// <summary>Adds a chunk to the body; a repeat with the same number is harmless.</summary>
    public ValueTask<Outcome<HandoffUpdated>> AppendAsync(MemoryCaller caller, HandoffAppendRequest request, CancellationToken cancellationToken)
        => _appending.AppendAsync(caller, request, cancellationToken);

    /// <summary>Searches handoffs, or lists them newest first when there is no query.</summary>
    public ValueTask<Outcome<HandoffsFound>> FindAsync(MemoryCaller caller, HandoffSearchRequest request, CancellationToken cancellationToken)
        => _listing.FindAsync(caller, request, cancellationToken);

    /// <summary>Makes one handoff of several; nothing of them is dropped.</summary>
    public ValueTask<Outcome<HandoffUpdated>> MergeAsync(MemoryCaller caller, HandoffMergeRequest request, CancellationToken cancellationToken)
        => _merging.MergeAsync(caller, request, cancellationToken);

    /// <summary>Marks one handoff, or all that a filter hits, deleted; or restores them.</summary>
    public ValueTask<Outcome<RecordsTouched>> DeleteAsync(MemoryCaller caller, HandoffDeleteRequest request, CancellationToken cancellationToken)
        => _deleting.DeleteAsync(caller, request, cancellationToken);

    /// <summary>The handoff that is named, without its body and without counting it as read.</summary>
    public ValueTask<Outcome<Handoff>> GetAsync(MemoryCaller caller, RecordRef named, CancellationToken cancellationToken)
        => _reading.GetAsync(caller, named, cancellationToken);

    /// <summary>How many messages the body of a handoff has that was read before.</summary>
    internal ValueTask<int> CountMessagesAsync(Handoff handoff, CancellationToken cancellationToken) => _reading.CountMessagesAsync(handoff, cancellationToken);
}
