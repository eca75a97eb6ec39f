using System.Diagnostics;
using Baton.Policy.Regexes;

namespace Baton.Policy.Tests.Regexes;

/// <summary>RE2's meaning where .NET's differs, from RE2's published syntax.</summary>
public sealed class Re2PatternTests
{
    [Theory]
    [InlineData("b", "abc", true)]
    [InlineData("^b", "abc", false)]
    [InlineData("c$", "abc", true)]
    [InlineData("c$", "abc\n", false)]
    [InlineData("(?m)c$", "abc\nx", true)]
    [InlineData("(?m)^x", "abc\nx", true)]
    [InlineData("^x", "abc\nx", false)]
    [InlineData("a.c", "a\nc", false)]
    [InlineData("(?s)a.c", "a\nc", true)]
    [InlineData("^.$", "😀", true)]
    [InlineData("^[^a]$", "😀", true)]
    [InlineData("^..$", "😀", false)]
    [InlineData("^\\w+$", "é", false)]
    [InlineData("^\\W$", "é", true)]
    [InlineData("^\\d$", "٣", false)]
    [InlineData("^\\s$", "\u00a0", false)]
    [InlineData("^\\s$", "\v", false)]
    [InlineData("\\bcafé", "café", null)]
    [InlineData("\\bcaf\\b", "café", true)]
    [InlineData("\\bcaf\\B", "café", false)]
    [InlineData("^é$", "é", true)]
    [InlineData("^[à-é]$", "é", true)]
    [InlineData("^[^é]$", "😀", true)]
    [InlineData("^[é😀]$", "😀", true)]
    [InlineData("^é.$", "é😀", true)]
    [InlineData("^\\pL+$", "é", true)]
    [InlineData("^\\p{Lu}$", "É", true)]
    [InlineData("^\\PL$", "1", true)]
    [InlineData("^\\x41$", "A", true)]
    [InlineData("^\\x{1F600}$", "😀", true)]
    [InlineData("^\\Qa.b\\E$", "a.b", true)]
    [InlineData("^\\Qa.b\\E$", "axb", false)]
    [InlineData("(?i)straße", "STRAßE", true)]
    [InlineData("(?i)k", "\u212a", true)]
    [InlineData("(?i)^S$", "\u017f", true)]
    [InlineData("(?i:a)b", "Ab", true)]
    [InlineData("(?i:a)b", "AB", false)]
    [InlineData("a(?i)b|c", "C", true)]
    [InlineData("(?P<name>a)", "a", true)]
    [InlineData("(?<name>a)", "a", true)]
    [InlineData("^[[:alpha:]]+$", "abc", true)]
    [InlineData("^[]a]+$", "]a", true)]
    [InlineData("^[a-]+$", "a-", true)]
    [InlineData("^a{2,3}$", "aaa", true)]
    [InlineData("^a{,3}$", "a{,3}", true)]
    [InlineData("^a{2}$", "aaa", false)]
    [InlineData("^(a|b)*?c$", "abac", true)]
    [InlineData("^\\/\\-$", "/-", true)]
    [InlineData("^\\a\\f\\t\\n\\r\\v$", "\a\f\t\n\r\v", true)]
    [InlineData("(?=a)", "", null)]
    [InlineData("(?<=a)", "", null)]
    [InlineData("(?!a)", "", null)]
    [InlineData("(?>a)", "", null)]
    [InlineData("(a)\\1", "", null)]
    [InlineData("a**", "", null)]
    [InlineData("a++", "", null)]
    [InlineData("*a", "", null)]
    [InlineData("(a", "", null)]
    [InlineData("a)", "", null)]
    [InlineData("[a", "", null)]
    [InlineData("[z-a]", "", null)]
    [InlineData("a\\", "", null)]
    [InlineData("\\y", "", null)]
    [InlineData("a{1001}", "", null)]
    [InlineData("((a{1000}){1000}){1000}", "", null)]
    public void IsMatch_HasRe2Meaning(string pattern, string text, bool? expected)
    {
        var compiled = Re2Pattern.Parse(pattern, ignoreCase: false, full: false, out var error);
        if (expected is null)
        {
            compiled.ShouldBeNull();
            error.ShouldNotBeEmpty();
            return;
        }
        compiled.ShouldNotBeNull(error).IsMatch(text).ShouldBe(expected.Value);
    }

    [Theory]
    [InlineData("a|b", "xa", false)]
    [InlineData("a|b", "a", true)]
    [InlineData("a", "a\n", false)]
    public void IsMatch_Full_TakesTheWholeText(string pattern, string text, bool expected)
        => Re2Pattern.Parse(pattern, ignoreCase: false, full: true, out _)!.IsMatch(text).ShouldBe(expected);

    [Theory]
    [InlineData("^a$", false)]
    [InlineData("\\Aa\\z", false)]
    [InlineData("^a", true)]
    [InlineData("a", true)]
    [InlineData("^a|b$", true)]
    [InlineData("^(a|b)$", false)]
    [InlineData("^[|]$", false)]
    [InlineData("^a\\$", true)]
    [InlineData("^a\\\\$", false)]
    [InlineData("^a\\Q(\\E|b$", true)]
    [InlineData("^a\\Q|\\E$", false)]
    [InlineData("^a\\Q$", true)]
    [InlineData("^a[]|]$", false)]
    [InlineData("^a[^]|]$", false)]
    [InlineData("^a$|^b$", false)]
    [InlineData("(^a|^b)$", false)]
    [InlineData("(^a|b)$", true)]
    [InlineData("(?i)^a$", false)]
    [InlineData("(?i:^a$)", false)]
    [InlineData("(?m)^a$", true)]
    [InlineData("(?m:^)a$", true)]
    [InlineData("^a$|", true)]
    [InlineData("^?a$", true)]
    [InlineData("(^a)*b$", true)]
    [InlineData("(^a)+$", false)]
    [InlineData("^a$*", true)]
    [InlineData("(?:^){0,1}a$", true)]
    [InlineData("(?:^){1,2}a$", false)]
    [InlineData("a^b$", true)]
    [InlineData("", true)]
    [InlineData("(?i)", true)]
    [InlineData("^(?m)a$", true)]
    [InlineData("^a(?m)$", true)]
    [InlineData("(?m)^(?-m)a$", true)]
    [InlineData("(?m:a)$", true)]
    [InlineData("^(?m:a)$", false)]
    [InlineData("(?m)(?-m)^a$", false)]
    [InlineData("^a$\\Q\\E", false)]
    [InlineData("\\Q\\E^a$", false)]
    [InlineData("\\Q^a$\\E", true)]
    [InlineData("()^a$()", false)]
    [InlineData("^a$(|)", true)]
    [InlineData("^(|a)$", false)]
    [InlineData("\\^a$", true)]
    [InlineData("[$]a", true)]
    public void IsUnanchored_AsWritten(string pattern, bool expected)
        => Re2Pattern.Parse(pattern, ignoreCase: false, full: false, out _)!.IsUnanchored.ShouldBe(expected);

    [Fact]
    public void IsMatch_PatternThatBacktrackingDreads_IsLinear()
    {
        var time = Stopwatch.StartNew();
        Re2Pattern.Parse("^(a+)+$", ignoreCase: false, full: false, out _)!.IsMatch(new string('a', 50_000) + "b").ShouldBeFalse();
        time.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }
}
