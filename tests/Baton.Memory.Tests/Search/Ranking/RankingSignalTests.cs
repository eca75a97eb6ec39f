using System.Collections.Immutable;
using Baton.Memory.Search.Queries;
using Baton.Memory.Search.Ranking;
using Baton.Memory.Storage;

namespace Baton.Memory.Tests.Search.Ranking;

/// <summary>
/// Each weight by itself: two records that differ in one sign only. With the weight in force the one that has it comes first,
/// though its id is the later one; with the weight at nothing their scores are equal.
/// </summary>
public sealed class RankingSignalTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);

    public static TheoryData<string> Signals => [.. Cases.Keys];

    private static Dictionary<string, Case> Cases { get; } = new()
    {
        ["title"] = new("tractor", Text("the old tractor") with { Text = new SearchText("tractor", "", "the old tractor") }, Text("the old tractor"), weights => weights with { Title = 0 }),
        ["keyword"] = new("tractor", Text("the old tractor") with { Text = new SearchText("", "tractor", "the old tractor") }, Text("the old tractor"), weights => weights with { Keyword = 0, Label = 0 }),
        ["label by tag"] = new("tractor", Text("the old tractor") with { Text = new SearchText("", "tractor", "the old tractor") }, Text("the old tractor"), weights => weights with { Label = 0, Keyword = 0 }),
        ["label by author"] = new("what did ann say of the tractor", Text("ann: an old tractor"), Text("an ann old tractor"), weights => weights with { Label = 0 }),
        ["date"] = new("tractor in may 2025", Text("tractor") with { ValidFrom = Day(2025, 5, 9) }, Text("tractor") with { ValidFrom = Day(2024, 8, 9) }, weights => weights with { Date = 0 }),
        ["question"] = new("tractor", Text("the old tractor."), Text("the old tractor?"), weights => weights with { Question = 0 }),
        ["figure"] = new("when was the tractor sold", Text("tractor sold in 1999"), Text("tractor sold in rain"), weights => weights with { Figure = 0 }),
        ["phrase"] = new("\"old tractor\"", Text("an old tractor"), Text("a tractor old"), weights => weights with { Phrase = 0 }),
        ["piece"] = new("tractor ctor_40", Text("tractor vector_4021"), Text("tractor somewhere"), weights => weights with { Piece = 0 }),
        ["meaning"] = new("tractor", Text("tractor") with { Likeness = 0.9 }, Text("tractor") with { Likeness = 0.3 }, weights => weights with { Meaning = 0 }),
        ["meaning floor"] = new("tractor", Text("tractor") with { Likeness = 0.31 }, Text("tractor") with { Likeness = -1 }, weights => weights with { MeaningFloor = 0.31 }),
        ["pinned"] = new("tractor", Text("tractor") with { Pinned = true }, Text("tractor"), weights => weights with { Pinned = 0 }),
        ["recency"] = new("tractor", Text("tractor"), Text("tractor") with { RecordedAt = Now.AddDays(-1) }, weights => weights with { Recency = 0 }),
        ["recency by type"] = new("tractor", Aged("preference"), Aged("context"), weights => weights with { RecencyHalfLife = ImmutableDictionary<string, double>.Empty.Add("", 90) }),
        ["importance"] = new("tractor", Text("tractor") with { Importance = 0.8 }, Text("tractor") with { Importance = 0.6 }, weights => weights with { Trust = 0 }),
        ["layer verified"] = new("tractor", Text("tractor") with { Layer = "verified" }, Text("tractor") with { Layer = "stated" }, weights => weights with { Trust = 0 }),
        ["layer hypothesis"] = new("tractor", Text("tractor") with { Layer = "stated" }, Text("tractor") with { Layer = "hypothesis" }, weights => weights with { Trust = 0 }),
        ["ended"] = new("tractor", Text("tractor") with { ValidTo = Now.AddTicks(1) }, Text("tractor") with { ValidTo = Now }, weights => weights with { Ended = 0 }),
        ["thread"] = new("tractor", Text("tractor") with { Thread = "good", Position = 1 }, Text("tractor") with { Thread = "poor", Position = 1 }, weights => weights with { Thread = 0 })
        {
            Beside = [Text("tractor tractor") with { Id = "x", Thread = "good", Position = 9 }],
        },
        ["previous"] = Beside("previous", 1, weights => weights with { Previous = 0 }),
        ["next"] = Beside("next", -1, weights => weights with { Next = 0 }),
        ["second previous"] = Beside("second previous", 2, weights => weights with { SecondPrevious = 0 }),
        ["second next"] = Beside("second next", -2, weights => weights with { SecondNext = 0 }),
        ["length penalty"] = new("tractor", Text("a tractor"), Text("a tractor that stands in the long grass of the field") with { Words = 11 }, weights => weights with { LengthPenalty = 0 }),
    };

    [Theory, MemberData(nameof(Signals))]
    public void Rank_TwoRecordsThatDifferInOneSign_AreParted_ByThatWeightAlone(string signal)
    {
        var (question, better, worse, without, beside) = (Cases[signal].Question, Cases[signal].Better, Cases[signal].Worse, Cases[signal].Without, Cases[signal].Beside);
        TextHit[] hits = [worse with { Id = "a" }, better with { Id = "b" }, .. beside];

        var scores = Scores(RankingWeights.Current, question, hits);
        scores["b"].ShouldBeGreaterThan(scores["a"], signal);

        var bare = Scores(without(RankingWeights.Current), question, hits);
        bare["b"].ShouldBe(bare["a"], 1e-12, signal);
    }

    [Fact]
    public void Rank_PinRecencyAndTrustTogether_MoveAScoreByAtMostFifteenPercent()
    {
        TextHit[] hits =
        [
            Text("tractor") with { Id = "most", Pinned = true, Importance = 1, Layer = "verified" },
            Text("tractor") with { Id = "least", RecordedAt = Now.AddYears(-50), Importance = 0, Layer = "hypothesis" },
            Text("tractor") with { Id = "plain", RecordedAt = Now.AddDays(-90) },
        ];
        var scores = Scores(RankingWeights.Current, "tractor", hits);
        (scores["most"] / scores["plain"]).ShouldBe(1.15, 1e-9);
        (scores["least"] / scores["plain"]).ShouldBe(0.90, 1e-6);
    }

    [Theory]
    [InlineData("a tractor and a plough", "tractor tractor tractor tractor tractor tractor")]
    [InlineData("plough of a tractor", "plough plough plough")]
    public void Rank_BothTermsOnce_OutweighOneTermOften_ThanksToCoverage(string both, string often)
    {
        var scores = Scores(RankingWeights.Current, "tractor plough", [Text(both) with { Id = "both" }, Text(often) with { Id = "often" }]);
        scores["both"].ShouldBeGreaterThan(scores["often"]);
    }

    private static Dictionary<string, double> Scores(RankingWeights weights, string question, TextHit[] hits)
    {
        var query = QueryAnalyzer.Analyze(question, DateOnly.FromDateTime(Now.UtcDateTime));
        var terms = new QueryTermIndex(query.Terms);
        var candidates = hits.Select(hit => CandidateReader.Read(hit, query, terms)).ToList();
        var frequencies = query.Terms.Select((_, term) => (long)candidates.Count(candidate => candidate.Text.Holds(term))).ToList();
        return new Ranker(weights).Rank(query, candidates, new TermStatistics(100, 4, frequencies), Now).ToDictionary(ranked => ranked.Candidate.Id, ranked => ranked.Score);
    }

    /// <summary>Two silent turns, one of them so many places behind a turn that answers. The thread's own weight is out of the way.</summary>
    private static Case Beside(string name, int behind, Func<RankingWeights, RankingWeights> without) => new(
        "tractor",
        Text(name) with { Thread = "t", Position = 10 + behind },
        Text(name) with { Thread = "t", Position = 20 },
        without)
    {
        Beside = [Text("tractor") with { Id = "x", Thread = "t", Position = 10 }],
    };

    private static DateTimeOffset Day(int year, int month, int day) => new(year, month, day, 0, 0, 0, TimeSpan.Zero);

    private static TextHit Aged(string type) => Text("tractor") with { Type = type, RecordedAt = Now.AddDays(-60) };

    private static TextHit Text(string text) => new()
    {
        Id = "", Version = 1, Project = "p", CreatedAt = Now, RecordedAt = Now, Text = new SearchText("", "", text), Words = 4,
    };

    private sealed record Case(string Question, TextHit Better, TextHit Worse, Func<RankingWeights, RankingWeights> Without)
    {
        public ImmutableArray<TextHit> Beside { get; init; } = [];
    }
}
