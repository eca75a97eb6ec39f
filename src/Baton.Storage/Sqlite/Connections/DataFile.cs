using System.Collections.Concurrent;
using Baton.Memory.Storage;
using Baton.Storage.Folders;
using Baton.Storage.Sqlite.Schema;

namespace Baton.Storage.Sqlite.Connections;

/// <summary>
/// One open file of the data folder: the connection that writes, and readers that are opened when first needed and kept.
/// Opening reads the header and nothing more, since a client waits for it.
/// </summary>
internal sealed class DataFile : IDisposable
{
    private const int MaxIdleReaders = 8;
    private static readonly TimeSpan StatementPatience = TimeSpan.FromSeconds(10);
    private readonly ConcurrentBag<Connection> _idle = [];
    private volatile bool _disposed;

    private DataFile(string path, Connection writer)
    {
        Path = path;
        Writer = writer;
    }

    public string Path { get; }

    /// <summary>Used by one thread at a time; the write queue sees to it.</summary>
    public Connection Writer { get; }

    /// <exception cref="StoreUnavailableException">The folder or the file cannot be used.</exception>
    public static DataFile Open(DataFolder folder, DatabaseSchema schema, Patience patience)
    {
        var path = folder.File(schema.FileName);
        Connection? writer = null;
        try
        {
            folder.Prepare();
            folder.Claim(schema.FileName);
            writer = Connection.Open(path, OpenMode.Create);
            writer.SetBusyTimeout(TimeSpan.Zero);
            patience.Retry(() => Migrator.Upgrade(writer, schema, patience));
            writer.ExecuteScript("PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA journal_size_limit = 67108864; PRAGMA secure_delete = OFF;");
            return new DataFile(path, writer);
        }
        catch (SqliteError error)
        {
            writer?.Dispose();
            throw error.Explain();
        }
        catch
        {
            writer?.Dispose();
            throw;
        }
    }

    /// <summary>A connection for reading; give it back with <see cref="Return"/>.</summary>
    public Connection Rent()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _idle.TryTake(out var idle) ? idle : OpenReader();
    }

    public void Return(Connection reader)
    {
        if (_disposed || _idle.Count >= MaxIdleReaders) reader.Dispose();
        else _idle.Add(reader);
    }

    /// <summary>A reader of its own, which the caller disposes.</summary>
    public Connection OpenReader()
    {
        var reader = Connection.Open(Path, OpenMode.ReadWrite);
        try
        {
            reader.SetBusyTimeout(StatementPatience);
            reader.Execute("PRAGMA query_only = ON");
            return reader;
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _disposed = true;
        while (_idle.TryTake(out var reader)) reader.Dispose();
        Writer.Dispose();
    }
}
