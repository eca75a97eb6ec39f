using System.Collections.Immutable;
using Baton.Memory.Callers;
using Baton.Memory.Handoffs;
using Baton.Memory.Ids;
using Baton.Memory.Links;
using Baton.Memory.Memories;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Projects;
using Baton.Memory.Records;
using Baton.Memory.Storage;
using Baton.Memory.Tasks;
using Baton.Memory.Transfer.Foreign;

namespace Baton.Memory.Dialects.M3;

/// <summary>What the tools share: the operations, and finding and listing records of the connection's project.</summary>
internal sealed class M3Desk(MemoryContext context, HandoffOperations handoffs, MemoryOperations memories, TaskOperations tasks, LinkOperations links)
{
    private const int Page = 500;

    public MemoryContext Context => context;

    public HandoffOperations Handoffs => handoffs;

    public MemoryOperations Memories => memories;

    public TaskOperations Tasks => tasks;

    public LinkOperations Links => links;

    public DateTimeOffset Now => context.Clock.Now;

    /// <summary>The project given, else the connection's.</summary>
    public async ValueTask<Outcome<string>> ProjectAsync(MemoryCaller caller, string? given, CancellationToken cancellationToken)
        => (await context.Store.ReadAsync(reader => ProjectResolver.ResolveAsync(reader, caller, given, Now), cancellationToken))
            .TryGet(out var project, out var failure) ? project.Name : failure;

    /// <summary>By id, by the id it had in M3 before it was imported, or by key.</summary>
    public static RecordRef RefOf(string id)
        => RecordIds.TryNormalise(id, out _, out _) ? new RecordRef(id)
            : new RecordRef(null, Guid.TryParse(id, out _) ? ForeignJson.Key(M3Format.System, id) : id);

    public async ValueTask<Outcome<MemoryRecord>> MemoryAsync(MemoryCaller caller, string id, string path, CancellationToken cancellationToken)
        => (await memories.GetAsync(caller, RefOf(id), history: false, cancellationToken)).TryGet(out var got, out var failure) ? got.Memory : failure with { Path = path };

    /// <summary>Memories of a project, newest first, as many as fit.</summary>
    public async ValueTask<Outcome<ImmutableArray<MemoryRecord>>> ListAsync(
        MemoryCaller caller, string? given, ImmutableArray<string> types, Func<MemoryRecord, bool> fits, int most, CancellationToken cancellationToken)
        => await context.Store.ReadAsync<Outcome<ImmutableArray<MemoryRecord>>>(async reader =>
        {
            var scope = MemoryContext.ScopeOf(caller, Now);
            if (!(await ProjectResolver.ResolveAsync(reader, caller, given, scope.Now)).TryGet(out var project, out var failure)) return failure;
            var filter = new RecordFilter { Kind = RecordKind.Memory, Project = project.Name, Types = types };
            var found = ImmutableArray.CreateBuilder<MemoryRecord>();
            for (PagePosition? after = null; ;)
            {
                var page = await reader.ListAsync(scope, filter, new PageRequest(Page, after));
                found.AddRange(page.Rows.Select(row => MemoryReader.Read(row)).Where(fits).Take(most - found.Count));
                if (page.Next is null || found.Count >= most) return found.ToImmutable();
                after = page.Next;
            }
        }, cancellationToken);

    /// <summary>Changes one memory's labels beside its other fields.</summary>
    public async ValueTask<Outcome<MemoryRecord>> UpdateAsync(MemoryCaller caller, MemoryRecord memory, MemoryFields fields, CancellationToken cancellationToken)
        => (await memories.UpdateAsync(caller, new RecordRef(memory.Id), fields with { IfMatch = fields.IfMatch ?? memory.Version }, cancellationToken))
            .TryGet(out var updated, out var failure) ? updated.Memory : failure;
}
