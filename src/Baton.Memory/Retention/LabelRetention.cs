using System.Collections.Immutable;
using Baton.Memory.Callers;
using Baton.Memory.Memories;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Storage;

namespace Baton.Memory.Retention;

/// <summary>How much is kept of the memories under a label, in a project.</summary>
/// <param name="Label">The label's name.</param>
/// <param name="Value">What it must say.</param>
/// <param name="Most">How many memories.</param>
/// <param name="Days">For how long; 0 for ever.</param>
public sealed record LabelRetention(string Label, string Value, long Most, long Days)
{
    /// <summary>
    /// The memories that are too many or too old; pinned ones never are. One that was superseded goes before all that are in force:
    /// that it was superseded is its last change, which makes it no newer.
    /// </summary>
    /// <param name="newestFirst">The label's memories.</param>
    /// <param name="now">The moment of the question.</param>
    internal ImmutableArray<MemoryRecord> Over(ImmutableArray<MemoryRecord> newestFirst, DateTimeOffset now)
        => [.. newestFirst.OrderBy(memory => memory.SupersededBy is not null).ThenByDescending(memory => memory.SupersededBy is null ? default : memory.CreatedAt).Select((memory, place) => (memory, place))
            .Where(one => !one.memory.Pinned && (one.place >= Most || (Days > 0 && (now - one.memory.UpdatedAt).Days >= Days)))
            .Select(one => one.memory)];
}

/// <summary>What a rule met.</summary>
/// <param name="Archived">Ids of what was marked deleted; it can be restored.</param>
/// <param name="Over">How many were over.</param>
public sealed record LabelRetained(ImmutableArray<string> Archived, int Over);

/// <summary>Applies a rule, as the caller: what the caller may not change stays.</summary>
internal sealed class LabelRetaining(MemoryContext context, MemoryOperations memories)
{
    public async ValueTask<Outcome<LabelRetained>> ApplyAsync(MemoryCaller caller, LabelRetention rule, bool archives, CancellationToken cancellationToken)
    {
        var question = new RecordQuestion<MemoryRecord>(new RecordFilter { Kind = RecordKind.Memory }, int.MaxValue)
        {
            Fits = memory => memory.Labels.GetValueOrDefault(rule.Label) == rule.Value,
            IncludeSuperseded = true,
        };
        if (!(await new RecordListing(context).MemoriesAsync(caller, question, cancellationToken)).TryGet(out var listed, out var refused)) return refused;
        var over = rule.Over(listed.Records, context.Clock.Now);
        var archived = ImmutableArray.CreateBuilder<string>();
        foreach (var memory in archives ? over : [])
        {
            if ((await memories.DeleteAsync(caller, new RecordRef(memory.Id), restore: false, cancellationToken)).Failure is { } failure) return failure;
            archived.Add(memory.Id);
        }
        return new LabelRetained(archived.ToImmutable(), over.Length);
    }
}
