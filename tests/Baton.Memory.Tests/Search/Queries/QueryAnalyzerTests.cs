using Baton.Memory.Search.Queries;

namespace Baton.Memory.Tests.Search.Queries;

public sealed class QueryAnalyzerTests
{
    private static readonly DateOnly Today = new(2026, 3, 4);

    [Theory]
    [InlineData("What did Ann say about the tractors?", "ann sai tractor")]
    [InlineData("who is it", "who is it")]
    [InlineData("tractor Tractors TRACTOR", "tractor")]
    [InlineData("in src/to.cs", "src to cs src/to.cs")]
    [InlineData("NEAR(a b) OR * AND \"x", "near b x")]
    [InlineData("!?", "")]
    public void Analyze_Question_KeepsWhatCarriesTheSubject(string question, string terms)
        => string.Join(' ', Analyze(question).Terms.Select(term => term.Term)).ShouldBe(terms);

    [Fact]
    public void Analyze_OnlyStopWords_SaysSo()
    {
        Analyze("who is it").OnlyStopWords.ShouldBeTrue();
        Analyze("who is Ann").OnlyStopWords.ShouldBeFalse();
        Analyze("?").OnlyStopWords.ShouldBeFalse();
    }

    [Fact]
    public void Analyze_Identifier_IsOneGroupWithItsWords()
    {
        var terms = Analyze("where is parse_header tested").Terms;
        terms.Where(term => term.Term is "pars" or "header" or "parse_header").Select(term => term.Group).Distinct().Count().ShouldBe(1);
        terms.Select(term => term.Group).Distinct().Count().ShouldBe(2);
        Analyze("where is parse_header").Identifiers.ShouldBe(["parse_header"]);
    }

    [Fact]
    public void Analyze_Quotes_ArePhrases()
        => Analyze("say \"Blue  Green\" or \u201Ctwo words\u201D but not \"").Phrases.ShouldBe(["blue green", "two words"]);

    [Fact]
    public void Analyze_TenKilobytes_KeepsTheFirstTermsAndCountsTheRest()
    {
        var query = Analyze(string.Join(' ', Enumerable.Range(0, 1500).Select(number => $"word{number}x")));
        query.Terms.Length.ShouldBe(QueryAnalyzer.MaxTerms);
        query.LeftOut.ShouldBeGreaterThan(1000);
        query.IsUnusual.ShouldBeTrue();
    }

    [Theory]
    [InlineData("When did it rain?", true)]
    [InlineData("how many sheep are there", true)]
    [InlineData("what year was that", true)]
    [InlineData("what was that", false)]
    public void Analyze_AskingForAFigure_IsSeen(string question, bool asks) => Analyze(question).AsksForFigure.ShouldBe(asks);

    private static SearchQuery Analyze(string question) => QueryAnalyzer.Analyze(question, Today);
}
