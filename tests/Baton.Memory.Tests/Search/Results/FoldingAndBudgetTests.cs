using Baton.Memory.Search.Ranking;
using Baton.Memory.Search.Results;

namespace Baton.Memory.Tests.Search.Results;

/// <summary>From a ranked list to a page: what says the same is folded, what fits the budget is taken.</summary>
public sealed class FoldingAndBudgetTests
{
    private const string Six = "one two three four five six";

    [Theory]
    [InlineData(Six, Six, true)]
    [InlineData(Six, "One, two: three FOUR five six!", true)]
    [InlineData("one two three four five", "one two three four five", false)]
    [InlineData(Six, "six five four three two one", false)]
    [InlineData("a1 a2 a3 a4 a5 a6 a7 a8 a9 b1 b2 b3 b4 b5 b6 b7 b8 b9 c1 c2 c3 c4", "a1 a2 a3 a4 a5 a6 a7 a8 a9 b1 b2 b3 b4 b5 b6 b7 b8 b9 c1 c2 c3 zz", true)]
    [InlineData("a1 a2 a3 a4 a5 a6 a7 a8 a9 b1", "a1 a2 a3 a4 a5 a6 a7 a8 a9 zz", false)]
    public void Fold_TwoTexts_AreOneGroupWhenTheyShareEnoughRunsOfThreeWords(string one, string other, bool isFolded)
    {
        var groups = DuplicateFolding.Fold([Ranked("m_1", one), Ranked("m_2", other)]);

        groups.Count.ShouldBe(isFolded ? 1 : 2);
        groups[0].Best.Candidate.Id.ShouldBe("m_1", "the better one is shown");
        groups[0].Duplicates.ShouldBe(isFolded ? ["m_2"] : []);
    }

    [Fact]
    public void Fold_KeepsTheOrderAndEveryRecordOnce()
    {
        var ranked = Enumerable.Range(0, 90).Select(number => Ranked($"m_{number:D2}", $"text of the group {number % 7} and {number % 7} again and again")).ToList();

        var groups = DuplicateFolding.Fold(ranked);

        groups.Select(group => group.Best.Candidate.Id).ShouldBe(ranked.Take(7).Select(one => one.Candidate.Id));
        groups.SelectMany(group => group.Ids).Order().ShouldBe(ranked.Select(one => one.Candidate.Id));
    }

    [Fact]
    public void Fold_BeyondSixtyGroups_ComparesNoMore()
    {
        var ranked = Enumerable.Range(0, 60).Select(number => Ranked($"a{number:D2}", string.Join(' ', Enumerable.Range(0, 8).Select(word => $"w{number}x{word}"))))
            .Append(Ranked("b0", Six)).Append(Ranked("b1", Six)).ToList();
        DuplicateFolding.Fold(ranked).Count.ShouldBe(62);
        DuplicateFolding.Fold(ranked.Skip(1)).Count.ShouldBe(61);
        DuplicateFolding.Fold(ranked.Skip(2)).Count.ShouldBe(59);
    }

    [Theory]
    [InlineData(null, 10, 5)]
    [InlineData(null, 3, 3)]
    [InlineData(1L, 10, 1)]
    [InlineData(50L, 10, 1)]
    [InlineData(99L, 10, 1)]
    [InlineData(100L, 10, 2)]
    [InlineData(149L, 10, 2)]
    [InlineData(150L, 10, 3)]
    [InlineData(250L, 10, 5)]
    public void Pack_HitsOf200BytesEachWithTheirHeaders_TakesWhatFits(long? tokens, int limit, int taken)
        => TokenBudget.Pack([.. Enumerable.Range(0, 5).Select(number => Group($"m_{number}", 100))], limit, tokens)
            .Select(group => group.Best.Candidate.Id).ShouldBe(Enumerable.Range(0, taken).Select(number => $"m_{number}"));

    [Fact]
    public void Pack_AVeryLongHit_CostsNoMoreThanWhatIsShownOfIt()
        => TokenBudget.Pack([Group("long", 1_000_000), Group("short", 100)], 10, 375).Count.ShouldBe(2);

    private static DuplicateGroup Group(string id, int bytes) => new(Ranked(id, "x", bytes), []);

    private static Ranked Ranked(string id, string text, int bytes = 0) => new(
        new Candidate
        {
            Id = id, When = default, RecordedAt = default, Bytes = bytes,
            Text = new CandidateText([1], [0], [0], 1, false, false, false, text),
        },
        default);
}
