using Baton.Memory.Storage;
using Baton.Storage.Sqlite.Commits;
using Baton.Storage.Sqlite.Connections;

namespace Baton.Storage.Sqlite.Gateway;

/// <summary>
/// <c>gateway.db</c> with its two writers: one whose commits reach the disk, for what an operator decides and for approvals,
/// which must never be used twice; and one on the path of every call, whose commits survive the death of the process.
/// </summary>
internal sealed class GatewayFile : IAsyncDisposable
{
    private readonly DataFile _file;
    private readonly Connection _fast;
    private readonly Checkpointer _checkpointer;
    private readonly Continuity _continuity;
    private int _disposed;

    public GatewayFile(DataFile file, TimeProvider time)
    {
        _file = file;
        _fast = Connection.Open(file.Path, OpenMode.ReadWrite);
        _fast.ExecuteScript("PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 0");
        _fast.QueryInt64("PRAGMA schema_version");
        _checkpointer = new Checkpointer(file);
        Durable = new GroupCommit(file.Writer, time, inline: false);
        var index = WalIndex.Of(_fast);
        Generations = new Generations(index, () => Read(ReadGenerations));
        _continuity = new Continuity(index);
        Fast = new GroupCommit(_fast, time, inline: true) { Begun = FastBegins, Committed = FastEnds };
    }

    /// <summary>How far configuration and pins have come.</summary>
    public Generations Generations { get; }

    /// <summary>Commits survive loss of power.</summary>
    public GroupCommit Durable { get; }

    /// <summary>Commits survive the death of the process.</summary>
    public GroupCommit Fast { get; }

    /// <summary>What the fast writer knows of the counters; for its transactions.</summary>
    public LimitMemory Memory { get; } = new();

    /// <summary>Reads in one snapshot.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot answer.</exception>
    public T Read<T>(Func<Connection, T> work)
    {
        Connection? reader = null;
        try
        {
            reader = _file.Rent();
            var result = work(reader);
            _file.Return(reader);
            return result;
        }
        catch (SqliteError error)
        {
            reader?.Dispose();
            throw error.Explain();
        }
        catch
        {
            reader?.Dispose();
            throw;
        }
    }

    /// <summary>Writes durably, all or nothing.</summary>
    public Task<T> WriteAsync<T>(Func<Connection, T> work, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Durable.RunAsync(new CommitWork<T>(work));
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0) return;
        await Durable.RunAsync(new CommitWork<bool>(static _ => true));
        await Fast.RunAsync(new CommitWork<bool>(static _ => true));
        await _checkpointer.DisposeAsync();
        _fast.Dispose();
        _file.Dispose();
    }

    private void FastBegins()
    {
        Generations.WriterBegins();
        Memory.Begin(_continuity.Begins());
    }

    private void FastEnds()
    {
        Generations.WriterEnded();
        _continuity.Ends();
        _checkpointer.Count();
    }

    private static (long Configuration, long Pins) ReadGenerations(Connection connection)
    {
        using var statement = connection.Prepare(Generations.Query);
        statement.Step();
        return (statement.Int64(0), statement.Int64(1));
    }
}
