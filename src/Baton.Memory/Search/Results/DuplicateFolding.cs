using System.Collections.Immutable;
using Baton.Memory.Search.Ranking;

namespace Baton.Memory.Search.Results;

/// <summary>A hit and the records that say nearly the same, best first.</summary>
internal sealed record DuplicateGroup(Ranked Best, ImmutableArray<Ranked> Others)
{
    public ImmutableArray<string> Duplicates => [.. Others.Select(other => other.Candidate.Id)];

    public IEnumerable<Candidate> All => Others.Select(other => other.Candidate).Prepend(Best.Candidate);

    public IEnumerable<string> Ids => All.Select(candidate => candidate.Id);
}

/// <summary>
/// Shows what is said several times once, under the best of them. Short texts are not folded: "yes" in two places answers
/// two questions.
/// </summary>
internal static class DuplicateFolding
{
    /// <summary>Share of runs of three words that two texts must have in common.</summary>
    private const double Alike = 0.85;
    private const int LeastRuns = 4;

    /// <summary>Folding beyond the first pages would cost more than it saves.</summary>
    private const int MostCompared = 60;

    public static List<DuplicateGroup> Fold(IEnumerable<Ranked> ranked)
    {
        var groups = new List<Open>();
        foreach (var candidate in ranked)
        {
            var runs = groups.Count < MostCompared ? WordRuns.Of(candidate.Candidate.Text.Shown) : [];
            var same = runs.Length < LeastRuns ? -1 : groups.FindIndex(group => WordRuns.AreAlike(group.Runs, runs, Alike));
            if (same >= 0) groups[same].Others.Add(candidate);
            else groups.Add(new Open(candidate, runs, []));
        }
        return [.. groups.Select(group => new DuplicateGroup(group.Best, [.. group.Others]))];
    }

    /// <summary>Each on its own.</summary>
    public static List<DuplicateGroup> Apart(IEnumerable<Ranked> ranked) => [.. ranked.Select(one => new DuplicateGroup(one, []))];

    private sealed record Open(Ranked Best, ulong[] Runs, List<Ranked> Others);
}
