using Baton.Memory.Storage;
using Baton.Storage.Sqlite.Connections;
using Baton.Storage.Sqlite.Records;

namespace Baton.Storage.Sqlite.Search;

/// <summary>
/// Candidates by text, best first: the indexes of every partition in the scope are asked, and each answer passes the one
/// predicate inside the statement that finds it. What two indexes find is scored by the sum.
/// </summary>
internal sealed class TextSearch(Connection connection, Scope scope, RecordFilter filter, ScopePredicate predicate)
{
    /// <summary>Weights of title, keywords, body and pairs in BM25: what names a record says more than what it contains.</summary>
    private const string WordWeights = "bm25(8.0, 4.0, 1.0, 1.0)";
    private const string GramWeights = "bm25(8.0, 4.0, 1.0)";

    /// <summary>A short text is found by looking, which ranks nothing.</summary>
    private const double ShortTextScore = 1;

    /// <summary>How many candidates are asked for beyond the limit at first, since the predicate may drop some.</summary>
    private const int Reserve = 4;
    private readonly Dictionary<long, double> _scores = [];

    /// <summary>Numbers of the versions found and their scores.</summary>
    public IReadOnlyList<(long Version, double Score)> Run(IEnumerable<long> partitions, TextMatch match, int limit)
    {
        var words = FtsQuery.Words(match);
        var grams = FtsQuery.Grams(match);
        foreach (var partition in partitions)
        {
            if (words is not null) Ask(PartitionTable.Words(partition), WordWeights, words, limit);
            if (grams is not null) Ask(PartitionTable.Grams(partition), GramWeights, grams, limit);
            foreach (var text in FtsQuery.Short(match)) Look(partition, text, limit);
        }
        return [.. _scores.Select(pair => (pair.Key, pair.Value)).OrderByDescending(hit => hit.Value).ThenByDescending(hit => hit.Key).Take(limit)];
    }

    /// <summary>
    /// Asks for the best by rank and lets the predicate pass them; asks for more while it has dropped too many. The best are
    /// cut off inside the index, so that a frequent word does not cost a look at every record that has it.
    /// </summary>
    private void Ask(string table, string weights, string query, int limit)
    {
        for (var candidates = (long)limit * Reserve; ; candidates = candidates > limit * 64L ? -1 : candidates * 8)
        {
            var (found, asked) = Candidates(table, weights, query, candidates);
            if (found.Count < limit && asked == candidates) continue;
            foreach (var (version, score) in found) AddScore(version, score);
            return;
        }
    }

    private (List<(long Version, double Score)> Found, long Asked) Candidates(string table, string weights, string query, long count)
    {
        var sql = new Sql("SELECT (SELECT v.no FROM texts x JOIN versions v ON v.id = x.id AND v.version >= x.first_version")
            .Add(" AND v.version <= ifnull(x.last_version, v.version) WHERE x.no = f.text");
        FilterPredicate.Append(sql, "v", filter, scope.Now);
        predicate.Visible(sql, "v");
        sql.Add($"), f.score FROM (SELECT rowid AS text, -rank AS score FROM {table} WHERE {table} MATCH ? AND rank MATCH '{weights}'", query);
        sql.Add(" ORDER BY rank LIMIT ?) f", count);
        using var row = sql.Prepare(connection);
        var found = new List<(long, double)>();
        var asked = 0L;
        while (row.Step())
        {
            asked++;
            if (!row.IsNull(0)) found.Add((row.Int64(0), row.Double(1)));
        }
        return (found, asked);
    }

    private void Look(long partition, string text, int limit)
    {
        var pattern = FtsQuery.LikePattern(text);
        var sql = new Sql("SELECT v.no FROM texts x JOIN versions v ON v.id = x.id AND v.version >= x.first_version")
            .Add(" AND v.version <= ifnull(x.last_version, v.version) WHERE x.partition = ?", partition)
            .Add(@" AND (x.title LIKE ? ESCAPE '\' OR x.keywords LIKE ? ESCAPE '\' OR x.body LIKE ? ESCAPE '\')", pattern, pattern, pattern);
        FilterPredicate.Append(sql, "v", filter, scope.Now);
        predicate.Visible(sql, "v");
        using var row = sql.Add(" ORDER BY v.recorded_at DESC LIMIT ?", limit).Prepare(connection);
        while (row.Step()) AddScore(row.Int64(0), ShortTextScore);
    }

    private void AddScore(long version, double score) => _scores[version] = _scores.GetValueOrDefault(version) + score;
}
