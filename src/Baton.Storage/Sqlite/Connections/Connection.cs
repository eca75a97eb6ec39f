using SQLitePCL;

namespace Baton.Storage.Sqlite.Connections;

/// <summary>One connection to one file, used by one thread at a time. Statements are prepared once and kept.</summary>
internal sealed class Connection : IDisposable
{
    /// <summary>Beyond this the least recently used statement goes: searches make many shapes.</summary>
    private const int MaxStatements = 200;
    private readonly sqlite3 _handle;
    private readonly Dictionary<string, Statement> _statements = new(StringComparer.Ordinal);
    private long _uses;

    private Connection(sqlite3 handle, string path)
    {
        _handle = handle;
        Path = path;
    }

    public string Path { get; }

    /// <summary>Row id of the last insertion.</summary>
    public long LastRowId => raw.sqlite3_last_insert_rowid(_handle);

    /// <summary>Rows that the last statement changed.</summary>
    public int Changes => raw.sqlite3_changes(_handle);

    /// <summary>Whether a transaction is open; SQLite ends one itself when the disk is full.</summary>
    public bool InTransaction => raw.sqlite3_get_autocommit(_handle) == 0;

    /// <summary>The raw handle, for backups.</summary>
    internal sqlite3 Handle => _handle;

    /// <exception cref="SqliteError">The file cannot be opened.</exception>
    public static Connection Open(string path, OpenMode mode)
    {
        NativeSqlite.EnsureLoaded();
        var flags = raw.SQLITE_OPEN_NOMUTEX | mode switch
        {
            OpenMode.ReadOnly => raw.SQLITE_OPEN_READONLY,
            OpenMode.Create => raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE,
            _ => raw.SQLITE_OPEN_READWRITE,
        };
        var result = raw.sqlite3_open_v2(path, out var handle, flags, null!);
        if (result != raw.SQLITE_OK)
        {
            handle?.Dispose();
            throw new SqliteError(result, "cannot open", path);
        }
        raw.sqlite3_extended_result_codes(handle, 1);
        // Else a statement that a partial index might serve is compiled anew each time its values are bound.
        raw.sqlite3_db_config(handle, raw.SQLITE_DBCONFIG_ENABLE_QPSG, 1, out _);
        return new Connection(handle, path);
    }

    /// <summary>How long a statement waits for another process's lock before it fails as busy.</summary>
    public void SetBusyTimeout(TimeSpan timeout) => raw.sqlite3_busy_timeout(_handle, (int)timeout.TotalMilliseconds);

    /// <summary>Stops whatever runs on this connection, from any thread.</summary>
    public void Interrupt() => raw.sqlite3_interrupt(_handle);

    /// <summary>A prepared statement, reset and ready to bind. It is lent: one row at a time, until it is disposed.</summary>
    public Statement Prepare(string sql)
    {
        if (_statements.TryGetValue(sql, out var kept))
        {
            if (kept.InUse) return Compile(sql, keep: false);
            kept.Lend(++_uses);
            return kept;
        }
        if (_statements.Count >= MaxStatements) DropOldest();
        var made = Compile(sql, keep: true);
        _statements.Add(sql, made);
        return made;
    }

    /// <summary>Runs one statement without parameters to its end.</summary>
    public void Execute(string sql)
    {
        using var statement = Prepare(sql);
        statement.Run();
    }

    /// <summary>Runs several statements, for schemas.</summary>
    public void ExecuteScript(string sql) => Check(raw.sqlite3_exec(_handle, sql));

    /// <summary>First column of the first row, as an integer.</summary>
    public long QueryInt64(string sql)
    {
        using var statement = Prepare(sql);
        return statement.Step() ? statement.Int64(0) : 0;
    }

    internal void Check(int result)
    {
        if (result is raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE) return;
        throw Error(result);
    }

    internal SqliteError Error(int result) => new(result, raw.sqlite3_errmsg(_handle).utf8_to_string(), Path);

    public void Dispose()
    {
        foreach (var statement in _statements.Values) statement.Close();
        _statements.Clear();
        _handle.Dispose();
    }

    private Statement Compile(string sql, bool keep)
    {
        const uint Persistent = 1;
        Check(raw.sqlite3_prepare_v3(_handle, sql, keep ? Persistent : 0, out var statement));
        var made = new Statement(this, statement, keep);
        made.Lend(++_uses);
        return made;
    }

    private void DropOldest()
    {
        var oldest = _statements.Where(pair => !pair.Value.InUse).OrderBy(pair => pair.Value.LastUse).Take(MaxStatements / 4).ToList();
        foreach (var (sql, statement) in oldest)
        {
            _statements.Remove(sql);
            statement.Close();
        }
    }
}

/// <summary>What a connection may do with its file.</summary>
internal enum OpenMode
{
    /// <summary>The file must exist; nothing can be written.</summary>
    ReadOnly,

    /// <summary>The file must exist.</summary>
    ReadWrite,

    /// <summary>The file is made when there is none.</summary>
    Create,
}
