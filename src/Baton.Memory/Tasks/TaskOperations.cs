using Baton.Memory.Callers;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;

namespace Baton.Memory.Tasks;

/// <summary>Everything that can be done with tasks, for tools, commands and dialects alike.</summary>
public sealed class TaskOperations
{
    private readonly TaskSaving _saving;
    private readonly TaskUpdating _updating;
    private readonly TaskClaiming _claiming;
    private readonly TaskListing _listing;
    private readonly TaskDeleting _deleting;
    private readonly TaskMoving _moving;

    internal TaskOperations(MemoryContext context)
    {
        _saving = new TaskSaving(context);
        _updating = new TaskUpdating(context);
        _claiming = new TaskClaiming(context);
        _listing = new TaskListing(context);
        _deleting = new TaskDeleting(context);
        _moving = new TaskMoving(this);
    }

    /// <summary>Saves a new, open task, or the next version of the one that has the key; its status stays.</summary>
    public ValueTask<Outcome<TaskWritten>> SaveAsync(MemoryCaller caller, TaskSaveRequest request, CancellationToken cancellationToken)
        => _saving.SaveAsync(caller, request, cancellationToken);

    /// <summary>Changes fields and status of one task; an illegal change of status names the legal ones.</summary>
    public ValueTask<Outcome<TaskWritten>> UpdateAsync(MemoryCaller caller, TaskUpdateRequest request, CancellationToken cancellationToken)
        => _updating.UpdateAsync(caller, request, cancellationToken);

    /// <summary>Moves a task to a status, claiming it, and using the claim again, for callers that know no tokens.</summary>
    public ValueTask<Outcome<TaskMoved>> MoveAsync(MemoryCaller caller, TaskMoveRequest request, CancellationToken cancellationToken)
        => _moving.MoveAsync(caller, request, cancellationToken);

    /// <summary>Claims a task, or renews or releases a claim. Of any number of claimers one wins.</summary>
    public ValueTask<Outcome<TaskClaimed>> ClaimAsync(MemoryCaller caller, TaskClaimRequest request, CancellationToken cancellationToken)
        => _claiming.ClaimAsync(caller, request, cancellationToken);

    /// <summary>Searches tasks, or lists them newest first when there is no query.</summary>
    public ValueTask<Outcome<TasksFound>> FindAsync(MemoryCaller caller, TaskSearchRequest request, CancellationToken cancellationToken)
        => _listing.FindAsync(caller, request, cancellationToken);

    /// <summary>Reads one task with its subtasks, and its versions where <paramref name="history"/> asks for them.</summary>
    public ValueTask<Outcome<TaskGot>> GetAsync(MemoryCaller caller, RecordRef named, bool history, CancellationToken cancellationToken)
        => _listing.GetAsync(caller, named, history, cancellationToken);

    /// <summary>Marks one task without subtasks deleted, or restores it.</summary>
    public ValueTask<Outcome<TaskRecord>> DeleteAsync(MemoryCaller caller, RecordRef named, bool restore, CancellationToken cancellationToken)
        => _deleting.DeleteAsync(caller, named, restore, cancellationToken);
}
