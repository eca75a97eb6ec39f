namespace Baton.Storage.Sqlite.Search;

/// <summary>
/// Which terms find candidates. Ranking a find costs about a microsecond, so the rare terms go first and a term that is
/// nearly everywhere finds nothing on its own while rarer ones do; ranking counts it in every candidate all the same.
/// </summary>
/// <param name="Rare">Terms whose finds are all ranked.</param>
/// <param name="Common">Terms of which only the newest finds are ranked, when the rare ones are not enough.</param>
internal sealed record TermPlan(IReadOnlyList<string> Rare, IReadOnlyList<string> Common)
{
    /// <param name="terms">Terms with the number of records that hold them; those nobody has are left out.</param>
    /// <param name="budget">Most finds that the question ranks in one partition.</param>
    public static TermPlan Of(IEnumerable<(string Term, long Frequency)> terms, long budget)
    {
        var (rare, common) = (new List<string>(), new List<string>());
        var spent = 0L;
        foreach (var (term, frequency) in terms.Where(term => term.Frequency > 0).OrderBy(term => term.Frequency))
        {
            spent += frequency;
            (spent <= budget ? rare : common).Add(term);
        }
        return new TermPlan(rare, common);
    }
}
