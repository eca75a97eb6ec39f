using System.Globalization;
using System.Text;
using Baton.Policy.Regexes;

namespace Baton.Policy.Tests.Regexes;

/// <summary>Classes of characters: by name, negated, folded and beyond the basic plane, where .NET sees two units.</summary>
public sealed class Re2ClassTests
{
    [Theory]
    // Named classes inside of brackets, alone and negated.
    [InlineData(@"^[\d]+$", "059", true)]
    [InlineData(@"^[\D]$", "5", false)]
    [InlineData(@"^[\D]$", "a", true)]
    [InlineData(@"^[\D]$", "٣", true)]
    [InlineData(@"^[\D]$", "😀", true)]
    [InlineData(@"^[^\D]+$", "12", true)]
    [InlineData(@"^[^\D]+$", "1a", false)]
    [InlineData(@"^[\W_]+$", "_-é", true)]
    [InlineData(@"^[\W_]+$", "a", false)]
    [InlineData(@"^[\S]$", "\u00a0", true)]
    [InlineData(@"^[\s\S]$", "😀", true)]
    [InlineData(@"^[^\s\S]$", "a", false)]
    [InlineData(@"^[^\s\S]$", "😀", false)]
    [InlineData(@"^[\d-]+$", "1-2", true)]
    [InlineData(@"^[[:^alpha:]]+$", "12😀", true)]
    [InlineData(@"^[[:^alpha:]]+$", "a", false)]
    [InlineData(@"^[^[:^digit:]]+$", "12", true)]
    [InlineData(@"^[[:punct:]]+$", "!/:@[`{~\\]", true)]
    [InlineData(@"^[[:punct:]]+$", "a", false)]
    [InlineData(@"^[[:cntrl:]]$", "\u007f", true)]
    [InlineData(@"^[[:space:]]$", "\v", true)]
    [InlineData(@"^[[:word:][:blank:]]+$", "a b_9", true)]
    [InlineData(@"^[[:xdigit:]]+$", "0aF", true)]
    [InlineData(@"^[[:xdigit:]]+$", "g", false)]
    // Categories, in both planes.
    [InlineData(@"^\p{L}+$", "aé中𠀀𝐀", true)]
    [InlineData(@"^\pN+$", "1²Ⅷ𝟗", true)]
    [InlineData(@"^\p{Lu}$", "𝐀", true)]
    [InlineData(@"^\p{Lu}$", "𝐚", false)]
    [InlineData(@"^\P{L}+$", "1 😀", true)]
    [InlineData(@"^\P{L}$", "𠀀", false)]
    [InlineData(@"^\p{^L}$", "1", true)]
    [InlineData(@"^\P{^L}$", "a", true)]
    [InlineData(@"^[\p{L}\d]+$", "aé1𠀀", true)]
    [InlineData(@"^[\P{L}]$", "a", false)]
    [InlineData(@"^[\P{L}]$", "😀", true)]
    [InlineData(@"^[^\p{L}]$", "𠀀", false)]
    [InlineData(@"^[^\p{L}]$", "1", true)]
    [InlineData(@"^[^\P{L}]$", "𠀀", true)]
    [InlineData(@"^\p{So}$", "😀", true)]
    [InlineData(@"^\p{C}$", "\u0007", true)]
    [InlineData(@"^\p{C}+$", "😀", false)]
    [InlineData(@"^[\pC]+$", "😀", false)]
    [InlineData(@"\p{Cf}", "a\u200Bb", true)]
    // Scripts.
    [InlineData(@"^\p{Greek}+$", "αβγΩ", true)]
    [InlineData(@"^\p{Greek}+$", "αb", false)]
    [InlineData(@"^\p{Latin}+$", "aéﬁ", true)]
    [InlineData(@"^\p{Latin}+$", "а", false)]
    [InlineData(@"[\p{Cyrillic}\p{Greek}]", "pаypal", true)]
    [InlineData(@"[\p{Cyrillic}\p{Greek}]", "paypal", false)]
    [InlineData(@"^\p{Han}+$", "中文𠀀", true)]
    [InlineData(@"^\p{Han}+$", "ひ", false)]
    [InlineData(@"^\P{Han}$", "𠀀", false)]
    [InlineData(@"^[\p{Hiragana}\p{Katakana}ー]+$", "カタカナひらがなー", true)]
    [InlineData(@"^\p{Hangul}+$", "한국어", true)]
    [InlineData(@"^\p{Arabic}+$", "مرحبا", true)]
    // Ranges and single characters beyond the basic plane.
    [InlineData("^[\\x{1F600}-\\x{1F64F}]+$", "😀🙏", true)]
    [InlineData("^[\\x{1F600}-\\x{1F64F}]$", "🚀", false)]
    [InlineData("^[^\\x{1F600}-\\x{1F64F}]$", "🚀", true)]
    [InlineData("^[a-\\x{10FFFF}]+$", "zé😀", true)]
    [InlineData("^[a-\\x{10FFFF}]+$", "A", false)]
    [InlineData("^[^é😀]$", "😀", false)]
    [InlineData("^[^é😀]$", "🚀", true)]
    [InlineData("^[^😀]+$", "é", true)]
    [InlineData("^[\\x{0}-\\x{FFFF}]$", "😀", false)]
    [InlineData("^[\\x{0}-\\x{FFFF}]$", "é", true)]
    // Case is folded before a class is negated.
    [InlineData("(?i)^[^a]$", "A", false)]
    [InlineData("(?i)^[^a]$", "b", true)]
    [InlineData("(?i)^[^é]$", "É", false)]
    [InlineData(@"(?i)^\p{Lu}$", "a", true)]
    [InlineData(@"(?i)^\P{Lu}$", "a", false)]
    [InlineData(@"(?i)^[\p{Ll}]$", "É", true)]
    [InlineData(@"(?i)^[α-ω]+$", "ΑΩ", true)]
    [InlineData(@"(?i)^[a-z]+$", "Éa", false)]
    public void IsMatch_Class_HasRe2Meaning(string pattern, string text, bool expected)
        => Re2Pattern.Parse(pattern, ignoreCase: false, full: false, out var error).ShouldNotBeNull(error).IsMatch(text).ShouldBe(expected);

    [Theory]
    [InlineData(@"\p{Klingon}", "the scripts Latin, Greek")]
    [InlineData(@"\p{greek}", "cannot be translated")]
    [InlineData(@"\p{}", "cannot be translated")]
    [InlineData(@"\p{Lu", "not closed")]
    [InlineData(@"\p", "needs a category")]
    [InlineData(@"\pX", "cannot be translated")]
    [InlineData(@"\p{Cs}", "cannot be translated")]
    [InlineData("[[:alhpa:]]", "[:alhpa:] is not a class")]
    [InlineData("[[:alpha]", "is not a class")]
    [InlineData("[9-0]", "runs backwards")]
    [InlineData(@"[a-\d]", "\\d is not an escape")]
    [InlineData(@"[\x{110000}]", "code point in braces")]
    [InlineData(@"[\x{d800}]", "code point in braces")]
    [InlineData(@"[a\", "")]
    [InlineData("[]", "not closed")]
    [InlineData("[^]", "not closed")]
    public void Parse_ClassThatIsNone_SaysWhy(string pattern, string why)
    {
        Re2Pattern.Parse(pattern, ignoreCase: false, full: false, out var error).ShouldBeNull();
        error.ShouldContain(why);
    }

    [Theory]
    [InlineData(@"\p{L}", 20, true)]
    [InlineData(@"\p{L}", 800, false)]
    [InlineData(@"[\P{Greek}]", 300, true)]
    [InlineData("😀", 2000, true)]
    public void Parse_ManyLargeClasses_EndsSoonAndIsBounded(string part, int count, bool isRead)
    {
        var time = System.Diagnostics.Stopwatch.StartNew();
        var pattern = Re2Pattern.Parse(string.Concat(Enumerable.Repeat(part, count)), ignoreCase: false, full: false, out var error);
        (pattern is not null).ShouldBe(isRead, error);
        pattern?.IsMatch("no😀").ShouldBeFalse();
        time.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20));
    }

    // A class is judged over every kind of character against the framework's own data.
    [Theory]
    [InlineData("L")]
    [InlineData("Lu")]
    [InlineData("M")]
    [InlineData("Nd")]
    [InlineData("P")]
    [InlineData("Sc")]
    [InlineData("So")]
    [InlineData("Z")]
    [InlineData("Cf")]
    [InlineData("Co")]
    public void IsMatch_Category_AgreesWithTheFramework(string name)
    {
        var (inside, outside) = (Pattern($@"^\p{{{name}}}$"), Pattern($@"^[^\p{{{name}}}]$"));
        var random = new Random(name[0]);
        for (var run = 0; run < 1500; run++)
        {
            var rune = Any(random);
            var expected = Abbreviation(Rune.GetUnicodeCategory(rune)).StartsWith(name, StringComparison.Ordinal);
            inside.IsMatch(rune.ToString()).ShouldBe(expected, $"U+{rune.Value:X}");
            outside.IsMatch(rune.ToString()).ShouldBe(!expected, $"U+{rune.Value:X}");
        }
    }

    [Fact]
    public void IsMatch_AnyRange_HoldsWhatLiesBetweenItsEnds()
    {
        var random = new Random(8);
        for (var run = 0; run < 300; run++)
        {
            var (from, to) = (Any(random), Any(random));
            if (from > to) (from, to) = (to, from);
            var range = $"\\x{{{from.Value:x}}}-\\x{{{to.Value:x}}}";
            var (inside, outside) = (Pattern($"^[{range}]$"), Pattern($"^[^{range}]$"));
            foreach (var rune in new[] { from, to, Near(from, -1), Near(to, 1), Any(random), Any(random) })
            {
                var expected = rune >= from && rune <= to;
                inside.IsMatch(rune.ToString()).ShouldBe(expected, $"U+{rune.Value:X} in {range}");
                outside.IsMatch(rune.ToString()).ShouldBe(!expected, $"U+{rune.Value:X} not in {range}");
            }
        }
    }

    [Fact]
    public void ScriptRanges_AreSortedAndApart()
    {
        foreach (var (name, text) in ScriptRanges.Known)
        {
            var points = CodePoints.Find(name).ShouldNotBeNull();
            points.Ranges.Count().ShouldBe(text.Split(' ').Length, name);
            points.Complement().Complement().Ranges.ShouldBe(points.Ranges, name);
        }
    }

    private static Re2Pattern Pattern(string source) => Re2Pattern.Parse(source, ignoreCase: false, full: false, out var error).ShouldNotBeNull(error);

    private static Rune Any(Random random)
    {
        while (true)
        {
            var value = random.Next(3) switch { 0 => random.Next(0x500), 1 => random.Next(0x10000), _ => random.Next(0x10000, 0x110000) };
            if (Rune.IsValid(value)) return new Rune(value);
        }
    }

    private static Rune Near(Rune rune, int by) => Rune.IsValid(rune.Value + by) ? new Rune(rune.Value + by) : rune;

    private static string Abbreviation(UnicodeCategory category) => category switch
    {
        UnicodeCategory.UppercaseLetter => "Lu", UnicodeCategory.LowercaseLetter => "Ll", UnicodeCategory.TitlecaseLetter => "Lt", UnicodeCategory.ModifierLetter => "Lm",
        UnicodeCategory.OtherLetter => "Lo", UnicodeCategory.NonSpacingMark => "Mn", UnicodeCategory.SpacingCombiningMark => "Mc", UnicodeCategory.EnclosingMark => "Me",
        UnicodeCategory.DecimalDigitNumber => "Nd", UnicodeCategory.LetterNumber => "Nl", UnicodeCategory.OtherNumber => "No", UnicodeCategory.SpaceSeparator => "Zs",
        UnicodeCategory.LineSeparator => "Zl", UnicodeCategory.ParagraphSeparator => "Zp", UnicodeCategory.Control => "Cc", UnicodeCategory.Format => "Cf",
        UnicodeCategory.PrivateUse => "Co", UnicodeCategory.ConnectorPunctuation => "Pc", UnicodeCategory.DashPunctuation => "Pd", UnicodeCategory.OpenPunctuation => "Ps",
        UnicodeCategory.ClosePunctuation => "Pe", UnicodeCategory.InitialQuotePunctuation => "Pi", UnicodeCategory.FinalQuotePunctuation => "Pf", UnicodeCategory.OtherPunctuation => "Po",
        UnicodeCategory.MathSymbol => "Sm", UnicodeCategory.CurrencySymbol => "Sc", UnicodeCategory.ModifierSymbol => "Sk", UnicodeCategory.OtherSymbol => "So", _ => "?",
    };
}
