using System.Text;
using Baton.Policy.Regexes;

namespace Baton.Policy.Tests.Regexes;

/// <summary>Unicode's simple folding, against the framework's letters and against its own laws.</summary>
public sealed class CaseFoldsTests
{
    private static readonly Rune[] Letters = [.. Enumerable.Range(0, 0x1FFFF).Where(Rune.IsValid).Select(point => new Rune(point)).Where(rune => Rune.ToUpperInvariant(rune) != rune || Rune.ToLowerInvariant(rune) != rune)];

    [Fact]
    public void Of_EveryLetter_HoldsItsCapitalAndItsSmallForm()
    {
        Letters.Length.ShouldBeGreaterThan(2500);
        foreach (var letter in Letters)
        {
            var orbit = CaseFolds.Of(letter);
            orbit.Contains(letter.Value).ShouldBeTrue($"U+{letter.Value:X4}");
            orbit.Contains(Rune.ToUpperInvariant(letter).Value).ShouldBeTrue($"U+{letter.Value:X4}");
            orbit.Contains(Rune.ToLowerInvariant(letter).Value).ShouldBeTrue($"U+{letter.Value:X4}");
        }
    }

    [Fact]
    public void Of_AnyOfAnOrbit_IsTheSameOrbit()
    {
        foreach (var letter in Letters)
        {
            var orbit = CaseFolds.Of(letter).ToArray();
            orbit.Length.ShouldBeLessThanOrEqualTo(5);
            foreach (var other in orbit) CaseFolds.Of(new Rune(other)).ToArray().ShouldBe(orbit);
        }
    }

    [Theory]
    // Orbits of three and four, as Unicode's CaseFolding.txt has them (C and S), in code points.
    [InlineData("k", "4B 6B 212A")]
    [InlineData("s", "53 73 17F")]
    [InlineData("å", "C5 E5 212B")]
    [InlineData("μ", "B5 39C 3BC")]
    [InlineData("ǆ", "1C4 1C5 1C6")]
    [InlineData("θ", "398 3B8 3D1 3F4")]
    [InlineData("ι", "345 399 3B9 1FBE")]
    [InlineData("σ", "3A3 3C2 3C3")]
    [InlineData("ω", "3A9 3C9 2126")]
    [InlineData("ṡ", "1E60 1E61 1E9B")]
    [InlineData("ß", "DF 1E9E")]
    [InlineData("a", "41 61")]
    [InlineData("i", "49 69")]
    [InlineData("ı", "131")]
    [InlineData("İ", "130")]
    [InlineData("1", "31")]
    [InlineData("_", "5F")]
    [InlineData("中", "4E2D")]
    [InlineData("😀", "1F600")]
    [InlineData("𐐀", "10400 10428")]
    [InlineData("ⓐ", "24B6 24D0")]
    [InlineData("ⅷ", "2167 2177")]
    public void Of_Letter_IsItsOrbit(string letter, string orbit)
        => string.Join(' ', CaseFolds.Of(Rune.GetRuneAt(letter, 0)).ToArray().Order().Select(point => $"{point:X}")).ShouldBe(orbit);

    [Fact]
    public void IsMatch_EveryCasedLetterOfAscii_FoldsInEveryForm()
    {
        for (var letter = 'a'; letter <= 'z'; letter++)
        {
            var capital = char.ToUpperInvariant(letter).ToString();
            foreach (var pattern in new[] { $"^{letter}$", $"^[{letter}]$", $"^[{letter}-{letter}]$", $"^\\x{{{(int)letter:x}}}$", $"^\\Q{letter}\\E$" })
            {
                Matches(pattern, capital).ShouldBeTrue(pattern);
                Matches(pattern, letter.ToString()).ShouldBeTrue(pattern);
                Matches(pattern, "1").ShouldBeFalse(pattern);
            }
            Matches($"^[^{letter}]$", capital).ShouldBeFalse();
            Re2Pattern.Parse($"^{letter}$", ignoreCase: false, full: false, out _)!.IsMatch(capital).ShouldBeFalse();
        }
    }

    [Theory]
    // What a class leaves out is folded before it is left out.
    [InlineData("[^a-z]", "K", false)]
    [InlineData("[^a-z]", "\u212A", false)]
    [InlineData("[^a-z]", "\u017F", false)]
    [InlineData("[^σ]", "ς", false)]
    [InlineData("[^\\x{10400}-\\x{10427}]", "𐐨", false)]
    [InlineData("[^é]", "É", false)]
    [InlineData("[^é]", "e", true)]
    [InlineData("\\P{Lu}", "é", false)]
    [InlineData("\\P{Lu}", "1", true)]
    [InlineData("[\\p{Greek}]", "ω", true)]
    public void IsMatch_NegatedClass_LeavesOutBothCases(string pattern, string text, bool found) => Matches($"^{pattern}$", text).ShouldBe(found);

    private static bool Matches(string pattern, string text) => Re2Pattern.Parse(pattern, ignoreCase: true, full: false, out var error).ShouldNotBeNull(error).IsMatch(text);
}
