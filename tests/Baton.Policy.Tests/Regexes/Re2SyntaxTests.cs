using Baton.Policy.Regexes;

namespace Baton.Policy.Tests.Regexes;

/// <summary>RE2's syntax, piece by piece: what each means, and what is said of what RE2 does not know.</summary>
public sealed class Re2SyntaxTests
{
    [Theory]
    // pattern, a text it matches, one it does not
    [InlineData("a.c", "abc", "a\nc")]
    [InlineData("(?s)a.c", "a\nc", "ac")]
    [InlineData("(?s:a.)c", "a\nc", "ac")]
    [InlineData("(?s:a.)c.d", "a\ncxd", "a\nc\nd")]
    [InlineData("^a", "ab", "ba")]
    [InlineData("^b", "b", "a\nb")]
    [InlineData("(?m)^b", "a\nb", "ab")]
    [InlineData("a$", "ba", "a\n")]
    [InlineData("(?m)a$", "a\nb", "ab")]
    [InlineData("\\Aa\\z", "a", "a\n")]
    [InlineData("(?i)abc", "aBC", "ab")]
    [InlineData("(?i:a)bc", "Abc", "ABC")]
    [InlineData("a(?i)b|c", "aB", "Ax")]
    [InlineData("a(?i)b|c", "C", "Ab")]
    [InlineData("(?i)a(?-i)b", "Ab", "AB")]
    [InlineData("(?i-s:A.)", "ab", "a\n")]
    [InlineData("(?U)a+", "aa", "b")]
    [InlineData("(?)a", "a", "b")]
    [InlineData("a|b|", "x", null)]
    [InlineData("ab|cd", "xcdx", "ac")]
    [InlineData("(ab)+c", "ababc", "abab")]
    [InlineData("(?:ab){2}", "abab", "ab")]
    [InlineData("(?P<year>[0-9]{4})-[0-9]", "2026-1", "226-1")]
    [InlineData("(?<year>[0-9]{4})", "2026", "226")]
    [InlineData("^a{2}$", "aa", "aaa")]
    [InlineData("^a{2,}$", "aaaa", "a")]
    [InlineData("^a{1,2}$", "aa", "aaa")]
    [InlineData("^a{0}b$", "b", "ab")]
    [InlineData("^a{,2}$", "a{,2}", "aa")]
    [InlineData("^a{x}$", "a{x}", "a")]
    [InlineData("^a{$", "a{", "a")]
    [InlineData("^a}$", "a}", "a")]
    [InlineData("^a]$", "a]", "a")]
    [InlineData("a*?b", "aab", "aa")]
    [InlineData("a+?b", "aab", "b")]
    [InlineData("^a??b$", "ab", "aab")]
    [InlineData("\\bword\\b", "a word.", "swords")]
    [InlineData("\\Bord", "word", "ord")]
    [InlineData("^\\d+$", "123", "١٢٣")]
    [InlineData("^\\D$", "x", "5")]
    [InlineData("^\\w+$", "aZ_9", "é")]
    [InlineData("^\\W$", "é", "a")]
    [InlineData("^\\s$", "\t", "\u00a0")]
    [InlineData("^\\s$", "\f", "\v")]
    [InlineData("^\\S$", "\v", " ")]
    [InlineData("^\\t\\n\\r\\f\\v\\a$", "\t\n\r\f\v\a", "tnrfva")]
    [InlineData("^\\x41\\x{1F600}$", "A😀", "A")]
    [InlineData("^\\101$", null, null)]
    [InlineData("^\\07$", "\a", "7")]
    [InlineData("^\\.\\*\\$\\\\$", ".*$\\", "x")]
    [InlineData("^\\-\\_\\@$", "-_@", "x")]
    [InlineData("^[[:alpha:]]+$", "aZ", "a1")]
    [InlineData("^[[:^digit:]]$", "a", "1")]
    [InlineData("^[^[:space:]x]$", "a", "x")]
    [InlineData("^[]a]+$", "]a", "b")]
    [InlineData("^[^]a]$", "b", "]")]
    [InlineData("^[a-]+$", "a-", "b")]
    [InlineData("^[-a]+$", "a-", "b")]
    [InlineData("^[a\\-z]+$", "a-z", "b")]
    [InlineData("^[\\d.]+$", "1.5", "x")]
    [InlineData("^[\\x41-\\x43]$", "B", "D")]
    [InlineData("^\\p{Lu}$", "É", "é")]
    [InlineData("^\\pL$", "é", "1")]
    [InlineData("^\\PL$", "1", "é")]
    [InlineData("^\\p{^L}$", "1", "é")]
    [InlineData("^\\P{^L}$", "é", "1")]
    [InlineData("^\\p{Greek}+$", "αβ", "ab")]
    [InlineData("^[\\p{L}\\p{Nd}]+$", "é٣", "-")]
    [InlineData("^.$", "😀", "😀😀")]
    [InlineData("^[^a]$", "😀", "a")]
    [InlineData("^[😀-😂]$", "😁", "😃")]
    [InlineData("^é?$", "", "e")]
    [InlineData("", "anything", null)]
    public void IsMatch_Piece_HasItsMeaning(string pattern, string? matches, string? not)
    {
        var parsed = Re2Pattern.Parse(pattern, ignoreCase: false, full: false, out var error);
        if (matches is null)
        {
            parsed.ShouldBeNull();
            return;
        }
        parsed.ShouldNotBeNull(error).IsMatch(matches).ShouldBeTrue();
        if (not is not null) parsed.IsMatch(not).ShouldBeFalse();
    }

    [Theory]
    [InlineData("(", "a group is not closed")]
    [InlineData("(a", "a group is not closed")]
    [InlineData("(?i", "a group is not closed")]
    [InlineData("a)", "`)` at 2 closes nothing")]
    [InlineData("*a", "`*` at 1 repeats nothing")]
    [InlineData("a|+", "`+` at 3 repeats nothing")]
    [InlineData("(?-)a", "`)` at 4 is not a flag of RE2 (i, m, s, U)")]
    [InlineData("(?i-:a)", "`:` at 5 is not a flag of RE2")]
    [InlineData("a**", "a repetition cannot be repeated: put it in a group")]
    [InlineData("a+{2}", "a repetition cannot be repeated: put it in a group")]
    [InlineData("a{1001}", "{1001} is not a repetition from 0 to 1000")]
    [InlineData("a{3,2}", "{3,2} is not a repetition from 0 to 1000")]
    [InlineData("(a{500}){500}", "states")]
    [InlineData("(?=a)", "lookahead and lookbehind do not exist in RE2")]
    [InlineData("(?!a)", "lookahead and lookbehind do not exist in RE2")]
    [InlineData("(?<=a)", "lookahead and lookbehind do not exist in RE2")]
    [InlineData("(?<!a)", "lookahead and lookbehind do not exist in RE2")]
    [InlineData("(?>a)", "atomic and conditional groups do not exist in RE2")]
    [InlineData("(?(a)b)", "atomic and conditional groups do not exist in RE2")]
    [InlineData("(?x)a", "`x` at 3 is not a flag of RE2 (i, m, s, U)")]
    [InlineData("(?--i)a", "is not a flag of RE2")]
    [InlineData("(?P<>a)", "a group's name is not closed")]
    [InlineData("(?P<a", "a group's name is not closed")]
    [InlineData("(?P<a-b>a)", "a group's name holds only letters, digits and _")]
    [InlineData("(a)\\1", "\\1 refers to a group, which RE2 does not do")]
    [InlineData("\\", "it ends in a backslash")]
    [InlineData("\\k", "\\k is not an escape of RE2")]
    [InlineData("\\Z", "\\Z is not an escape of RE2")]
    [InlineData("\\G", "\\G is not an escape of RE2")]
    [InlineData("\\u0041", "\\u is not an escape of RE2")]
    [InlineData("\\x4", "\\x needs two hexadecimal digits, or a code point in braces")]
    [InlineData("\\x{110000}", "\\x needs two hexadecimal digits, or a code point in braces")]
    [InlineData("\\x{D800}", "\\x needs two hexadecimal digits, or a code point in braces")]
    [InlineData("\\xZZ", "\\x needs two hexadecimal digits, or a code point in braces")]
    [InlineData("\\p", "\\p needs a category")]
    [InlineData("\\p{Lu", "\\p{ is not closed")]
    [InlineData("\\p{Elvish}", "\\p{Elvish} cannot be translated: general categories such as L, Lu and Nd can, and the scripts Latin, Greek")]
    [InlineData("[a", "a class is not closed")]
    [InlineData("[]", "a class is not closed")]
    [InlineData("[z-a]", "the range z-a runs backwards")]
    [InlineData("[[:word", "[::] is not a class of RE2")]
    [InlineData("[[:letters:]]", "[:letters:] is not a class of RE2")]
    [InlineData("[a-\\d]", "\\d is not an escape of RE2")]
    [InlineData("\\bé", "\\b and \\B are ASCII in RE2 and cannot stand beside characters or classes beyond ASCII")]
    public void Parse_WhatRe2DoesNotKnow_SaysWhy(string pattern, string why)
    {
        Re2Pattern.Parse(pattern, ignoreCase: false, full: false, out var error).ShouldBeNull();
        error.ShouldContain(why);
    }

    [Fact]
    public void Parse_LengthAndDepth_AreBounded()
    {
        Re2Pattern.Parse(new string('a', 4096), ignoreCase: false, full: false, out _).ShouldNotBeNull();
        Re2Pattern.Parse(new string('a', 4097), ignoreCase: false, full: false, out var tooLong).ShouldBeNull();
        tooLong.ShouldBe("it is longer than 4096 characters");
        Re2Pattern.Parse(new string('(', 100) + new string(')', 100), ignoreCase: false, full: false, out _).ShouldNotBeNull();
        Re2Pattern.Parse(new string('(', 101) + new string(')', 101), ignoreCase: false, full: false, out var tooDeep).ShouldBeNull();
        tooDeep.ShouldBe("it is nested deeper than 100 groups");
        Re2Pattern.Parse("a{1000}", ignoreCase: false, full: false, out _).ShouldNotBeNull();
    }

    [Theory]
    // pattern, flag, text, what is left
    [InlineData("[0-9]+", "a1b22c", "a#b#c")]
    [InlineData("é", "éaé", "#a#")]
    [InlineData("😀", "a😀😁b😀", "a#😁b#")]
    [InlineData("^.", "😀b", "#b")]
    [InlineData("x*", "ab", "#a#b#")]
    [InlineData("b|$", "ab", "a##")]
    [InlineData("(?i)é", "ÉÈé", "#È#")]
    [InlineData(".", "", "")]
    public void Replace_Matches_AreReplacedAndNothingElse(string pattern, string text, string expected)
        => Re2Pattern.Parse(pattern, ignoreCase: false, full: false, out _)!.Replace(text, "#").ShouldBe(expected);

    [Theory]
    [InlineData("abc", "ABC", true)]
    [InlineData("^[a-c]+$", "ABC", true)]
    [InlineData("é", "É", true)]
    [InlineData("\\x41", "a", true)]
    [InlineData("k", "\u212A", true)]
    [InlineData("s", "\u017F", true)]
    [InlineData("ß", "SS", false)]
    [InlineData("i", "\u0130", false)]
    public void IsMatch_IgnoringCase_FoldsAsRe2Does(string pattern, string text, bool matches)
        => Re2Pattern.Parse(pattern, ignoreCase: true, full: false, out _)!.IsMatch(text).ShouldBe(matches);

    [Theory]
    [InlineData("a|ab", "ab", true)]
    [InlineData("a", "ab", false)]
    [InlineData("a", "ba", false)]
    [InlineData("a$", "a", true)]
    [InlineData("", "", true)]
    [InlineData("", "a", false)]
    [InlineData("(?m)^a$", "a\nb", false)]
    public void IsMatch_Full_TakesTheWhole(string pattern, string text, bool matches)
        => Re2Pattern.Parse(pattern, ignoreCase: false, full: true, out _)!.IsMatch(text).ShouldBe(matches);
}
