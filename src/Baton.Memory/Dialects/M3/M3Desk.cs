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
internal sealed class M3Desk(MemoryContext context, RecordDesk desk, HandoffOperations handoffs, MemoryOperations memories, TaskOperations tasks, LinkOperations links)
{
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
    {
        var question = new RecordQuestion<MemoryRecord>(new RecordFilter { Kind = RecordKind.Memory, Project = given, Types = types }, most) { Fits = fits, IncludeSuperseded = true };
        return (await desk.MemoriesAsync(caller, question, cancellationToken)).TryGet(out var listed, out var failure) ? listed.Records : failure;
    }

    /// <summary>Changes one memory's labels beside its other fields.</summary>
    public async ValueTask<Outcome<MemoryRecord>> UpdateAsync(MemoryCaller caller, MemoryRecord memory, MemoryFields fields, CancellationToken cancellationToken)
        => (await memories.UpdateAsync(caller, new RecordRef(memory.Id), fields with { IfMatch = fields.IfMatch ?? memory.Version }, cancellationToken))
            .TryGet(out var updated, out var failure) ? updated.Memory : failure;
}
