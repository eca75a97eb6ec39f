using Baton.Storage.Sqlite.Connections;

namespace Baton.Storage.Sqlite.Peers;

/// <summary>
/// What retrieval is measured against: one FTS5 table with its defaults, in memory, asked for any of the question's words and
/// ranked by BM25.
/// </summary>
public sealed class PlainFullText : IDisposable
{
    private readonly Connection _connection;

    public PlainFullText()
    {
        _connection = Connection.Open(":memory:", OpenMode.Create);
        _connection.ExecuteScript("CREATE VIRTUAL TABLE texts USING fts5(text)");
    }

    /// <summary>Adds texts, numbered from 0 in their order.</summary>
    public void Add(IEnumerable<string> texts)
    {
        _connection.Execute("BEGIN");
        var number = 0L;
        foreach (var text in texts)
        {
            using var insert = _connection.Prepare("INSERT INTO texts (rowid, text) VALUES (?, ?)").Bind(number++).Bind(text);
            insert.Run();
        }
        _connection.Execute("COMMIT");
    }

    /// <summary>Numbers of the texts found, best first.</summary>
    public IReadOnlyList<int> Search(string question, int limit)
    {
        var words = question.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(word => new string([.. word.Select(letter => char.IsLetterOrDigit(letter) ? letter : ' ')]).Trim())
            .Where(word => word.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (words.Count == 0) return [];
        var match = string.Join(" OR ", words.SelectMany(word => word.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Select(word => $"\"{word}\""));
        using var row = _connection.Prepare("SELECT rowid FROM texts WHERE texts MATCH ? ORDER BY rank LIMIT ?").Bind(match).Bind((long)limit);
        var found = new List<int>();
        while (row.Step()) found.Add(row.Int32(0));
        return found;
    }

    public void Dispose() => _connection.Dispose();
}
