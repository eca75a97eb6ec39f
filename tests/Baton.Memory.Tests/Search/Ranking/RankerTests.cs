using System.Text.Json;
using Baton.Memory.Search.Queries;
using Baton.Memory.Search.Ranking;
using Baton.Memory.Storage;

namespace Baton.Memory.Tests.Search.Ranking;

public sealed class RankerTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Rank_BestText_IsOne()
        => Rank("tractor barn", Hit("a", "tractor"), Hit("b", "the tractor in the barn"))[0].ShouldBe(("b", 1));

    [Fact]
    public void Rank_EqualScores_AreInTheOrderOfIds()
        => Rank("tractor", Hit("b", "tractor"), Hit("a", "tractor"), Hit("c", "tractor")).Select(ranked => ranked.Id).ShouldBe(["a", "b", "c"]);

    [Fact]
    public void Rank_Neighbours_LendMoreToTheTurnAfterThanToTheTurnBefore()
    {
        var ranked = Parts("tractor", Hit("1", "well", "t", 1), Hit("2", "a tractor", "t", 2), Hit("3", "yes", "t", 3), Hit("4", "so", "t", 5));
        ranked["2"].Text.ShouldBe(1);
        ranked["3"].Text.ShouldBeGreaterThan(ranked["1"].Text);
        ranked["1"].Text.ShouldBeGreaterThan(0);
        ranked["4"].Text.ShouldBe(0);
    }

    [Fact]
    public void Rank_ThreadThatIsAboutTheQuestion_LiftsItsRecords()
    {
        var ranked = Parts("tractor", Hit("1", "a tractor", "farm", 1), Hit("2", "the tractor", "farm", 7), Hit("3", "my tractor", "town", 1), Hit("4", "one tractor"));
        ranked["1"].Thread.ShouldBeGreaterThan(ranked["3"].Thread);
        ranked["4"].Thread.ShouldBe(RankingWeights.Current.Thread * ranked["4"].Text, "a record outside any thread stands for itself");
    }

    [Fact]
    public void Rank_Signs_AddWhatTheWeightsSay()
    {
        var weights = RankingWeights.Current;
        var ranked = Parts(
            "When did Ann sell the tractor in May 2025?",
            Hit("1", "who sold the tractor?"),
            Hit("2", "sold the tractor for 300") with { Text = new SearchText("", "Ann", "sold the tractor for 300"), ValidFrom = new DateTimeOffset(2025, 5, 9, 0, 0, 0, TimeSpan.Zero) },
            Hit("3", "Ann: sold the tractor"));
        ranked["1"].Question.ShouldBe(-weights.Question);
        (ranked["2"].Date, ranked["2"].Label, ranked["2"].Figure).ShouldBe((weights.Date, weights.Label, weights.Figure));
        (ranked["3"].Label, ranked["3"].Figure, ranked["3"].Question).ShouldBe((weights.Label, 0, 0));
    }

    [Fact]
    public void Rank_TermNobodyHas_ChangesNoOrder()
    {
        var hits = new[] { Hit("a", "tractor and plough"), Hit("b", "tractor"), Hit("c", "plough plough") };
        Rank("tractor plough zeppelin", hits).Select(ranked => ranked.Id).ShouldBe(Rank("tractor plough", hits).Select(ranked => ranked.Id));
    }

    [Fact]
    public void Rank_Nothing_IsNothing() => Rank("tractor").ShouldBeEmpty();

    [Fact]
    public void Weights_File_IsWhatIsReadMemberByMember()
    {
        using var file = JsonDocument.Parse(RankingWeights.File());
        var names = file.RootElement.EnumerateObject().Select(member => member.Name.Replace("_", "", StringComparison.Ordinal)).Order().ToList();
        typeof(RankingWeights).GetProperties().Where(property => property.GetMethod!.IsStatic is false && property.Name != "EqualityContract")
            .Select(property => property.Name.ToLowerInvariant()).Order().ShouldBe(names);
        RankingWeights.Current.Saturation.ShouldBe(file.RootElement.GetProperty("saturation").GetDouble());
    }

    [Theory]
    [InlineData("Ann Lee: we moved", "Ann Lee")]
    [InlineData("O'Brien: yes", "O'Brien")]
    [InlineData("note: see http://x", "note")]
    [InlineData("at 10:30 we met", "")]
    [InlineData("http://a.example", "")]
    [InlineData("This is a sentence. And: more", "")]
    [InlineData(": x", "")]
    [InlineData("", "")]
    public void Speaker_Line_IsTheNameInFront(string text, string name) => SpokenText.Speaker(text).ToString().ShouldBe(name);

    [Theory]
    [InlineData("really? ", true)]
    [InlineData("本当？", true)]
    [InlineData("really.", false)]
    [InlineData("", false)]
    public void Asks_Text_EndsWithAQuestionMark(string text, bool asks) => SpokenText.Asks(text).ShouldBe(asks);

    [Theory]
    [InlineData("in 1999", true)]
    [InlineData("two weeks", true)]
    [InlineData("last Tuesday", true)]
    [InlineData("someone lasted", false)]
    public void HasFigure_Text_SaysHowManyOrWhen(string text, bool has) => SpokenText.HasFigure(text).ShouldBe(has);

    private static List<(string Id, double Text)> Rank(string question, params TextHit[] hits)
        => [.. Ranked(question, hits).Select(ranked => (ranked.Candidate.Id, ranked.Parts.Text))];

    private static Dictionary<string, ScoreParts> Parts(string question, params TextHit[] hits)
        => Ranked(question, hits).ToDictionary(ranked => ranked.Candidate.Id, ranked => ranked.Parts);

    private static IReadOnlyList<Ranked> Ranked(string question, TextHit[] hits)
    {
        var query = QueryAnalyzer.Analyze(question, DateOnly.FromDateTime(Now.UtcDateTime));
        var terms = new QueryTermIndex(query.Terms);
        var candidates = hits.Select(hit => CandidateReader.Read(hit, query, terms)).ToList();
        var frequencies = query.Terms.Select((_, term) => (long)candidates.Count(candidate => candidate.Text.Holds(term))).ToList();
        return new Ranker(RankingWeights.Current).Rank(query, candidates, new TermStatistics(100, 4, frequencies), Now);
    }

    private static TextHit Hit(string id, string text, string? thread = null, long? position = null) => new()
    {
        Id = id, Version = 1, Project = "p", Thread = thread, Position = position, CreatedAt = Now, RecordedAt = Now,
        Text = new SearchText("", "", text), Words = text.Split(' ').Length,
    };
}
