using System.Collections.Immutable;
using Baton.Memory.Callers;
using Baton.Memory.Handoffs;
using Baton.Memory.Memories;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Storage;
using Baton.Memory.Tasks;
using Baton.Memory.Vault;

namespace Baton.Memory.Dialects.Ainote;

/// <summary>What the tools share: the operations, the time zone, and the vault in which files are on disk before a call returns.</summary>
internal sealed class AinoteDesk(
    MemoryContext context, RecordListing desk, HandoffOperations handoffs, MemoryOperations memories, TaskOperations tasks, DialectOptions options)
{
    private readonly IVaultFolders _vaults = options.Vaults ?? new NoVaultFolders();
    private readonly Lazy<TimeZoneInfo> _zone = new(() => options.AinoteZone ?? TimeZoneInfo.FindSystemTimeZoneById(DialectOptions.StandardZone));

    public MemoryContext Context => context;

    public RecordListing Desk => desk;

    public HandoffOperations Handoffs => handoffs;

    public MemoryOperations Memories => memories;

    public TaskOperations Tasks => tasks;

    public IVaultFolders Vaults => _vaults;

    public TimeZoneInfo Zone => _zone.Value;

    /// <summary>Now, on the clock of the dialect's zone.</summary>
    public DateTimeOffset LocalNow => TimeZoneInfo.ConvertTime(context.Clock.Now, Zone);

    /// <summary>The moment of a day and a time in the dialect's zone; beyond the ends of the calendar, its first or its last.</summary>
    public DateTimeOffset At(DateOnly date, TimeOnly time) => At(date, time, Zone);

    /// <inheritdoc cref="At(DateOnly, TimeOnly)"/>
    public static DateTimeOffset At(DateOnly date, TimeOnly time, TimeZoneInfo zone)
    {
        var local = date.ToDateTime(time);
        var ticks = local.Ticks - zone.GetUtcOffset(local).Ticks;
        return new DateTimeOffset(Math.Clamp(ticks, DateTimeOffset.MinValue.Ticks, DateTimeOffset.MaxValue.Ticks), TimeSpan.Zero);
    }

    /// <summary>Writes a file of the primary vault, or says why it could not be.</summary>
    public Failure? Write(string path, ReadOnlySpan<byte> bytes)
    {
        try
        {
            _vaults.Open(VaultFolderNames.Primary).Write(path, bytes);
            return null;
        }
        catch (IOException problem)
        {
            return Unusable(problem);
        }
    }

    /// <summary>Saved in the store, but without its file: the store is the truth, so that is said and nothing is taken back.</summary>
    public static Failure Unusable(IOException problem)
        => new(FailureCode.StoreUnavailable, $"The vault cannot be written: {problem.Message}") { Hint = "It is saved in the store; call again once the folder can be written, and the file follows." };

    /// <summary>Memories of a type in the connection's project, newest first.</summary>
    public async ValueTask<Outcome<ImmutableArray<MemoryRecord>>> ListAsync(
        MemoryCaller caller, string type, Func<MemoryRecord, bool> fits, CancellationToken cancellationToken)
    {
        var question = new RecordQuestion<MemoryRecord>(new RecordFilter { Kind = RecordKind.Memory, Types = [type] }, int.MaxValue) { Fits = fits };
        return (await desk.MemoriesAsync(caller, question, cancellationToken)).TryGet(out var listed, out var failure) ? listed.Records : failure;
    }
}
