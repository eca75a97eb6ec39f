using Baton.Memory.Outcomes;
using Baton.Memory.Storage;
using Baton.Storage.Folders;
using Baton.Storage.Sqlite.Connections;
using Baton.Storage.Sqlite.Records;
using Baton.Storage.Sqlite.Schema;
using Baton.Storage.Sqlite.Vectors;
using Baton.Storage.Sqlite.Writing;
using SQLitePCL;

namespace Baton.Storage.Sqlite;

/// <summary>
/// What agents remember, in <c>memory.db</c>: write-ahead log, durable on return, shared safely by every process that opens
/// the folder.
/// </summary>
public sealed class SqliteMemoryStore : IMemoryStore
{
    private readonly DataFile _file;
    private readonly WriteQueue _writes;
    private readonly VectorCache _vectors = new();
    private readonly Lock _stampGate = new();
    private Connection? _stamp;

    private SqliteMemoryStore(DataFile file, TimeProvider time)
    {
        _file = file;
        _writes = new WriteQueue(file.Writer, time);
    }

    /// <summary>Opens the store, making the folder and the file when there are none.</summary>
    /// <param name="folder">Where it lies.</param>
    /// <param name="time">Measures how long other processes are waited for.</param>
    /// <param name="cancellationToken">Looked at before the file is opened.</param>
    /// <exception cref="StoreUnavailableException">It cannot be used; the message says why and what to do, nothing was written.</exception>
    public static ValueTask<SqliteMemoryStore> OpenAsync(DataFolder folder, TimeProvider time, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(new SqliteMemoryStore(DataFile.Open(folder, Schemas.Memory, new Patience(time)), time));
    }

    /// <summary>The file's writer, for tests that make it fail.</summary>
    internal Connection Writer => _file.Writer;

    /// <inheritdoc/>
    public async ValueTask<T> ReadAsync<T>(Func<IMemoryReader, ValueTask<T>> work, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Connection? reader = null;
        try
        {
            reader = _file.Rent();
            var result = await InSnapshotAsync(reader, work, cancellationToken);
            _file.Return(reader);
            return result;
        }
        catch (SqliteError error)
        {
            reader?.Dispose();
            if (error.Code == raw.SQLITE_INTERRUPT) cancellationToken.ThrowIfCancellationRequested();
            throw error.Explain();
        }
        catch
        {
            reader?.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask<Outcome<T>> WriteAsync<T>(Func<IMemoryWriter, ValueTask<Outcome<T>>> work, CancellationToken cancellationToken)
    {
        var item = new WriteItem<Outcome<T>>(async connection =>
        {
            // A cache of its own: what is rolled back must never be remembered.
            using var session = new MemorySession(connection, new VectorCache());
            var outcome = await work(session);
            return (outcome, outcome.Succeeded);
        }, cancellationToken);
        _writes.Enqueue(item);
        return await item.Answer;
    }

    /// <inheritdoc/>
    public ValueTask<long> ChangeStampAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            lock (_stampGate)
            {
                // The number is this connection's own view of everybody else's commits, so it must never write and never change.
                return new((_stamp ??= _file.OpenReader()).QueryInt64("PRAGMA data_version"));
            }
        }
        catch (SqliteError error)
        {
            throw error.Explain();
        }
    }

    /// <summary>
    /// Writes the file anew without what was deleted, and empties the write-ahead log, so that what was purged is in neither.
    /// False when other processes kept it from doing so.
    /// </summary>
    public bool Compact()
    {
        try
        {
            using var connection = Connection.Open(_file.Path, OpenMode.ReadWrite);
            connection.SetBusyTimeout(TimeSpan.FromSeconds(5));
            connection.ExecuteScript("VACUUM");
            return connection.QueryInt64("PRAGMA wal_checkpoint(TRUNCATE)") == 0;
        }
        catch (SqliteError error) when (error.IsBusy)
        {
            return false;
        }
        catch (SqliteError error)
        {
            throw error.Explain();
        }
    }

    /// <summary>Finishes the writes that are queued, then closes.</summary>
    public async ValueTask DisposeAsync()
    {
        await _writes.DisposeAsync();
        _stamp?.Dispose();
        _file.Dispose();
    }

    private async ValueTask<T> InSnapshotAsync<T>(
        Connection reader, Func<IMemoryReader, ValueTask<T>> work, CancellationToken cancellationToken)
    {
        reader.Execute("BEGIN");
        using var session = new MemorySession(reader, _vectors);
        T result;
        using (cancellationToken.UnsafeRegister(static state => ((Connection)state!).Interrupt(), reader))
        {
            result = await work(session);
        }
        reader.Execute("COMMIT");
        return result;
    }
}
