using System.Globalization;
using Baton.Memory.Search.Queries;

namespace Baton.Memory.Tests.Search.Queries;

public sealed class DateMentionTests
{
    /// <summary>A Wednesday.</summary>
    private static readonly DateOnly Today = new(2026, 3, 4);

    [Theory]
    [InlineData("on 7 May 2023", "2023-05-07")]
    [InlineData("on May 7th, 2023", "2023-05-07")]
    [InlineData("the 7th of May, 2023", "2023-05-07")]
    [InlineData("at 2023-05-07", "2023-05-07")]
    [InlineData("7 May", "2021-05-07")]
    [InlineData("in May 2023", "2023-05-20")]
    [InlineData("during May", "2019-05-20")]
    [InlineData("as planned in 2023-05", "2023-05-31")]
    [InlineData("in 2023", "2023-11-30")]
    [InlineData("what happened yesterday", "2026-03-03")]
    [InlineData("tomorrow", "2026-03-05")]
    [InlineData("three days ago", "2026-03-01")]
    [InlineData("2 weeks ago", "2026-02-18")]
    [InlineData("a month ago", "2026-02-11")]
    [InlineData("last week", "2026-02-25")]
    [InlineData("this weekend", "2026-03-07")]
    [InlineData("last year", "2025-08-08")]
    [InlineData("next month", "2026-04-30")]
    [InlineData("on Monday", "2026-03-02")]
    [InlineData("last Wednesday", "2026-02-25")]
    public void In_Question_NamesTheDay(string question, string day)
        => DateMentions.In(question, Today).Max(mention => mention.Nearness(Day(day))).ShouldBe(1, question);

    [Theory]
    [InlineData("may I come in")]
    [InlineData("how long is the march")]
    [InlineData("chapter 12 of 40 pages")]
    [InlineData("32 May 13th")]
    [InlineData("the second of them")]
    [InlineData("purple days ago")]
    public void In_OrdinaryWords_NamesNothing(string question)
        => DateMentions.In(question, Today).Where(mention => mention.Month is not 5).ShouldBeEmpty();

    [Fact]
    public void In_FullDate_OutdoesTheYearBesideIt()
        => DateMentions.In("on 7 May 2023, not in 2021", Today).ShouldHaveSingleItem().ShouldBe(new DateMention(2023, 5, 7));

    [Fact]
    public void Nearness_DaysAround_FallsFasterBeforeThanAfter()
    {
        var mention = new DateMention(2023, 5, 7);
        mention.Nearness(Day("2023-05-10")).ShouldBeGreaterThan(mention.Nearness(Day("2023-05-04")));
        mention.Nearness(Day("2023-05-10")).ShouldBeLessThan(1);
        mention.Nearness(Day("2024-05-07")).ShouldBeLessThan(0.001);
    }

    [Fact]
    public void Nearness_FirstDaysOfTheNextMonth_CountHalf()
    {
        var mention = new DateMention(2023, 12, null);
        mention.Nearness(Day("2024-01-05")).ShouldBe(0.5);
        mention.Nearness(Day("2024-01-15")).ShouldBe(0);
        new DateMention(2023, 2, 29).Nearness(Day("2023-02-28")).ShouldBe(0, "there was no such day");
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
