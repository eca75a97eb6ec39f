using Baton.Storage.Sqlite.Connections;

namespace Baton.Bench.Storage;

/// <summary>What one would write by hand: a table and an FTS5 index over it, in write-ahead mode, durable on commit.</summary>
internal sealed class RawStore : IDisposable
{
    private readonly Connection _connection;

    public RawStore(string path)
    {
        _connection = Connection.Open(path, OpenMode.Create);
        _connection.ExecuteScript(
            """
            PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = OFF;
            CREATE TABLE memories (no INTEGER PRIMARY KEY, id TEXT UNIQUE, at INTEGER, text TEXT);
            CREATE INDEX memories_by_time ON memories (at);
            CREATE VIRTUAL TABLE memories_text USING fts5(text, content='memories', content_rowid='no', tokenize='porter unicode61');
            """);
    }

    public void Dispose() => _connection.Dispose();

    public void Write(IEnumerable<(string Id, string Text, long At)> memories)
    {
        _connection.Execute("BEGIN IMMEDIATE");
        foreach (var (id, text, at) in memories)
        {
            using (var insert = _connection.Prepare("INSERT INTO memories (id, at, text) VALUES (?, ?, ?)")) insert.Bind(id).Bind(at).Bind(text).Run();
            using var index = _connection.Prepare("INSERT INTO memories_text (rowid, text) VALUES (?, ?)");
            index.Bind(_connection.LastRowId).Bind(text).Run();
        }
        _connection.Execute("COMMIT");
    }

    public int Search(string[] words)
        => Read("SELECT m.id, m.text, rank FROM memories_text JOIN memories m ON m.no = memories_text.rowid WHERE memories_text MATCH ? ORDER BY rank LIMIT 10",
            string.Join(" OR ", words.Select(word => $"\"{word}\"")));

    public int Get(string id) => Read("SELECT id, text FROM memories WHERE id = ?", id);

    public int Newest() => Read("SELECT id, text FROM memories WHERE at > ? ORDER BY at DESC LIMIT 20", "");

    private int Read(string sql, string value)
    {
        using var row = _connection.Prepare(sql);
        if (value.Length == 0) row.Bind(0L);
        else row.Bind(value);
        var bytes = 0;
        while (row.Step()) bytes += row.Text(0).Length + row.Text(1).Length;
        return bytes;
    }
}
