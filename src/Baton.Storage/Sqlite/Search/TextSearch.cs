using Baton.Memory.Storage;
using Baton.Storage.Sqlite.Connections;
using Baton.Storage.Sqlite.Records;
using Baton.Storage.Sqlite.Vectors;

namespace Baton.Storage.Sqlite.Search;

/// <summary>
/// Candidates by text: the indexes of every partition in the scope are asked, and each answer passes the one predicate inside
/// the statement that finds it.
/// </summary>
internal sealed class TextSearch
{
    /// <summary>Weights of title, keywords and body in BM25: what names a record says more than what it contains.</summary>
    private const string WordWeights = "bm25(4.0, 2.0, 1.0)";
    private const string GramWeights = "bm25(1.0)";

    /// <summary>How many candidates are asked for beyond the limit at first, since the predicate may drop some.</summary>
    private const int Reserve = 20;

    /// <summary>Near texts beyond so many are not near.</summary>
    private const int MostNear = 10_000;
    private const int TextsAtOnce = 500;

    /// <summary>Around how many of the best finds the thread is read: further down context changes no first page.</summary>
    private const int WithContext = 50;
    private readonly Connection _connection;
    private readonly VectorCache _vectors;
    private readonly Scope _scope;
    private readonly RecordFilter _filter;
    private readonly PlaceSet _visible;
    private readonly ScopePredicate _predicate;
    private readonly Finds _finds = new();

    /// <param name="visible">Where the scope's projects lie.</param>
    public TextSearch(Connection connection, VectorCache vectors, Scope scope, RecordFilter filter, PlaceSet visible)
    {
        _connection = connection;
        _vectors = vectors;
        _scope = scope;
        _filter = filter;
        _visible = visible;
        _predicate = new ScopePredicate(scope, visible);
    }

    /// <param name="asked">Where the finds may lie.</param>
    public TextHits Run(PlaceSet asked, TextMatch match, int limit)
    {
        var partitions = PartitionTable.Select(_connection, _scope, _filter.Kind, asked);
        var frequencies = new TermFrequencies(_connection, partitions, match.AnyOf);
        foreach (var partition in partitions) Ask(partition, match, frequencies, limit);
        var found = _finds.Best.Take(limit).ToList();
        var (near, nearest) = Nearest(partitions, match.Vector, limit);
        var reader = new TextHitReader(_connection, _scope, _filter, _predicate, match, near);
        found.AddRange(nearest.Except(found));
        var hits = reader.Read(found);
        hits.AddRange(reader.ReadIds(match.Ids, asked, except: hits));
        hits.AddRange(reader.ReadNewest(hits, asked));
        if (match.Around > 0) hits.AddRange(reader.ReadAround([.. hits.Take(WithContext)], asked));
        var (records, words) = PartitionTable.Size(_connection, partitions);
        var (expired, superseded) = PassedOver.Count(_connection, _scope, _filter, _visible, _finds.Dropped);
        return new TextHits
        {
            Hits = hits,
            Records = records,
            Words = words,
            Frequencies = frequencies.Total(partitions),
            Expired = expired,
            Superseded = superseded,
        };
    }

    /// <summary>
    /// The texts nearest to the question in the partitions of the scope, how near they are, and the versions of those that the
    /// predicate passes. More are looked at while it has dropped too many.
    /// </summary>
    private (Dictionary<long, double> Near, List<long> Versions) Nearest(List<long> partitions, QuantizedVector? question, int limit)
    {
        if (question is null || VectorTable.Model(_connection, question.Model) is not { } model) return ([], []);
        for (var candidates = limit + Reserve; ; candidates *= 8)
        {
            var near = Near(partitions, question, model, candidates);
            var versions = near.Keys.Chunk(TextsAtOnce).SelectMany(VersionsOf).ToList();
            if (versions.Count >= limit || near.Count < candidates || candidates > MostNear) return (near, versions);
        }
    }

    private Dictionary<long, double> Near(List<long> partitions, QuantizedVector question, long model, int count)
    {
        var near = new Dictionary<long, double>();
        foreach (var partition in partitions)
        {
            var block = _vectors.Read(_connection, partition, model, question.Values.Length);
            foreach (var (text, likeness) in block.Nearest(question.Values.Span, question.Scale, count)) near[text] = likeness;
        }
        return near;
    }

    private IEnumerable<long> VersionsOf(long[] texts)
    {
        var sql = new Sql("SELECT v.no FROM ").Add(TextHitReader.VersionsOfTexts).Add(" WHERE ").AddIn("x.no", texts);
        FilterPredicate.Append(sql, "v", _filter, _scope.Now);
        _predicate.Visible(sql, "v");
        using var row = sql.Prepare(_connection);
        while (row.Step()) yield return row.Int64(0);
    }

    private void Ask(long partition, TextMatch match, TermFrequencies frequencies, int limit)
    {
        var words = PartitionTable.Words(partition);
        var plan = TermPlan.Of(frequencies.In(partition), match.MostRanked);
        var found = plan.Rare.Count > 0 ? Ask(words, WordWeights, FtsQuery.AnyOf(plan.Rare), limit) : 0;
        if (found < limit && plan.Common.Count > 0) AskNewest(words, FtsQuery.AnyOf(plan.Common), limit, match.MostRanked);
        if (!match.Phrases.IsDefaultOrEmpty) Ask(words, WordWeights, FtsQuery.AnyOf(match.Phrases), limit);
        var unknown = frequencies.In(partition).Where(term => term.Frequency == 0).Select(term => term.Term);
        var pieces = match.Pieces.Concat(unknown).Where(FtsQuery.HasGram).Distinct(StringComparer.Ordinal).ToList();
        if (pieces.Count > 0) Ask(PartitionTable.Grams(partition), GramWeights, FtsQuery.AnyOf(pieces), limit);
    }

    /// <summary>
    /// Asks for the best by rank and lets the predicate pass them; asks for more while it has dropped too many. The best are
    /// cut off inside the index, so that a frequent word does not cost a look at every record that has it.
    /// </summary>
    private int Ask(string table, string weights, string query, int limit)
    {
        var ranked = new Sql($"SELECT rowid AS text, -rank AS score FROM {table} WHERE {table} MATCH ? AND rank MATCH '{weights}' ORDER BY rank LIMIT ?", query);
        for (var candidates = (long)limit + Reserve; ; candidates = candidates > limit * 64L ? -1 : candidates * 8)
        {
            var (found, asked) = Candidates(ranked, candidates);
            if (found.Count < limit && asked == candidates) continue;
            foreach (var (version, score) in found) _finds.Add(version, score);
            return found.Count;
        }
    }

    /// <summary>Of what is nearly everywhere, only the newest are ranked.</summary>
    private void AskNewest(string table, string query, int limit, int mostRanked)
    {
        var newest = new Sql($"SELECT text, score FROM (SELECT rowid AS text, -bm25({table}, 4.0, 2.0, 1.0) AS score FROM {table} WHERE {table} MATCH ?", query)
            .Add(" ORDER BY rowid DESC LIMIT ?) ORDER BY score DESC LIMIT ?", mostRanked);
        foreach (var (version, score) in Candidates(newest, limit + Reserve).Found) _finds.Add(version, score);
    }

    private (List<(long Version, double Score)> Found, long Asked) Candidates(Sql texts, long count)
    {
        var sql = new Sql("SELECT f.text, f.score, (SELECT v.no FROM ").Add(TextHitReader.VersionsOfTexts).Add(" WHERE x.no = f.text");
        FilterPredicate.Append(sql, "v", _filter, _scope.Now);
        _predicate.Visible(sql, "v");
        sql.Add(") FROM (").Add(texts).Add(") f", count);
        using var row = sql.Prepare(_connection);
        var found = new List<(long, double)>();
        var asked = 0L;
        while (row.Step())
        {
            asked++;
            if (row.IsNull(2)) _finds.Dropped.Add(row.Int64(0));
            else found.Add((row.Int64(2), row.Double(1)));
        }
        return (found, asked);
    }
}
