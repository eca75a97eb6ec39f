using Baton.Memory.Outcomes;
using Baton.Memory.Storage;
using Baton.Storage.Sqlite.Connections;
using Baton.Storage.Sqlite.Records;
using Baton.Storage.Sqlite.Vectors;
using SQLitePCL;

namespace Baton.Memory.Tests.Support;

/// <summary>The room's store, with a count of the instructions that SQLite executes for what is read: work, which no other load on the machine changes.</summary>
public sealed class WorkMeter(IMemoryStore store, string folder) : IMemoryStore
{
    private const int Every = 10;
    private long _ticks;

    /// <summary>Instructions of SQLite's virtual machine so far, those of the full-text index among them.</summary>
    public long Steps => _ticks * Every;

    public async ValueTask<T> ReadAsync<T>(Func<IMemoryReader, ValueTask<T>> work, CancellationToken cancellationToken)
    {
        using var connection = Connection.Open(Path.Combine(folder, "memory.db"), OpenMode.ReadWrite);
        connection.Execute("BEGIN");
        raw.sqlite3_progress_handler(connection.Handle, Every, _ => Count(), null);
        using var session = new MemorySession(connection, new VectorCache());
        return await work(session);
    }

    public ValueTask<Outcome<T>> WriteAsync<T>(Func<IMemoryWriter, ValueTask<Outcome<T>>> work, CancellationToken cancellationToken) => store.WriteAsync(work, cancellationToken);

    public ValueTask<long> ChangeStampAsync(CancellationToken cancellationToken) => store.ChangeStampAsync(cancellationToken);

    /// <summary>The store itself belongs to whoever made it.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private int Count()
    {
        _ticks++;
        return 0;
    }
}
