using Baton.Memory.Search.Queries;
using Baton.Memory.Search.Ranking;
using Baton.Memory.Search.Terms;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Memory.Tests.Search.Ranking;

public sealed class QueryTermIndexTests
{
    private static readonly string[] Words =
    [
        "eyed", "eye", "ays", "ay", "aing", "ties", "tie", "say", "says", "saying", "dyed", "dying", "as", "is", "a", "I", "Ox", "oxen", "flies", "fly",
        "running", "runner", "ran", "camelCaseName", "HTTPServer", "error404", "snake_case", "C#", "x.y.z", "straße", "Über", "naïve", "日本語", "мир", "42", "7",
    ];

    [Fact]
    public void Count_AnyTextAndQuestion_AgreesWithCountingEveryTermOfTheText() => Prop.ForAll(
        Texts.ToArbitrary(), Texts.ToArbitrary(), static (text, question) =>
        {
            var query = QueryAnalyzer.Analyze(question, new DateOnly(2026, 11, 21));
            var every = new Everything([]);
            TermScanner.Scan(text, ref every);

            var counted = new QueryTermIndex(query.Terms).Count(text);

            counted.Select(count => (int)count).ShouldBe(query.Terms.Select(term => every.Terms.Count(found => found == term.Term)));
        }).Check(Repeatable.Config);

    [Theory]
    [InlineData("eyed", "one eyed cat", 1)]
    [InlineData("says", "he said what she says", 1)]
    [InlineData("cafés", "two cafés, one café", 2)]
    [InlineData("404", "error404 and 404", 2)]
    public void Count_WordsWhoseStemChangesEarly_AreCounted(string question, string text, int expected)
    {
        var query = QueryAnalyzer.Analyze(question, new DateOnly(2026, 11, 21));

        new QueryTermIndex(query.Terms).Count(text)[0].ShouldBe((byte)expected);
    }

    [Fact]
    public void Count_MoreThan255Occurrences_StopsThere()
    {
        var query = QueryAnalyzer.Analyze("lamp", new DateOnly(2026, 11, 21));

        new QueryTermIndex(query.Terms).Count(string.Concat(Enumerable.Repeat("lamp ", 300)))[0].ShouldBe(byte.MaxValue);
    }

    private static Gen<string> Texts => Gen.Elements(Words).ListOf().Select(static words => string.Join(' ', words));

    private readonly record struct Everything(List<string> Terms) : ITermSink
    {
        public bool Stems => true;

        public bool Wants(char first, char second) => true;

        public void Add(TermKind kind, scoped ReadOnlySpan<char> term, int start, int length) => Terms.Add(term.ToString());
    }
}
