using Baton.Memory.Search.Queries;
using Baton.Memory.Search.Ranking;
using Baton.Memory.Storage;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Memory.Tests.Search.Ranking;

/// <summary>The ranking beside the recipe written down once more, without windows, spans or caches.</summary>
public sealed class RankerOracleTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);
    private static readonly string[] Words = ["tractor", "plough", "barn", "sand", "well", "1999", "Ann"];
    private static readonly RankingWeights Weights = RankingWeights.Current;

    private static readonly Gen<string> Line = Gen.Elements(Words).ListOf().Select(static words => string.Join(' ', words.Take(6)));

    private static readonly Gen<TextHit> Hit =
        from text in Line
        from title in Gen.Elements("", "", "tractor barn")
        from keywords in Gen.Elements("", "", "plough")
        from thread in Gen.Elements<string?>(null, "t", "u")
        from position in Gen.Choose(0, 6)
        from age in Gen.Choose(0, 400)
        from pinned in Gen.Elements(true, false)
        from importance in Gen.Elements<double?>(null, 0, 0.3, 1)
        from layer in Gen.Elements<string?>(null, "stated", "hypothesis", "verified")
        from ended in Gen.Elements<int?>(null, -1, 0, 1)
        from likeness in Gen.Elements<double?>(null, -0.5, 0.3, 0.8)
        select new TextHit
        {
            Id = "", Version = 1, Project = "p", Thread = thread, Position = thread is null ? null : position, CreatedAt = Now.AddDays(-age), RecordedAt = Now.AddDays(-age),
            Text = new SearchText(title, keywords, text), Words = text.Split(' ').Length, Pinned = pinned, Importance = importance, Layer = layer,
            ValidTo = ended is { } days ? Now.AddDays(days) : null, Likeness = likeness,
        };

    [Fact]
    public void Rank_AnyRecords_HasTheScoresOfTheRecipe_InTheirOrder()
        => Prop.ForAll(Hit.NonEmptyListOf().ToArbitrary(), static drawn =>
        {
            var hits = drawn.Take(12).Select((hit, number) => hit with { Id = $"m{number:D2}" }).ToList();
            // one record at each place of a thread, as a conversation has it
            hits = [.. hits.GroupBy(hit => (hit.Thread ?? hit.Id, hit.Position)).Select(same => same.First())];
            var query = QueryAnalyzer.Analyze("\"tractor barn\" plough in 1999", DateOnly.FromDateTime(Now.UtcDateTime));
            var terms = new QueryTermIndex(query.Terms);
            var candidates = hits.Select(hit => CandidateReader.Read(hit, query, terms)).ToList();
            var statistics = new TermStatistics(50, 3, [.. query.Terms.Select((_, term) => (long)candidates.Count(candidate => candidate.Text.Holds(term)))]);

            var ranked = new Ranker(Weights).Rank(query, candidates, statistics, Now);

            var text = candidates.Select(candidate => Bm25(candidate, candidates, statistics)).ToList();
            var best = text.Max() is > 0 and var most ? most : 1;
            foreach (var (parts, candidate) in ranked.Select(found => (found.Parts, found.Candidate)))
            {
                var own = text[candidates.IndexOf(candidate)] / best;
                parts.Text.ShouldBe(own, 1e-9);
                parts.Thread.ShouldBe(Weights.Thread * ThreadShare(candidate, candidates, text, own, best), 1e-9);
                parts.Total.ShouldBe(Math.Max(0, parts.Text + parts.Thread + parts.Date + parts.Label + parts.Question + parts.Figure + parts.Phrase + parts.Meaning) * Factor(candidate), 1e-9);
                var named = parts.Named.ToDictionary(part => part.Name, part => part.Value);
                var factor = named["factor"];
                (named.Where(part => part.Key != "factor").Sum(part => part.Value) * factor).ShouldBe(parts.Total, 0.001, "what explain shows adds up");
            }
            ranked.Select(found => (-found.Score, found.Candidate.Id)).ShouldBeInOrder();
        }).Check(Repeatable.Config.WithMaxTest(300));

    private static double Bm25(Candidate candidate, List<Candidate> all, TermStatistics statistics)
    {
        var (sum, covered, total) = (0.0, 0.0, 0.0);
        for (var term = 0; term < statistics.Frequencies.Count; term++)
        {
            if (statistics.Frequencies[term] == 0) continue;
            var weight = statistics.Weight(term);
            total += weight;
            var occurrences = candidate.Text.Body[term] + (2.0 * candidate.Text.Title[term]) + (0.75 * candidate.Text.Keywords[term]);
            foreach (var (offset, share) in new[] { (-1, 0.4), (1, 0.25), (-2, 0.1), (2, 0.1) })
            {
                var beside = all.Find(other => candidate.Thread is not null && other.Thread == candidate.Thread && other.Position == candidate.Position + offset);
                if (beside is not null) occurrences += share * Math.Min(1, (int)beside.Text.Body[term]);
            }
            var saturation = 0.6 + (0.4 * candidate.Text.Words / 3);
            sum += weight * occurrences / (occurrences + saturation);
            covered += weight * Math.Min(1, occurrences);
        }
        return total > 0 ? sum * (0.5 + (0.5 * covered / total)) : 0;
    }

    private static double ThreadShare(Candidate candidate, List<Candidate> all, List<double> text, double own, double best)
    {
        if (candidate.Thread is null) return own;
        double Sum(string thread) => all.Zip(text).Where(pair => pair.First.Thread == thread).Select(pair => pair.Second / best).OrderDescending().Take(5).Sum();
        var most = all.Where(other => other.Thread is not null).Select(other => Sum(other.Thread!)).Max();
        return most > 0 ? Sum(candidate.Thread) / most : 0;
    }

    private static double Factor(Candidate candidate)
    {
        var age = (Now - candidate.RecordedAt).TotalDays;
        return 1 + (candidate.Pinned ? 0.05 : 0) + (0.05 * ((2 * Math.Pow(0.5, age / 90)) - 1)) + (0.05 * candidate.Trust) - (candidate.EndedAt <= Now ? 0.4 : 0);
    }
}
