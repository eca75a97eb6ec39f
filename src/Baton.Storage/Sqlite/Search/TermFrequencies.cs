using Baton.Storage.Sqlite.Connections;

namespace Baton.Storage.Sqlite.Search;

/// <summary>How many records hold each term, by partition: only of partitions the scope may see.</summary>
internal sealed class TermFrequencies
{
    private readonly Dictionary<(long Partition, string Term), long> _counts = [];
    private readonly IReadOnlyList<string> _terms;

    public TermFrequencies(Connection connection, IReadOnlyList<long> partitions, IReadOnlyList<string> terms)
    {
        _terms = terms;
        foreach (var partition in partitions)
        {
            foreach (var term in terms) _counts[(partition, term)] = Count(connection, partition, term);
        }
    }

    /// <summary>The terms of one partition.</summary>
    public IEnumerable<(string Term, long Frequency)> In(long partition) => _terms.Select(term => (term, _counts[(partition, term)]));

    /// <summary>All partitions together, by term.</summary>
    public IReadOnlyList<long> Total(IReadOnlyList<long> partitions)
        => [.. _terms.Select(term => partitions.Sum(partition => _counts[(partition, term)]))];

    private static long Count(Connection connection, long partition, string term)
    {
        using var row = connection.Prepare($"SELECT doc FROM {PartitionTable.Terms(partition)} WHERE term = ?").Bind(term);
        return row.Step() ? row.Int64(0) : 0;
    }
}
