using Baton.Memory.Search.Terms;
using Baton.Storage.Sqlite.Connections;

namespace Baton.Bench.Search;

/// <summary>The peer: one FTS5 statement on the same file and the same index, with the question's words as any program would ask.</summary>
internal sealed class RawFts : IDisposable
{
    private readonly Connection _connection;
    private readonly List<string> _tables = [];

    public RawFts(string file)
    {
        _connection = Connection.Open(file, OpenMode.ReadOnly);
        using var row = _connection.Prepare("SELECT no FROM partitions WHERE past = 0 ORDER BY no");
        while (row.Step()) _tables.Add($"words_{row.Int64(0)}");
    }

    /// <param name="question">What to look for.</param>
    /// <param name="stopWords">Whether the words that are nearly everywhere are asked for too, as programs do that quote the whole question.</param>
    /// <param name="table">Which project, by number.</param>
    public int Search(string question, bool stopWords, int table)
    {
        var terms = IndexTerms.Of(question, out _).Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct()
            .Where(term => stopWords || !StopWords.Contains(term));
        var match = string.Join(" OR ", terms.Select(term => $"\"{term}\""));
        using var row = _connection.Prepare($"SELECT rowid FROM {_tables[table]} WHERE {_tables[table]} MATCH ? ORDER BY rank LIMIT 10").Bind(match);
        var count = 0;
        while (row.Step()) count++;
        return count;
    }

    public void Dispose() => _connection.Dispose();
}
