using Baton.Gateway.Audit;
using Baton.Memory.Outcomes;
using Baton.Memory.Storage;
using Baton.Storage.Folders;
using Baton.Storage.Sqlite.Commits;
using Baton.Storage.Sqlite.Connections;
using Baton.Storage.Sqlite.Schema;

namespace Baton.Storage.Sqlite.Audit;

/// <summary>The audit log in <c>audit.db</c>, shared by every process on the data folder.</summary>
public sealed class SqliteAuditStore : IAuditStore
{
    /// <summary>Rows about calls that have already happened may wait so long for company in one commit.</summary>
    private static readonly TimeSpan PostDelay = TimeSpan.FromMilliseconds(5);
    private readonly DataFile _file;
    private readonly AuditKeys _keys;
    private readonly AuditChainId _id;
    private readonly AuditEnd _end;
    private readonly AuditPrune _prune;
    private readonly GroupCommit _commit;
    private readonly Checkpointer _checkpointer;
    private readonly Continuity _continuity;
    private readonly Action<Exception> _failed;
    private readonly TimeProvider _time;
    private readonly ITimer _pump;
    private int _pumpArmed;
    private int _disposed;

    private SqliteAuditStore(DataFile file, AuditKeys keys, AuditChainId id, AuditOptions options, TimeProvider time, Action<Exception> failed)
    {
        _file = file;
        _keys = keys;
        _id = id;
        _time = time;
        _failed = failed;
        _end = new AuditEnd(new AuditChain(keys, id), time);
        _prune = new AuditPrune(keys, id, _end, time);
        _checkpointer = new Checkpointer(file);
        _continuity = new Continuity(WalIndex.Of(file.Writer));
        _commit = new GroupCommit(file.Writer, time, inline: !options.SyncFull) { Begun = () => _end.Begin(_continuity.Begins()), Committed = Committed };
        _pump = TimeProvider.System.CreateTimer(Pump, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <param name="folder">The data folder.</param>
    /// <param name="keys">The log's keys.</param>
    /// <param name="options">How it is kept.</param>
    /// <param name="time">Gives the rows their time.</param>
    /// <param name="failed">Told of posted rows that could not be committed.</param>
    /// <exception cref="StoreUnavailableException">The file cannot be used, or another key began it.</exception>
    public static SqliteAuditStore Open(DataFolder folder, AuditKeys keys, AuditOptions options, TimeProvider time, Action<Exception> failed)
    {
        ArgumentNullException.ThrowIfNull(options);
        var patience = new Patience(time);
        var file = DataFile.Open(folder, Schemas.Audit, patience);
        try
        {
            // FULL waits for the disk at every commit; NORMAL survives the death of the process, not of the machine.
            file.Writer.ExecuteScript(options.SyncFull ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
            file.Writer.ExecuteScript("PRAGMA wal_autocheckpoint = 0");
            return new SqliteAuditStore(file, keys, AuditChainStart.Open(file, keys, patience), options, time, failed);
        }
        catch (SqliteError error)
        {
            file.Dispose();
            throw error.Explain();
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The file's writer, for tests that make it fail.</summary>
    internal Connection Writer => _file.Writer;

    public ValueTask<long> AppendAsync(AuditEntry entry) => new(_commit.RunAsync(new AuditAppend(_end, entry)));

    public void Post(AuditEntry entry)
    {
        _commit.Leave(new AuditAppend(_end, entry) { Failed = _failed });
        if (Interlocked.Exchange(ref _pumpArmed, 1) == 0) _pump.Change(PostDelay, Timeout.InfiniteTimeSpan);
    }

    public IEnumerable<AuditRow> Read(AuditQuery query)
    {
        var reader = _file.OpenReader();
        try
        {
            foreach (var row in AuditSelect.Rows(reader, query)) yield return row;
        }
        finally
        {
            reader.Dispose();
        }
    }

    public AuditVerdict Verify(IEnumerable<AuditHead> heads, CancellationToken cancellationToken)
    {
        using var reader = _file.OpenReader();
        reader.Execute("BEGIN");
        var verifier = new AuditVerifier(_keys, _id, AuditChainStart.Checkpoint(reader), heads);
        foreach (var row in AuditSelect.Rows(reader, new AuditQuery()))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!verifier.Accept(row)) break;
        }
        return verifier.Finish();
    }

    public AuditStanding? Prove(long sequence)
    {
        using var reader = _file.OpenReader();
        reader.Execute("BEGIN");
        return new AuditProof(new AuditChain(_keys, _id)).Of(reader, sequence);
    }

    public AuditHead Head()
    {
        using var reader = _file.OpenReader();
        var (sequence, mac) = new AuditEnd(new AuditChain(_keys, _id), _time).Read(reader);
        return AuditHead.Sign(_keys, _id.ToString(), sequence, mac, _time.GetUtcNow());
    }

    public AuditPrunePlan? PlanPrune(DateTimeOffset before)
    {
        using var reader = _file.OpenReader();
        reader.Execute("BEGIN");
        return AuditPrune.Plan(reader, before);
    }

    public async ValueTask<Outcome<long>> PruneAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return await _commit.RunAsync(new CommitWork<Outcome<long>>(connection => _prune.Run(connection, before)));
    }

    public async ValueTask FlushAsync() => await _commit.RunAsync(new CommitWork<bool>(static _ => true));

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0) return;
        await _pump.DisposeAsync();
        await FlushAsync();
        await _checkpointer.DisposeAsync();
        _file.Dispose();
    }

    private void Committed()
    {
        _continuity.Ends();
        _checkpointer.Count();
    }

    private void Pump(object? state)
    {
        Volatile.Write(ref _pumpArmed, 0);
        _commit.Pump();
    }
}
