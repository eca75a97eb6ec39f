using System.Collections.Immutable;
using Baton.Memory.Callers;
using Baton.Memory.Limits;
using Baton.Memory.Memories;
using Baton.Memory.Outcomes;
using Baton.Memory.Projects;
using Baton.Memory.Records;
using Baton.Memory.Storage;

namespace Baton.Memory.Operations;

/// <summary>Lists records, of one project unless all are asked for, by more than the store can say, a page at a time.</summary>
internal sealed class RecordListing(MemoryContext context)
{
    private const int Page = 200;

    public MemoryLimits Limits => context.Limits;

    public DateTimeOffset Now => context.Clock.Now;

    /// <summary>The project given, else the connection's, which lists and keys are of.</summary>
    public async ValueTask<Outcome<string>> ProjectAsync(MemoryCaller caller, string? given, CancellationToken cancellationToken)
        => (await context.Store.ReadAsync(reader => ProjectResolver.ResolveAsync(reader, caller, given, Now), cancellationToken))
            .TryGet(out var project, out var failure) ? project.Name : failure;

    /// <summary>Of these names, those of projects that there are and that the grant is not bound to: to keep clear of them, never to be told.</summary>
    public ValueTask<IReadOnlySet<string>> UnseenProjectsAsync(MemoryCaller caller, IEnumerable<string> names, CancellationToken cancellationToken)
        => context.Store.ReadAsync<IReadOnlySet<string>>(async reader =>
        {
            var unseen = new HashSet<string>(StringComparer.Ordinal);
            foreach (var name in names.Distinct(StringComparer.Ordinal))
            {
                if (!caller.Projects.IsEmpty && !caller.Projects.Contains(name, StringComparer.Ordinal) && await reader.FindProjectAsync(name) is not null) unseen.Add(name);
            }
            return unseen;
        }, cancellationToken);

    /// <summary>Memories that are shown, and so count as recalled.</summary>
    public async ValueTask<Outcome<Listed<MemoryRecord>>> RecallAsync(
        MemoryCaller caller, RecordQuestion<MemoryRecord> question, CancellationToken cancellationToken)
    {
        var found = await MemoriesAsync(caller, question, cancellationToken);
        if (found.TryGet(out var list, out _))
        {
            foreach (var memory in list.Records) context.Recall.Note(caller, memory.Id, MemoryRow.TextOf(memory), excerpts: true);
        }
        return found;
    }

    public ValueTask<Outcome<Listed<MemoryRecord>>> MemoriesAsync(
        MemoryCaller caller, RecordQuestion<MemoryRecord> question, CancellationToken cancellationToken)
        => ListAsync(caller, question, stored => MemoryReader.Read(stored), cancellationToken);

    /// <summary>A memory that is looked at and not shown: what it says is not recalled by that.</summary>
    public ValueTask<Outcome<MemoryRecord>> MemoryAsync(MemoryCaller caller, string id, CancellationToken cancellationToken)
        => context.Store.ReadAsync<Outcome<MemoryRecord>>(async reader =>
            (await RecordFinder.FindAsync(reader, caller, MemoryContext.ScopeOf(caller, Now), RecordKind.Memory, new RecordRef(id))).TryGet(out var stored, out var failure)
                ? MemoryReader.Read(stored) : failure, cancellationToken);

    public ValueTask<Outcome<Listed<Handoff>>> HandoffsAsync(MemoryCaller caller, RecordQuestion<Handoff> question, CancellationToken cancellationToken)
        => ListAsync(caller, question, stored => HandoffReader.Read(stored), cancellationToken);

    /// <summary>One page is read for each that is shown, however large the store, unless everything is to be counted.</summary>
    private ValueTask<Outcome<Listed<T>>> ListAsync<T>(
        MemoryCaller caller, RecordQuestion<T> question, Func<StoredVersion, T> read, CancellationToken cancellationToken)
        => context.Store.ReadAsync<Outcome<Listed<T>>>(async reader =>
        {
            var scope = MemoryContext.ScopeOf(caller, Now) with { IncludeSuperseded = question.IncludeSuperseded };
            var filter = question.Filter;
            if (!question.EveryProject)
            {
                if (!(await ProjectResolver.ResolveAsync(reader, caller, filter.Project, scope.Now)).TryGet(out var project, out var failure)) return failure;
                filter = filter with { Project = project.Name };
            }
            var (skip, take) = (Math.Max(question.Skip, 0), Math.Max(question.Most, 0));
            var most = question.CountAll ? long.MaxValue : (long)skip + take + 1;
            var all = new List<T>();
            PagePosition? after = null;
            do
            {
                var page = await reader.ListAsync(scope, filter, new PageRequest((int)Math.Min(most, Page), after));
                all.AddRange(page.Rows.Select(read).Where(question.Fits));
                after = page.Next;
            }
            while (after is not null && all.Count < most);
            long? total = question.CountAll || after is null ? all.Count : question.IsFiltered || question.Uncounted ? null : await reader.CountAsync(scope, filter);
            if (question.OldestFirst) all.Reverse();
            var shown = all.Skip(skip).Take(take).ToImmutableArray();
            return new Listed<T>(shown, total, all.Count > skip + shown.Length);
        }, cancellationToken);
}
