using Baton.Memory.Search;
using Baton.Memory.Search.Queries;
using Baton.Memory.Search.Ranking;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Memory.Tests.Search;

public sealed class SnippetTests
{
    private static readonly Gen<string> Texts = Gen.Elements("tractor", "barn", "日本語", "🙂", "Straße", "filler", "a\nb", "\t", "x\r\ny", new string('w', 300))
        .ListOf().Select(static words => string.Join(' ', words));

    [Fact]
    public void Of_AnyText_MarksOnlyWhatMatches_InsideAndInOrder()
        => Prop.ForAll(Texts.ToArbitrary(), static text =>
        {
            var snippet = Of(text, "tractors 日本 strasse");

            snippet.Text.Length.ShouldBeLessThanOrEqualTo(280);
            snippet.Text.ShouldNotContain("\n");
            var before = 0;
            foreach (var (start, end) in snippet.Ranges)
            {
                start.ShouldBeGreaterThanOrEqualTo(before);
                end.ShouldBeGreaterThan(start);
                end.ShouldBeLessThanOrEqualTo(snippet.Text.Length);
                new[] { "tractor", "日本", "Straße" }.ShouldContain(snippet.Text[start..end]);
                before = end;
            }
            char.IsLowSurrogate(snippet.Text.TrimStart('…').FirstOrDefault()).ShouldBeFalse("a character is not cut in two");
        }).Check(Repeatable.Config.WithMaxTest(300));

    [Fact]
    public void Of_MatchesFarApart_ShowsWhereMostDifferentOnesStandTogether()
    {
        var text = "tractor " + string.Concat(Enumerable.Repeat("filler ", 100)) + "the tractor in the barn of plough " + string.Concat(Enumerable.Repeat("more ", 100));

        var snippet = Of(text, "tractor barn plough");

        snippet.Text.ShouldStartWith("…");
        snippet.Text.ShouldEndWith("…");
        snippet.Ranges.Select(range => snippet.Text[range.Start..range.End]).ShouldBe(["tractor", "barn", "plough"]);
    }

    [Fact]
    public void Of_TextWithoutAMatch_IsItsBeginningAndMarksNothing()
    {
        var snippet = Of(string.Concat(Enumerable.Repeat("filler ", 100)), "tractor");
        snippet.Ranges.ShouldBeEmpty();
        snippet.Text.ShouldStartWith("filler filler");
        Of("", "tractor").ShouldBe(new Snippet("", []), new ByParts());
    }

    [Fact]
    public void Of_AnIdentifier_IsMarkedOnceWithItsParts()
    {
        var snippet = Of("see src/Edge/HttpParser.cs there", "src/Edge/HttpParser.cs");
        snippet.Ranges.ShouldHaveSingleItem();
        snippet.Text[snippet.Ranges[0].Start..snippet.Ranges[0].End].ShouldBe("src/Edge/HttpParser.cs");
    }

    private static Snippet Of(string text, string question) => Snippet.Of(text, new QueryTermIndex(QueryAnalyzer.Analyze(question, new DateOnly(2026, 3, 4)).Terms));

    private sealed class ByParts : IEqualityComparer<Snippet>
    {
        public bool Equals(Snippet? one, Snippet? other) => one?.Text == other?.Text && one!.Ranges.SequenceEqual(other!.Ranges);

        public int GetHashCode(Snippet snippet) => snippet.Text.GetHashCode(StringComparison.Ordinal);
    }
}
