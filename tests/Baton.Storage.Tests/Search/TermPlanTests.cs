using Baton.Storage.Sqlite.Search;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Storage.Tests.Search;

/// <summary>Which terms of a question find candidates, and how finds of several ways of looking come together.</summary>
public sealed class TermPlanTests
{
    [Theory]
    [InlineData("a:1,b:2,c:3", 10, "a,b,c", "")]
    [InlineData("c:3,b:2,a:1", 6, "a,b,c", "")]
    [InlineData("a:1,b:2,c:3", 5, "a,b", "c")]
    [InlineData("a:100", 5, "", "a")]
    [InlineData("a:5", 5, "a", "")]
    [InlineData("a:3,b:3,c:3", 6, "a,b", "c")]
    [InlineData("a:0,b:2", 5, "b", "")]
    [InlineData("", 5, "", "")]
    [InlineData("a:0", 5, "", "")]
    public void Of_TermsAndABudget_TakesTheRarestFirst(string terms, long budget, string rare, string common)
    {
        var plan = TermPlan.Of(Read(terms), budget);
        (string.Join(',', plan.Rare), string.Join(',', plan.Common)).ShouldBe((rare, common));
    }

    [Fact]
    public void Of_AnyTerms_KeepsEachThatSomebodyHasOnceAndSpendsNoMoreThanItMay()
        => Prop.ForAll(Gen.Choose(0, 40).ListOf().ToArbitrary(), Gen.Choose(0, 120).ToArbitrary(), (frequencies, budget) =>
        {
            var terms = frequencies.Select((frequency, place) => ($"t{place}", (long)frequency)).ToList();
            var plan = TermPlan.Of(terms, budget);
            long Of(string name) => terms.Single(term => term.Item1 == name).Item2;
            plan.Rare.Concat(plan.Common).Order(StringComparer.Ordinal).ShouldBe(terms.Where(term => term.Item2 > 0).Select(term => term.Item1).Order(StringComparer.Ordinal));
            plan.Rare.Sum(Of).ShouldBeLessThanOrEqualTo(budget);
            if (plan.Rare.Count > 0 && plan.Common.Count > 0) plan.Rare.Max(Of).ShouldBeLessThanOrEqualTo(plan.Common.Min(Of));
            if (plan.Common.Count > 0) (plan.Rare.Sum(Of) + plan.Common.Min(Of)).ShouldBeGreaterThan(budget);
        }).Check(Repeatable.Config.WithMaxTest(200));

    [Fact]
    public void Best_FindsOfSeveralWays_AddUp_AndTheNewerIsFirstAmongEquals()
    {
        var finds = new Finds();
        finds.Add(1, 2);
        finds.Add(2, 1);
        finds.Add(3, 1.5);
        finds.Add(2, 1);
        finds.Add(4, 0);
        finds.Best.ShouldBe([2, 1, 3, 4]);
        (finds.Contains(4), finds.Contains(5), finds.Dropped.Count).ShouldBe((true, false, 0));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Head_ALongText_EndsWithAWholeCharacter(int before)
    {
        var text = new string('x', Baton.Memory.Storage.TextHit.HeadLength - 1 - before) + "🎌🎌";
        var head = TextTerms.Head(text);
        head.ShouldBe(text[..(Baton.Memory.Storage.TextHit.HeadLength - 1 - before + (before * 2))]);
        head.Any(char.IsHighSurrogate).ShouldBe(before == 1);
        TextTerms.Head("short").ShouldBe("short");
    }

    private static IEnumerable<(string Term, long Frequency)> Read(string terms)
        => terms.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(term => (term.Split(':')[0], long.Parse(term.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture)));
}
