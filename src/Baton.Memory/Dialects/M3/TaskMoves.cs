using System.Globalization;
using Baton.Memory.Callers;
using Baton.Memory.Idempotency;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Tasks;

namespace Baton.Memory.Dialects.M3;

/// <summary>
/// Moves a task from state to state. M3's agents know no claim tokens, so the claim is made under an idempotency key of the
/// task, the version it was taken at and the agent's name: repeating it gives the same grant its token again, and nobody else.
/// </summary>
internal sealed class TaskMoves(M3Desk desk)
{
    /// <summary>As long as an idempotency key is remembered.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromHours(24);

    public async ValueTask<Outcome<(TaskRecord Task, string? Token)>> MoveAsync(
        MemoryCaller caller, TaskGot got, string status, TaskFields fields, string? actor, string? token, CancellationToken cancellationToken)
    {
        var named = new RecordRef(got.Task.Id);
        var held = got.Task.ClaimAt(got.Now) is not null;
        if (held) token ??= await TokenAsync(caller, got, actor, cancellationToken);
        if (status == TaskState.Claimed) return await TakeAsync(caller, got, fields, actor, token, cancellationToken);
        if (got.Task.StatusAt(got.Now) == TaskState.Blocked && status == TaskState.Done)
        {
            if ((await desk.Tasks.UpdateAsync(caller, new TaskUpdateRequest { Ref = named, Status = TaskState.Open }, cancellationToken)).Failure is { } stuck) return stuck;
        }
        var request = new TaskUpdateRequest { Ref = named, Fields = fields, Status = status, ClaimToken = held ? token : null };
        return (await desk.Tasks.UpdateAsync(caller, request, cancellationToken)).TryGet(out var written, out var failure) ? (written.Task, null) : failure;
    }

    private async ValueTask<Outcome<(TaskRecord Task, string? Token)>> TakeAsync(
        MemoryCaller caller, TaskGot got, TaskFields fields, string? actor, string? token, CancellationToken cancellationToken)
    {
        var named = new RecordRef(got.Task.Id);
        var version = got.Task.Version;
        if (!fields.IsEmpty || got.Task.StatusAt(got.Now) == TaskState.Blocked)
        {
            var status = got.Task.StatusAt(got.Now) == TaskState.Blocked ? TaskState.Open : null;
            if (!(await desk.Tasks.UpdateAsync(caller, new TaskUpdateRequest { Ref = named, Fields = fields, Status = status }, cancellationToken)).TryGet(out var opened, out var stuck)) return stuck;
            version = opened.Task.Version;
        }
        var request = token is null
            ? new TaskClaimRequest { Ref = named, Lease = Lease, Idempotency = KeyOf(caller, got.Task, version, actor) }
            : new TaskClaimRequest { Ref = named, Lease = Lease, Token = token, Renew = true };
        return (await desk.Tasks.ClaimAsync(caller, request, cancellationToken)).TryGet(out var claimed, out var failure) ? (claimed.Task, claimed.Token) : failure;
    }

    /// <summary>The token of the claim in force, where this grant made it under the same agent's name.</summary>
    private async ValueTask<string?> TokenAsync(MemoryCaller caller, TaskGot got, string? actor, CancellationToken cancellationToken)
    {
        var claim = got.Task.Claim;
        var taken = got.History.FirstOrDefault(version => version.Claim is { } then && then.At == claim!.At && then.TokenSha256 == claim.TokenSha256);
        if (taken is null) return null;
        var request = new TaskClaimRequest { Ref = new RecordRef(got.Task.Id), Lease = Lease, Idempotency = KeyOf(caller, got.Task, taken.Version - 1, actor) };
        return (await desk.Tasks.ClaimAsync(caller, request, cancellationToken)).TryGet(out var claimed, out _) ? claimed.Token : null;
    }

    private static IdempotencyKey KeyOf(MemoryCaller caller, TaskRecord task, int version, string? actor)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"m3-task/{task.Id}/{version}/{caller.Principal}/{actor ?? task.To}");
        return new IdempotencyKey(key, key);
    }
}
