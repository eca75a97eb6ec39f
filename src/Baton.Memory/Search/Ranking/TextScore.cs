namespace Baton.Memory.Search.Ranking;

/// <summary>
/// BM25 over a record and what stands around it: a term in the title, the tags or the next turn is an occurrence of less or
/// more weight (as in BM25F), so that a question answered across two turns is found by either.
/// </summary>
internal sealed class TextScore
{
    private readonly RankingWeights _weights;
    private readonly TermStatistics _statistics;
    private readonly ThreadWindow _window;
    private readonly double[] _termWeights;
    private readonly double _total;

    public TextScore(RankingWeights weights, TermStatistics statistics, ThreadWindow window)
    {
        _weights = weights;
        _statistics = statistics;
        _window = window;
        _termWeights = new double[statistics.Frequencies.Count];
        for (var term = 0; term < _termWeights.Length; term++)
        {
            if (statistics.Frequencies[term] > 0) _total += _termWeights[term] = statistics.Weight(term);
        }
    }

    /// <summary>A score of 0 or more, comparable within one question.</summary>
    public double Of(Candidate candidate)
    {
        var (previous, next) = (_window.At(candidate, -1), _window.At(candidate, 1));
        var (secondPrevious, secondNext) = (_window.At(candidate, -2), _window.At(candidate, 2));
        var saturation = _weights.Saturation
            * (1 - _weights.LengthPenalty + (_weights.LengthPenalty * candidate.Text.Words / Math.Max(_statistics.AverageWords, 1)));
        var score = 0.0;
        var covered = 0.0;
        for (var term = 0; term < _termWeights.Length; term++)
        {
            var own = candidate.Text;
            var occurrences = own.Body[term] + (_weights.Title * own.Title[term]) + (_weights.Keyword * own.Keywords[term])
                + Lent(previous, term, _weights.Previous) + Lent(next, term, _weights.Next)
                + Lent(secondPrevious, term, _weights.SecondPrevious) + Lent(secondNext, term, _weights.SecondNext);
            if (occurrences <= 0) continue;
            score += _termWeights[term] * occurrences / (occurrences + saturation);
            covered += _termWeights[term] * Math.Min(occurrences, 1);
        }
        return _total > 0 ? score * (1 - _weights.Coverage + (_weights.Coverage * covered / _total)) : 0;
    }

    private double Lent(Candidate? neighbour, int term, double weight)
        => neighbour is null ? 0 : weight * Math.Min(neighbour.Text.Body[term], _weights.NeighbourCap);
}
