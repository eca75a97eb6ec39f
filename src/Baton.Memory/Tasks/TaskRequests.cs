using System.Collections.Immutable;
using Baton.Memory.Claims;
using Baton.Memory.Idempotency;
using Baton.Memory.Operations;
using Baton.Memory.Records;
using Baton.Memory.Safety;

namespace Baton.Memory.Tasks;

/// <summary>What a write may say of a task; fields left out keep their value.</summary>
public sealed record TaskFields
{
    public Patch<string> Title { get; init; }
    public Patch<string> Description { get; init; }

    /// <summary>A principal or a role.</summary>
    public Patch<string> To { get; init; }
    public Patch<int> Priority { get; init; }
    public Patch<DateTimeOffset> DueAt { get; init; }

    /// <summary>Id, or the beginning of one, of a task of the same project.</summary>
    public Patch<string> Parent { get; init; }

    /// <summary>Id, or the beginning of one, of a memory.</summary>
    public Patch<string> Result { get; init; }
    public Patch<string> Outcome { get; init; }
    public Patch<ImmutableArray<string>> Tags { get; init; }
    public Patch<ImmutableSortedDictionary<string, string>> Labels { get; init; }

    /// <summary>Whether there is anything to write.</summary>
    public bool IsEmpty => !(Title.Given || Description.Given || To.Given || Priority.Given || DueAt.Given || Parent.Given || Result.Given
        || Outcome.Given || Tags.Given || Labels.Given);
}

/// <summary>What to save as a new, open task, or as the next version of the one that has the key.</summary>
public sealed record TaskSaveRequest
{
    public required TaskFields Fields { get; init; }
    public string? Project { get; init; }
    public string? Key { get; init; }

    /// <summary>The version the author had seen.</summary>
    public int? IfMatch { get; init; }
    public IdempotencyKey? Idempotency { get; init; }
}

/// <summary>What to change about a task.</summary>
public sealed record TaskUpdateRequest
{
    public required RecordRef Ref { get; init; }
    public TaskFields Fields { get; init; } = new();

    /// <summary>One of <see cref="TaskState.Writable"/>; null keeps it.</summary>
    public string? Status { get; init; }

    /// <summary>Needed for the status while a claim holds.</summary>
    public string? ClaimToken { get; init; }
    public int? IfMatch { get; init; }
    public IdempotencyKey? Idempotency { get; init; }
}

/// <summary>A task as a write left it.</summary>
/// <param name="Task">The new version.</param>
/// <param name="Now">The moment of the write.</param>
/// <param name="Redacted">Secrets that were replaced.</param>
/// <param name="Warnings">What else to know.</param>
public sealed record TaskWritten(TaskRecord Task, DateTimeOffset Now, ImmutableArray<Redaction> Redacted, ImmutableArray<string> Warnings);

/// <summary>To claim a task, or to renew or release the claim whose token is shown.</summary>
public sealed record TaskClaimRequest : ClaimRequest;

/// <summary>A task and the claim on it.</summary>
/// <param name="Task">The version the claim made.</param>
/// <param name="Now">The moment of the claim.</param>
/// <param name="Token">To be shown when renewing, releasing or changing the status; null after a release.</param>
public sealed record TaskClaimed(TaskRecord Task, DateTimeOffset Now, string? Token)
{
    /// <summary>What else to know.</summary>
    public ImmutableArray<string> Warnings { get; init; } = [];
}

/// <summary>One task, whole.</summary>
/// <param name="Task">The version in force.</param>
/// <param name="Subtasks">Its direct parts, newest first.</param>
/// <param name="MoreSubtasks">How many further ones are not in <paramref name="Subtasks"/>.</param>
/// <param name="History">Every version, oldest first, where it was asked for.</param>
/// <param name="Now">The moment of the question, which decides statuses.</param>
public sealed record TaskGot(
    TaskRecord Task, ImmutableArray<TaskRecord> Subtasks, long MoreSubtasks, ImmutableArray<TaskRecord> History, DateTimeOffset Now);
