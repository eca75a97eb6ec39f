using Baton.Cli.Bench;

namespace Baton.Cli.Tests.Bench;

/// <summary>The figures of the benchmark, by hand: recall at k is the share of the evidence among the first k, MRR the reciprocal rank of the first.</summary>
public sealed class RetrievalScoreTests
{
    [Theory]
    [InlineData("a", "a,b,c", 1, 1, 1, 1)]
    [InlineData("a", "b,a,c", 0, 1, 1, 0.5)]
    [InlineData("a,c", "a,b,c", 0.5, 1, 1, 1)]
    [InlineData("a", "b,c,d,e,f,a", 0, 0, 1, 1 / 6.0)]
    [InlineData("a,b", "1,2,3,4,5,6,7,8,9,a,b", 0, 0, 0.5, 0.1)]
    [InlineData("a", "1,2,3,4,5,6,7,8,9,10,a", 0, 0, 0, 1 / 11.0)]
    [InlineData("a", "b,c", 0, 0, 0, 0)]
    [InlineData("a", "", 0, 0, 0, 0)]
    public void RankScore_OfAList_IsItsRecallAndReciprocalRank(string wanted, string found, double at1, double at5, double at10, double mrr)
        => RankScore.Of(wanted.Split(',').ToHashSet(), found.Split(',', StringSplitOptions.RemoveEmptyEntries)).ShouldBe(new RankScore(at1, at5, at10, mrr));

    [Fact]
    public void RankScore_Mean_IsOfEachFigure()
        => RankScore.Mean([new(1, 1, 1, 1), new(0, 0.5, 1, 0.25)]).ShouldBe(new RankScore(0.5, 0.75, 1, 0.625));

    // A token is four bytes of UTF-8; a turn that does not fit whole ends the text.
    [Theory]
    [InlineData(2000, 1.0, 1.0, 1.0)]
    [InlineData(2004, 0.0, 1.0, 1.0)]
    [InlineData(4000, 0.0, 1.0, 1.0)]
    [InlineData(4001, 0.0, 0.0, 1.0)]
    [InlineData(8004, 0.0, 0.0, 0.0)]
    public void Tokens_OfOneTurn_CountItWhereItFits(int bytes, double at500, double at1000, double at2000)
    {
        var turn = Turn("t", "s", new string('x', bytes));
        Score(["t"], turn).Tokens.ShouldBe([at500, at1000, at2000]);
    }

    [Fact]
    public void Tokens_AfterATurnThatDoesNotFit_AreNotCounted()
    {
        var (large, small) = (Turn("large", "s", new string('x', 9000)), Turn("small", "s", "x"));
        Score(["small"], large, small).Tokens.ShouldBe([0, 0, 0]);
        Score(["small"], small, large).Tokens.ShouldBe([1, 1, 1]);
    }

    [Fact]
    public void Sessions_OfTurns_CountOnceInTheirOrder()
    {
        var score = Score(["c"], Turn("a", "s1", "x"), Turn("b", "s1", "x"), Turn("c", "s2", "x"));
        score.Turns.ShouldBe(new RankScore(0, 1, 1, 1 / 3.0));
        score.Sessions.ShouldBe(new RankScore(0, 1, 1, 0.5));
    }

    [Fact]
    public void Mean_OfScores_IsOfEveryPart()
    {
        var (one, none) = (Score(["a"], Turn("a", "s", "x")), Score(["a"], Turn("b", "t", "x"), Turn("a", "s", new string('x', 9000))));
        var mean = RetrievalScore.Mean([one, none]);
        mean.Turns.ShouldBe(new RankScore(0.5, 1, 1, 0.75));
        mean.Tokens.ShouldBe([0.5, 0.5, 0.5]);
    }

    private static RetrievalScore Score(string[] evidence, params LocomoTurn[] found)
        => RetrievalScore.Of(new LocomoQuestion("q", 1, evidence.ToHashSet()), found, found.ToDictionary(turn => turn.Id));

    private static LocomoTurn Turn(string id, string session, string text) => new(id, session, 1, "Ann", text, DateTimeOffset.UnixEpoch);
}
