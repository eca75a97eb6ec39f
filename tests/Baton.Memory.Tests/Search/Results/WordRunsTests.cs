using Baton.Memory.Search.Results;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Memory.Tests.Search.Results;

public sealed class WordRunsTests
{
    private static readonly Gen<string> Sentences =
        Gen.Elements("the", "red", "fox", "ran", "home", "late", "and", "slept").NonEmptyListOf().Select(static words => string.Join(' ', words));

    [Fact]
    public void AreAlike_ATextAndItself_AlwaysWhenThereIsARun() => Prop.ForAll(Sentences.ToArbitrary(), static text =>
    {
        var runs = WordRuns.Of(text);

        WordRuns.AreAlike(runs, runs, 1).ShouldBe(runs.Length > 0);
    }).Check(Repeatable.Config);

    [Fact]
    public void AreAlike_AnyTwoTexts_AgreesWithTheShareOfTheirRuns() => Prop.ForAll(Sentences.ToArbitrary(), Sentences.ToArbitrary(), static (one, other) =>
    {
        var (runs, others) = (WordRuns.Of(one), WordRuns.Of(other));

        foreach (var share in new[] { 0.2, 0.5, 0.85, 1 })
        {
            WordRuns.AreAlike(runs, others, share).ShouldBe(Jaccard(runs, others) >= share);
            WordRuns.AreAlike(others, runs, share).ShouldBe(Jaccard(runs, others) >= share);
        }
    }).Check(Repeatable.Config);

    [Theory]
    [InlineData("", 0)]
    [InlineData("two words", 0)]
    [InlineData("now three words", 1)]
    [InlineData("Now, THREE words!", 1)]
    public void Of_AText_HasARunForEveryThreeWords(string text, int runs) => WordRuns.Of(text).Length.ShouldBe(runs);

    [Fact]
    public void Of_CaseAndPunctuation_DoNotMatterButEndingsDo()
    {
        WordRuns.Of("Now, THREE words!").ShouldBe(WordRuns.Of("now three words"));
        WordRuns.Of("now three word").ShouldNotBe(WordRuns.Of("now three words"));
    }

    /// <summary>Of multisets, as the runs are: each run of one is matched with at most one of the other.</summary>
    private static double Jaccard(ulong[] one, ulong[] other)
    {
        var rest = other.ToList();
        var shared = one.Count(rest.Remove);
        return one.Length + other.Length == 0 ? 0 : (double)shared / (one.Length + other.Length - shared);
    }
}
