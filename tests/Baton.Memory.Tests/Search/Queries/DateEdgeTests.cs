using Baton.Memory.Search.Queries;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Memory.Tests.Search.Queries;

/// <summary>Dates at the ends of the calendar, and of records as old as a record can be.</summary>
public sealed class DateEdgeTests
{
    private static readonly string[] Questions =
    [
        "in May", "in December", "on 31 January", "29 February", "in 2023", "in May 2023", "2023-12-31", "1000-01-01", "2999-12-31", "yesterday", "tomorrow", "999 years ago",
        "999 months ago", "999 weeks ago", "last week", "next year", "last month", "on Sunday", "this weekend", "2023-02-30", "31 November", "0 days ago",
    ];

    private static readonly Gen<DateOnly> Days = Gen.OneOf(
        Gen.Choose(0, 3_652_058).Select(DateOnly.FromDayNumber), Gen.Choose(0, 40).Select(DateOnly.FromDayNumber), Gen.Choose(0, 40).Select(back => DateOnly.FromDayNumber(3_652_058 - back)));

    [Fact]
    public void Nearness_OfAnyDateToAnyRecord_LiesBetweenNothingAndOne()
        => Prop.ForAll(Gen.Elements(Questions).ToArbitrary(), Days.ToArbitrary(), static (question, day) =>
        {
            foreach (var date in DateMentions.In(question, new DateOnly(2026, 3, 4))) date.Nearness(day).ShouldBeInRange(0, 1, $"{question} to {day}");
        }).Check(Repeatable.Config.WithMaxTest(2000));

    [Theory]
    [InlineData("29 February", "2024-02-29", 1)]
    [InlineData("29 February", "2023-02-28", 0)]
    [InlineData("in December", "2024-01-10", 0.5)]
    [InlineData("in December", "2024-01-11", 0)]
    [InlineData("in December 2023", "2024-01-10", 0.5)]
    [InlineData("in December 2024", "2024-01-10", 0)]
    [InlineData("in 2023", "2023-12-31", 1)]
    [InlineData("in 2023", "2024-01-01", 0)]
    [InlineData("last week", "2026-02-23", 1)]
    [InlineData("last week", "2026-03-01", 1)]
    public void Nearness_AtTheBoundsOfASpan_IsOneInsideAndLessOutside(string question, string day, double nearness)
        => DateMentions.In(question, new DateOnly(2026, 3, 4)).Max(date => date.Nearness(DateOnly.Parse(day, null))).ShouldBe(nearness, 0.001);
}
