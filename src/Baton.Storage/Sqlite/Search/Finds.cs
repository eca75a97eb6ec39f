namespace Baton.Storage.Sqlite.Search;

/// <summary>What one search has found so far.</summary>
internal sealed class Finds
{
    private readonly Dictionary<long, Find> _finds = [];

    /// <summary>Texts that matched but did not pass the predicate.</summary>
    public HashSet<long> Dropped { get; } = [];

    /// <summary>Versions found, best first.</summary>
    public IEnumerable<long> Best
    {
        get
        {
            var best = _finds.Values.ToList();
            best.Sort(static (left, right) => right.Score.CompareTo(left.Score) is var order and not 0 ? order : right.Version.CompareTo(left.Version));
            return best.Select(find => find.Version);
        }
    }

    public void Add(long version, double score)
    {
        if (_finds.TryGetValue(version, out var find)) find.Score += score;
        else _finds.Add(version, new Find { Version = version, Score = score });
    }

    public bool Contains(long version) => _finds.ContainsKey(version);

    private sealed class Find
    {
        public required long Version { get; init; }

        public required double Score { get; set; }
    }
}
