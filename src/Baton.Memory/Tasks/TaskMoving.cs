using System.Globalization;
using Baton.Memory.Callers;
using Baton.Memory.Idempotency;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;

namespace Baton.Memory.Tasks;

/// <summary>A task to move, by a caller that may know no claim tokens.</summary>
public sealed record TaskMoveRequest
{
    /// <summary>The task as it was read, with its history.</summary>
    public required TaskGot Task { get; init; }

    /// <summary>One of <see cref="TaskState"/>.</summary>
    public required string Status { get; init; }
    public TaskFields Fields { get; init; } = new();

    /// <summary>Under whose name the claim is made among several of one principal; null for whom the task is addressed to.</summary>
    public string? Actor { get; init; }

    /// <summary>The token of the claim in force, where the caller has it.</summary>
    public string? Token { get; init; }
}

/// <summary>A task that was moved, the token where it was claimed, and what its new fields had of secrets and to be warned of.</summary>
public sealed record TaskMoved(TaskWritten Written, string? Token);

/// <summary>
/// Moves a task from state to state. Where a caller knows no claim tokens, the claim is made under an idempotency key of the
/// task, the version it was taken at and the actor's name: repeating it gives the same grant its token again, and nobody else.
/// </summary>
internal sealed class TaskMoving(TaskOperations tasks)
{
    /// <summary>As long as an idempotency key is remembered.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromHours(24);

    public async ValueTask<Outcome<TaskMoved>> MoveAsync(MemoryCaller caller, TaskMoveRequest move, CancellationToken cancellationToken)
    {
        var (got, status, fields, actor, token) = (move.Task, move.Status, move.Fields, move.Actor, move.Token);
        var named = new RecordRef(got.Task.Id);
        var held = got.Task.ClaimAt(got.Now) is not null;
        if (held) token ??= await TokenAsync(caller, got, actor, cancellationToken);
        if (status == TaskState.Claimed) return await TakeAsync(caller, got, fields, actor, token, cancellationToken);
        if (got.Task.StatusAt(got.Now) == TaskState.Blocked && status == TaskState.Done)
        {
            if ((await tasks.UpdateAsync(caller, new TaskUpdateRequest { Ref = named, Status = TaskState.Open }, cancellationToken)).Failure is { } stuck) return stuck;
        }
        var request = new TaskUpdateRequest { Ref = named, Fields = fields, Status = status, ClaimToken = held ? token : null };
        return (await tasks.UpdateAsync(caller, request, cancellationToken)).TryGet(out var written, out var failure) ? new TaskMoved(written, null) : failure;
    }

    private async ValueTask<Outcome<TaskMoved>> TakeAsync(
        MemoryCaller caller, TaskGot got, TaskFields fields, string? actor, string? token, CancellationToken cancellationToken)
    {
        var named = new RecordRef(got.Task.Id);
        var moved = new TaskWritten(got.Task, got.Now, [], []);
        if (!fields.IsEmpty || got.Task.StatusAt(got.Now) == TaskState.Blocked)
        {
            var status = got.Task.StatusAt(got.Now) == TaskState.Blocked ? TaskState.Open : null;
            if (!(await tasks.UpdateAsync(caller, new TaskUpdateRequest { Ref = named, Fields = fields, Status = status }, cancellationToken)).TryGet(out moved, out var stuck)) return stuck;
        }
        var request = token is null
            ? new TaskClaimRequest { Ref = named, Lease = Lease, Idempotency = KeyOf(caller, got.Task, moved.Task.Version, actor) }
            : new TaskClaimRequest { Ref = named, Lease = Lease, Token = token, Renew = true };
        return (await tasks.ClaimAsync(caller, request, cancellationToken)).TryGet(out var claimed, out var failure) ? new TaskMoved(moved with { Task = claimed.Task }, claimed.Token) : failure;
    }

    /// <summary>The token of the claim in force, where this grant made it under the same agent's name.</summary>
    private async ValueTask<string?> TokenAsync(MemoryCaller caller, TaskGot got, string? actor, CancellationToken cancellationToken)
    {
        var claim = got.Task.Claim;
        var taken = got.History.FirstOrDefault(version => version.Claim is { } then && then.At == claim!.At && then.TokenSha256 == claim.TokenSha256);
        if (taken is null) return null;
        var request = new TaskClaimRequest { Ref = new RecordRef(got.Task.Id), Lease = Lease, Idempotency = KeyOf(caller, got.Task, taken.Version - 1, actor) };
        return (await tasks.ClaimAsync(caller, request, cancellationToken)).TryGet(out var claimed, out _) ? claimed.Token : null;
    }

    private static IdempotencyKey KeyOf(MemoryCaller caller, TaskRecord task, int version, string? actor)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"m3-task/{task.Id}/{version}/{caller.Principal}/{actor ?? task.To}");
        return new IdempotencyKey(key, key);
    }
}
