using Baton.Memory.Search.Queries;

namespace Baton.Memory.Search.Ranking;

/// <summary>
/// Orders candidates. All signs are brought to one measure before they are added: fusing ranks instead loses a weak list's
/// noise into a strong one.
/// </summary>
internal sealed class Ranker(RankingWeights weights)
{
    /// <summary>Best first; equal scores in the order of ids, so that the order is the same every time.</summary>
    /// <param name="query">What is asked.</param>
    /// <param name="candidates">What is in the running.</param>
    /// <param name="statistics">How common the terms are.</param>
    /// <param name="now">From when age is counted.</param>
    /// <param name="recencyBias">What being new is worth to the caller beyond the weights, in shares of the best textual score.</param>
    public IReadOnlyList<Ranked> Rank(
        SearchQuery query, IReadOnlyList<Candidate> candidates, TermStatistics statistics, DateTimeOffset now, double recencyBias = 0)
    {
        var text = new TextScore(weights, statistics, new ThreadWindow(candidates));
        var scores = new double[candidates.Count];
        for (var i = 0; i < scores.Length; i++) scores[i] = text.Of(candidates[i]);
        var best = scores.Length > 0 ? scores.Max() : 0;
        if (best > 0)
        {
            foreach (ref var score in scores.AsSpan()) score /= best;
        }
        var prior = new ThreadPrior(candidates, scores, weights.ThreadTop);
        var ranked = new Ranked[scores.Length];
        for (var i = 0; i < ranked.Length; i++) ranked[i] = new Ranked(candidates[i], Parts(query, candidates[i], scores[i], prior, now) with { Recency = recencyBias * Freshness(candidates[i], now) });
        Array.Sort(ranked, static (a, b) => b.Score.CompareTo(a.Score) is var order and not 0 ? order : string.CompareOrdinal(a.Candidate.Id, b.Candidate.Id));
        return ranked;
    }

    private ScoreParts Parts(SearchQuery query, Candidate candidate, double text, ThreadPrior prior, DateTimeOffset now)
    {
        var day = DateOnly.FromDateTime(candidate.When.UtcDateTime);
        var nearness = 0.0;
        foreach (var date in query.Dates) nearness = Math.Max(nearness, date.Nearness(day));
        return new ScoreParts(
            Text: text,
            Thread: weights.Thread * prior.Of(candidate, text),
            Date: weights.Date * nearness,
            Label: candidate.Text.NamesLabel ? weights.Label : 0,
            Question: candidate.Text.Asks ? -weights.Question : 0,
            Figure: query.AsksForFigure && candidate.Text.HasFigure ? weights.Figure : 0,
            Phrase: (weights.Phrase * candidate.Phrases) + (weights.Piece * candidate.Pieces),
            Meaning: weights.Meaning * Math.Max(0, (candidate.Meaning - weights.MeaningFloor) / (1 - weights.MeaningFloor)),
            Factor: 1 + (candidate.Pinned ? weights.Pinned : 0) + (weights.Recency * ((2 * Freshness(candidate, now)) - 1)) + (weights.Trust * candidate.Trust)
                - (candidate.EndedAt <= now ? weights.Ended : 0));
    }

    /// <summary>1 for now, halved with each half-life of its type.</summary>
    private double Freshness(Candidate candidate, DateTimeOffset now)
    {
        var halfLife = weights.RecencyHalfLife.TryGetValue(candidate.Type ?? "", out var days) ? days : weights.RecencyHalfLife[""];
        var age = Math.Max((now - candidate.RecordedAt).TotalDays, 0);
        return Math.Pow(0.5, age / halfLife);
    }
}
