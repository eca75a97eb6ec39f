namespace Baton.Storage.Sqlite.Search;

/// <summary>What one search has found so far.</summary>
internal sealed class Finds
{
    private readonly Dictionary<long, double> _scores = [];

    /// <summary>Texts that matched but did not pass the predicate.</summary>
    public HashSet<long> Dropped { get; } = [];

    /// <summary>Versions found, best first.</summary>
    public IEnumerable<long> Best => _scores.OrderByDescending(find => find.Value).ThenByDescending(find => find.Key).Select(find => find.Key);

    public void Add(long version, double score) => _scores[version] = _scores.GetValueOrDefault(version) + score;

    public bool Contains(long version) => _scores.ContainsKey(version);
}
