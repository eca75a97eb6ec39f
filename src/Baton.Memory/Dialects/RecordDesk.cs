using System.Collections.Immutable;
using Baton.Memory.Callers;
using Baton.Memory.Limits;
using Baton.Memory.Memories;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Projects;
using Baton.Memory.Records;
using Baton.Memory.Storage;

namespace Baton.Memory.Dialects;

/// <summary>What dialects' tools share beside the operations: whole lists of the connection's project, newest first.</summary>
internal sealed class RecordDesk(MemoryContext context)
{
    private const int Page = 500;

    public MemoryLimits Limits => context.Limits;

    public DateTimeOffset Now => context.Clock.Now;

    /// <summary>The connection's project, which lists and keys are of.</summary>
    public async ValueTask<Outcome<string>> ProjectAsync(MemoryCaller caller, CancellationToken cancellationToken)
        => (await context.Store.ReadAsync(reader => ProjectResolver.ResolveAsync(reader, caller, null, Now), cancellationToken))
            .TryGet(out var project, out var failure) ? project.Name : failure;

    /// <summary>Memories in force that fit, with how many there are in all; what is shown counts as recalled.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="filter">Which; its project is the connection's when it names none.</param>
    /// <param name="fits">What the filter cannot say.</param>
    /// <param name="most">At most so many are given; all that fit are counted.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    public async ValueTask<Outcome<Listed<MemoryRecord>>> MemoriesAsync(
        MemoryCaller caller, RecordFilter filter, Func<MemoryRecord, bool> fits, int most, CancellationToken cancellationToken)
    {
        var found = await ListAsync(caller, filter, MemoryReader.Read, fits, most, cancellationToken);
        if (found.TryGet(out var list, out _))
        {
            foreach (var memory in list.Records) context.Recall.Note(caller, memory.Id, MemoryRow.TextOf(memory), excerpts: true);
        }
        return found;
    }

    /// <summary>Handoffs that fit, with how many there are in all.</summary>
    public ValueTask<Outcome<Listed<Handoff>>> HandoffsAsync(
        MemoryCaller caller, RecordFilter filter, Func<Handoff, bool> fits, int most, CancellationToken cancellationToken)
        => ListAsync(caller, filter, HandoffReader.Read, fits, most, cancellationToken);

    private ValueTask<Outcome<Listed<T>>> ListAsync<T>(
        MemoryCaller caller, RecordFilter filter, Func<StoredVersion, T> read, Func<T, bool> fits, int most, CancellationToken cancellationToken)
        => context.Store.ReadAsync<Outcome<Listed<T>>>(async reader =>
        {
            var scope = MemoryContext.ScopeOf(caller, Now) with { IncludeSuperseded = false };
            if (!(await ProjectResolver.ResolveAsync(reader, caller, filter.Project, scope.Now)).TryGet(out var project, out var failure)) return failure;
            var within = filter with { Project = project.Name };
            var records = ImmutableArray.CreateBuilder<T>();
            var total = 0L;
            PagePosition? after = null;
            do
            {
                var page = await reader.ListAsync(scope, within, new PageRequest(Page, after));
                foreach (var record in page.Rows.Select(read).Where(fits))
                {
                    if (records.Count < most) records.Add(record);
                    total++;
                }
                after = page.Next;
            }
            while (after is not null);
            return new Listed<T>(records.DrainToImmutable(), total);
        }, cancellationToken);
}

/// <summary>The newest of a list, and how many there are in all.</summary>
internal sealed record Listed<T>(ImmutableArray<T> Records, long Total)
{
    /// <summary>How many are not given.</summary>
    public long More => Total - Records.Length;
}
