using System.Collections.Immutable;
using Baton.Memory.Agents;
using Baton.Memory.Callers;
using Baton.Memory.Handoffs;
using Baton.Memory.Ids;
using Baton.Memory.Links;
using Baton.Memory.Memories;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Storage;
using Baton.Memory.Tasks;
using Baton.Memory.Tools;
using Baton.Memory.Transfer.Foreign;

namespace Baton.Memory.Dialects.M3;

/// <summary>What the tools share: the operations, and finding and listing memories of the connection's project.</summary>
internal sealed class M3Desk(MemoryContext context, RecordListing records, HandoffOperations handoffs, MemoryOperations memories, TaskOperations tasks, LinkOperations links, AgentOperations agents)
{
    public MemoryContext Context => context;

    public RecordListing Records => records;

    public HandoffOperations Handoffs => handoffs;

    public MemoryOperations Memories => memories;

    public TaskOperations Tasks => tasks;

    public LinkOperations Links => links;

    public AgentOperations Agents => agents;

    public DateTimeOffset Now => context.Clock.Now;

    /// <summary>By id, by key, or by the id it had in M3 before it was imported.</summary>
    public static RecordRef RefOf(string id)
        => (RecordIds.TryNormalise(id, out _, out _) ? new RecordRef(id) : new RecordRef(null, id)) with { OrKey = ForeignJson.Key(M3Format.System, id) };

    /// <summary>The memory that an argument names.</summary>
    public async ValueTask<Outcome<MemoryRecord>> MemoryAsync(MemoryCaller caller, Arguments arguments, string name, CancellationToken cancellationToken)
        => (await memories.GetAsync(caller, RefOf(arguments.RequiredText(name)), history: false, cancellationToken)).TryGet(out var got, out var failure)
            ? got.Memory : failure with { Path = "/" + name };

    /// <summary>Memories of a project, newest first, as many as fit.</summary>
    public async ValueTask<Outcome<ImmutableArray<MemoryRecord>>> ListAsync(
        MemoryCaller caller, string? given, ImmutableArray<string> types, Func<MemoryRecord, bool> fits, int most, CancellationToken cancellationToken)
    {
        var question = new RecordQuestion<MemoryRecord>(new RecordFilter { Kind = RecordKind.Memory, Project = given, Types = types }, most) { Fits = fits, IncludeSuperseded = true };
        return (await records.MemoriesAsync(caller, question, cancellationToken)).TryGet(out var listed, out var failure) ? listed.Records : failure;
    }

    /// <summary>The task that an argument names.</summary>
    public async ValueTask<Outcome<TaskGot>> TaskAsync(MemoryCaller caller, Arguments arguments, string name, bool history, CancellationToken cancellationToken)
        => (await tasks.GetAsync(caller, new RecordRef(arguments.RequiredText(name)), history, cancellationToken)).TryGet(out var got, out var failure)
            ? got : NoTask(failure, "/" + name);

    /// <summary>The failure of an id that names no task, with the tool that shows those that do.</summary>
    public static Failure NoTask(Failure failure, string path)
        => failure.Code == FailureCode.NotFound ? failure with { Path = path, Hint = "See task_list." } : failure with { Path = path };
}
