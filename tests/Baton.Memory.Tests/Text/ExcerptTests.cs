using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Baton.Memory.Text;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Memory.Tests.Text;

/// <summary>Nothing is cut in silence: what an excerpt leaves out is counted at its end, in tokens of 4 bytes.</summary>
public sealed partial class ExcerptTests
{
    private static readonly Gen<string> AnyText = Gen.Elements("a", "bc ", "\r\n", "\n", "é", "日本", "😀", "\t", "\0", "  ", "\u00A0").ListOf().Select(pieces => string.Concat(pieces));

    [Fact]
    public void Line_AnyTextAndBudget_IsOneLineWithinItThatCountsTheRest()
        => Prop.ForAll(AnyText.ToArbitrary(), Gen.Choose(24, 120).ToArbitrary(), (text, bytes) =>
        {
            var line = Excerpt.Line(text, bytes);
            var whole = Excerpt.OneLine(text);
            Encoding.UTF8.GetByteCount(line).ShouldBeLessThanOrEqualTo(bytes);
            line.Any(char.IsControl).ShouldBeFalse();
            if (Encoding.UTF8.GetByteCount(whole) <= bytes)
            {
                line.ShouldBe(whole);
                return;
            }
            var said = Omitted().Match(line);
            said.Success.ShouldBeTrue(line);
            var shown = line[..said.Index];
            whole.ShouldStartWith(shown, Case.Sensitive);
            var rest = Encoding.UTF8.GetByteCount(whole[shown.Length..].TrimStart());
            var tokens = long.Parse(said.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
            tokens.ShouldBeInRange(TokenCount.OfBytes(rest), TokenCount.OfBytes(rest + 1));
        }).Check(Repeatable.Config.WithMaxTest(300));

    [Theory]
    [InlineData("one\r\ntwo", "one two")]
    [InlineData("  one   two  ", "one two")]
    [InlineData("one\0two\u0007three", "one two three")]
    [InlineData("one\u2028two\u2029three\u0085four", "one two three four")]
    [InlineData("\r\n\t ", "")]
    [InlineData("", "")]
    [InlineData("👩‍👩‍👧 é", "👩‍👩‍👧 é")]
    public void OneLine_BreaksAndControls_AreOneSpace(string text, string expected) => Excerpt.OneLine(text).ShouldBe(expected);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(4, 1)]
    [InlineData(5, 2)]
    [InlineData(4_194_304, 1_048_576)]
    public void OfBytes_IsRoundedUp(long bytes, long tokens) => TokenCount.OfBytes(bytes).ShouldBe(tokens);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1500, 6000)]
    [InlineData(2_305_843_009_213_693_951, 9_223_372_036_854_775_804)]
    [InlineData(2_305_843_009_213_693_952, long.MaxValue)]
    [InlineData(long.MaxValue, long.MaxValue)]
    public void Bytes_OfAnyNumberOfTokens_NeverOverflow(long tokens, long bytes) => TokenCount.Bytes(tokens).ShouldBe(bytes);

    /// <summary>The largest cut there can be, unless a line ends within its last eighth.</summary>
    [Fact]
    public void Head_AnyTextAndLimit_IsTheLongestWholePart()
        => Prop.ForAll(AnyText.ToArbitrary(), Gen.Choose(0, 80).ToArbitrary(), (text, limit) =>
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            var places = Places(text);
            var longest = places.Last(place => place <= limit);
            var cut = Utf8Cut.Head(bytes, limit);
            if (bytes.Length <= limit) cut.ShouldBe(bytes.Length);
            else if (longest == 0) cut.ShouldBe(places[1]);
            else if (cut != longest) (bytes[cut - 1] == '\n' && cut > longest - (longest / 8) && !bytes.AsSpan(cut, longest - cut).Contains((byte)'\n')).ShouldBeTrue();
        }).Check(Repeatable.Config.WithMaxTest(400));

    [Fact]
    public void IsBoundary_OfEveryByte_IsWhereACharacterBegins()
        => Prop.ForAll(AnyText.ToArbitrary(), text =>
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            Enumerable.Range(-1, bytes.Length + 3).Where(at => Utf8Cut.IsBoundary(bytes, at)).Where(at => at >= 0 && at <= bytes.Length).ShouldBe(Places(text));
            Utf8Cut.IsBoundary(bytes, -1).ShouldBeTrue();
            Utf8Cut.IsBoundary(bytes, bytes.Length + 1).ShouldBeTrue();
        }).Check(Repeatable.Config.WithMaxTest(200));

    /// <summary>Byte offsets between characters, the two ends included; CR LF is one character.</summary>
    private static List<int> Places(string text)
    {
        var places = new List<int> { 0 };
        var at = 0;
        var previous = default(Rune);
        foreach (var rune in text.EnumerateRunes())
        {
            if (previous.Value == '\r' && rune.Value == '\n') places.RemoveAt(places.Count - 1);
            at += rune.Utf8SequenceLength;
            places.Add(at);
            previous = rune;
        }
        return places;
    }

    [GeneratedRegex(@"… \(\+(\d+) tokens\)$")]
    private static partial Regex Omitted();
}
