using Baton.Memory.Callers;
using Baton.Memory.Handoffs;
using Baton.Memory.Ids;
using Baton.Memory.Memories;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Sessions;
using Baton.Memory.Storage;
using Baton.Memory.Transfer.Foreign;

namespace Baton.Memory.Dialects.Sovereign;

/// <summary>What the tools share: the operations, lists, and finding what an argument names.</summary>
internal sealed class SovereignDesk(RecordListing records, HandoffOperations handoffs, MemoryOperations memories, SessionOperations sessions)
{
    public RecordListing Records { get; } = records;

    public HandoffOperations Handoffs { get; } = handoffs;

    public MemoryOperations Memories { get; } = memories;

    public SessionOperations Sessions { get; } = sessions;

    public SessionClaims Claims { get; } = new(handoffs, records);

    /// <param name="caller">Who saves.</param>
    /// <param name="fields">What.</param>
    /// <param name="argument">The argument whose text is the memory's, for refusals.</param>
    /// <param name="cancellationToken">Cancels before the commit.</param>
    /// <param name="mayRepeat">Whether it has a place of its own, and may say what was just recalled.</param>
    public async ValueTask<Outcome<MemoriesSaved>> SaveAsync(MemoryCaller caller, MemoryFields fields, string argument, CancellationToken cancellationToken, bool mayRepeat = false)
    {
        if (fields.Content.HasValue && string.IsNullOrWhiteSpace(fields.Content.Or(""))) return Fail.Invalid($"{argument} is empty.", "/" + argument);
        var saved = await Memories.SaveAsync(caller, new MemorySaveRequest([fields]) { MayRepeat = mayRepeat }, cancellationToken);
        return saved.Failure is { Path: "/content" or "/value" } failure ? failure with { Path = "/" + argument } : saved;
    }

    /// <summary>A memory of one of the dialect's types by its id, or by the id it had in Sovereign Stack before it was imported.</summary>
    public async ValueTask<Outcome<MemoryRecord>> FindAsync(MemoryCaller caller, string id, string type, string path, CancellationToken cancellationToken)
    {
        if (!(await Memories.GetAsync(caller, NamedAs(id), history: false, cancellationToken)).TryGet(out var got, out var failure)) return Named(failure, id, type) with { Path = path };
        return got.Memory.Type == type ? got.Memory : Fail.NotFound($"{got.Memory.Id} is a memory of the type '{Text.Excerpt.Line(got.Memory.Type, 60)}', not '{type}'.", path);
    }

    /// <summary>What was named, as the caller named it.</summary>
    public static Failure Named(Failure failure, string id, string type)
        => failure.Code == FailureCode.NotFound ? Fail.NotFound($"There is no {type} '{Text.Excerpt.Line(id, 80)}'.", "", "Use an id as it was printed.") : failure;

    private static RecordRef NamedAs(string id)
        => RecordIds.TryNormalise(id, out _, out _) ? new RecordRef(id) : new RecordRef(null, ForeignJson.Key(SovereignFormat.System, id));

    /// <summary>A handoff by what the dialect calls its path: an id that was printed, a key, or the file it was before it was imported.</summary>
    public async ValueTask<Outcome<Handoff>> HandoffAsync(MemoryCaller caller, string path, CancellationToken cancellationToken)
    {
        var named = RecordIds.TryNormalise(path, out _, out _) ? new RecordRef(path)
            : new RecordRef(null, path.EndsWith(".json", StringComparison.Ordinal) ? SovereignFormat.KeyOf(path) : path);
        var loaded = await Handoffs.LoadAsync(caller, new HandoffLoadRequest { Ref = named, View = HandoffView.Digest }, cancellationToken);
        return loaded.TryGet(out var found, out var failure) ? found.Handoff : failure with { Path = "/handoff_path", Hint = "Use an id that where_did_i_leave_off or arrive printed." };
    }

    /// <summary>Handoffs that nobody has acted on, newest first; those under a claim are among them only when asked for.</summary>
    public ValueTask<Outcome<Listed<Handoff>>> WaitingAsync(
        MemoryCaller caller, string? project, string? thread, bool withClaimed, int most, CancellationToken cancellationToken)
        => Records.HandoffsAsync(caller, new RecordQuestion<Handoff>(new RecordFilter
        {
            Kind = RecordKind.Handoff,
            Project = project,
            Thread = thread,
            Statuses = withClaimed ? [HandoffStatus.Open, HandoffStatus.Claimed] : [HandoffStatus.Open],
        }, most) { Fits = handoff => handoff.Outcome is null, WithTotal = true }, cancellationToken);

    /// <summary>The token of the newest handoff of a thread that this session holds; null when it holds none.</summary>
    public async ValueTask<string?> HeldAsync(MemoryCaller caller, string thread, CancellationToken cancellationToken)
    {
        var claimed = new RecordQuestion<Handoff>(new RecordFilter { Kind = RecordKind.Handoff, Thread = thread, Statuses = [HandoffStatus.Claimed] }, int.MaxValue)
        {
            Fits = handoff => handoff.Claim?.Holder == caller.Principal,
        };
        if (!(await Records.HandoffsAsync(caller, claimed, cancellationToken)).TryGet(out var found, out _)) return null;
        foreach (var handoff in found.Records)
        {
            if (await Claims.HeldAsync(caller, handoff, cancellationToken) is { } token) return token;
        }
        return null;
    }

    /// <summary>Questions that are still open, newest first.</summary>
    public ValueTask<Outcome<Listed<MemoryRecord>>> OpenThreadsAsync(
        MemoryCaller caller, string? project, Func<MemoryRecord, bool> fits, int most, CancellationToken cancellationToken, bool withTotal = true)
        => Records.RecallAsync(caller, new RecordQuestion<MemoryRecord>(
            new RecordFilter { Kind = RecordKind.Memory, Project = project, Types = [SovereignTypes.OpenThread] }, most)
        {
            Fits = memory => memory.ValidTo is null && fits(memory),
            WithTotal = withTotal,
        }, cancellationToken);
}
