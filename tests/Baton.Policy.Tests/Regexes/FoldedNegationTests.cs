using Baton.Policy.Regexes;

namespace Baton.Policy.Tests.Regexes;

/// <summary>
/// Sets that stand negated inside a class where case does not matter. RE2 folds the set first and leaves the folded set out
/// (AddUGroup in parse.cc), so that \W holds neither s nor the long s.
/// </summary>
public sealed class FoldedNegationTests
{
    [Theory]
    [InlineData(@"[\P{Lu}]", "A", false)]
    [InlineData(@"[\P{Lu}]", "a", false)]
    [InlineData(@"[\P{Lu}]", "É", false)]
    [InlineData(@"[\P{Lu}]", "é", false)]
    [InlineData(@"[\P{Lu}]", "1", true)]
    [InlineData(@"[\P{Lu}]", "中", true)]
    [InlineData(@"[\P{Lu}]", "𐐀", false)]
    [InlineData(@"[\P{Lu}]", "𐐨", false)]
    [InlineData(@"[\P{Lu}]", "😀", true)]
    [InlineData(@"[\p{^Lu}]", "a", false)]
    [InlineData(@"[\p{^Lu}]", "-", true)]
    [InlineData(@"[\P{^Lu}]", "a", true)]
    [InlineData(@"[\P{^Lu}]", "1", false)]
    [InlineData(@"[\P{Ll}]", "A", false)]
    [InlineData(@"[\P{Greek}]", "Σ", false)]
    [InlineData(@"[\P{Greek}]", "ς", false)]
    [InlineData(@"[\P{Greek}]", "a", true)]
    // The micro sign is of no script and folds with the Greek letter.
    [InlineData(@"[\P{Greek}]", "µ", false)]
    [InlineData(@"[\P{L}]", "5", true)]
    [InlineData(@"[\P{L}]", "ß", false)]
    [InlineData(@"[\P{Lu}a]", "a", true)]
    [InlineData(@"[\P{Lu}a]", "A", true)]
    [InlineData(@"[\P{Lu}a]", "b", false)]
    [InlineData(@"[^\P{Lu}]", "a", true)]
    [InlineData(@"[^\P{Lu}]", "1", false)]
    [InlineData(@"[\P{Lu}\p{Lu}]", "q", true)]
    [InlineData(@"[^\P{Lu}\p{Lu}]", "q", false)]
    [InlineData(@"[\W]", "s", false)]
    [InlineData(@"[\W]", "S", false)]
    [InlineData(@"[\W]", "k", false)]
    [InlineData(@"[\W]", "ſ", false)]
    [InlineData(@"[\W]", "\u212A", false)]
    [InlineData(@"[\W]", "é", true)]
    [InlineData(@"[\W]", "-", true)]
    [InlineData(@"[^\W]", "s", true)]
    [InlineData(@"[^\W]", "ſ", true)]
    [InlineData(@"[^\W]", "é", false)]
    [InlineData(@"[\W\d]", "s", false)]
    [InlineData(@"[\W\d]", "5", true)]
    [InlineData(@"[\D]", "s", true)]
    [InlineData(@"[\D]", "5", false)]
    [InlineData(@"[\S]", " ", false)]
    [InlineData(@"[\S]", "ſ", true)]
    [InlineData(@"\W", "s", false)]
    [InlineData(@"\W", "ſ", false)]
    [InlineData(@"\w", "ſ", true)]
    [InlineData(@"\w", "\u212A", true)]
    [InlineData(@"[\w]", "ſ", true)]
    [InlineData(@"[\wé]", "ſ", true)]
    [InlineData(@"[\Wé]", "ſ", false)]
    [InlineData(@"[\Wé]", "É", true)]
    [InlineData(@"[[:^alpha:]]", "s", false)]
    [InlineData(@"[[:^alpha:]]", "ſ", false)]
    [InlineData(@"[[:^alpha:]]", "5", true)]
    [InlineData(@"[[:^upper:]]", "a", false)]
    [InlineData(@"[[:^upper:]]", "5", true)]
    [InlineData(@"[[:^lower:]]", "A", false)]
    [InlineData(@"[[:^word:]]", "k", false)]
    [InlineData(@"[[:^ascii:]]", "k", false)]
    [InlineData(@"[[:^ascii:]]", "\u212A", false)]
    [InlineData(@"[[:^ascii:]]", "é", true)]
    [InlineData(@"[^[:^alpha:]]", "q", true)]
    public void IsMatch_CaseDoesNotMatter_FoldsBeforeItNegates(string pattern, string text, bool found)
    {
        Matches($"(?i)^{pattern}$", text).ShouldBe(found);
        Matches($"^(?i:{pattern})$", text).ShouldBe(found);
        Re2Pattern.Parse($"^{pattern}$", ignoreCase: true, full: false, out _)!.IsMatch(text).ShouldBe(found);
    }

    [Theory]
    [InlineData(@"[\P{Lu}]", "a", true)]
    [InlineData(@"[\P{Lu}]", "A", false)]
    [InlineData(@"[\W]", "ſ", true)]
    [InlineData(@"\W", "\u212A", true)]
    [InlineData(@"\w", "\u212A", false)]
    [InlineData(@"[[:^upper:]]", "a", true)]
    [InlineData(@"[[:^ascii:]]", "\u212A", true)]
    public void IsMatch_CaseMatters_DoesNotFold(string pattern, string text, bool found) => Matches($"^{pattern}$", text).ShouldBe(found);

    [Theory]
    [InlineData(@"\p{Any}", "a", true)]
    [InlineData(@"\p{Any}", "\n", true)]
    [InlineData(@"\p{Any}", "😀", true)]
    [InlineData(@"\P{Any}", "a", false)]
    [InlineData(@"[^\p{Any}]", "a", false)]
    [InlineData(@"[a\P{Any}]", "a", true)]
    [InlineData(@"[a\P{Any}]", "b", false)]
    public void IsMatch_Any_IsEveryCharacter(string pattern, string text, bool found) => Matches($"^{pattern}$", text).ShouldBe(found);

    // A set and its negation share nothing and leave nothing out, folded or not.
    [Fact]
    public void IsMatch_SetAndItsNegation_AreApartAndTogetherAll()
    {
        string[] sets = [@"\p{Lu}|\P{Lu}", @"\p{Ll}|\P{Ll}", @"\p{Greek}|\P{Greek}", @"\w|\W", @"\d|\D", @"\s|\S", "[:upper:]|[:^upper:]", "[:word:]|[:^word:]", @"\p{Nd}|\p{^Nd}"];
        foreach (var set in sets)
        {
            var parts = set.Split('|');
            foreach (var flags in new[] { "(?i)", "" })
            {
                var (inside, outside) = (Read($"{flags}^[{parts[0]}]$"), Read($"{flags}^[{parts[1]}]$"));
                foreach (var text in new[] { "a", "A", "s", "ſ", "k", "K", "\u212A", "σ", "ς", "Σ", "µ", "é", "É", "1", "٣", " ", "\u00a0", "-", "_", "中", "😀", "𐐀", "𐐨", "ǅ", "\n" })
                {
                    outside.IsMatch(text).ShouldBe(!inside.IsMatch(text), $"{flags}{set} on U+{(int)text[0]:X4}");
                }
            }
        }
    }

    private static bool Matches(string pattern, string text) => Read(pattern).IsMatch(text);

    private static Re2Pattern Read(string pattern) => Re2Pattern.Parse(pattern, ignoreCase: false, full: false, out var error).ShouldNotBeNull(error);
}
