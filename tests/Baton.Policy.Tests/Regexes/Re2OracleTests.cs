using System.Text.RegularExpressions;
using Baton.Policy.Regexes;

namespace Baton.Policy.Tests.Regexes;

/// <summary>Random patterns of what RE2 and the framework mean alike, over short ASCII texts: what the translation must not change.</summary>
public sealed class Re2OracleTests
{
    private static readonly string[] Atoms = ["a", "b", "c", ".", "[ab]", "[^a]", "[a-c]", "\\d", "\\w", "\\s", "\\.", "1", " ", "\\b", "^", "$", "\\n", "(?:)", "[^\\n]"];
    private static readonly string[] Repeats = ["*", "+", "?", "{2}", "{1,2}", "{0,}", "*?", "+?", "??"];

    [Fact]
    public void IsMatch_AnyPattern_AgreesWithTheFramework()
    {
        var random = new Random(6);
        var matched = 0;
        for (var run = 0; run < 400; run++)
        {
            var pattern = Pattern(random, 3);
            // The framework's `$` also stands before a last line break, RE2's does not.
            var oracle = new Regex(pattern.Replace("$", "\\z", StringComparison.Ordinal), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
            var compiled = Re2Pattern.Parse(pattern, ignoreCase: false, full: false, out var error).ShouldNotBeNull($"{pattern}: {error}");
            for (var text = 0; text < 12; text++)
            {
                var subject = string.Concat(Enumerable.Range(0, random.Next(7)).Select(_ => "abc1 .\n"[random.Next(7)]));
                var expected = oracle.IsMatch(subject);
                compiled.IsMatch(subject).ShouldBe(expected, $"/{pattern}/ on {subject.Replace("\n", "\\n", StringComparison.Ordinal)}");
                if (expected) matched++;
            }
        }
        matched.ShouldBeInRange(1000, 8000);
    }

    [Fact]
    public void Parse_AnyTextAtAll_IsReadOrRefusedAndNeverThrows()
    {
        var random = new Random(9);
        const string Letters = "ab(){}[]|*+?^$\\.-,0123:=!<>PpQE dDwWsSbBnx:é😀";
        var read = 0;
        for (var run = 0; run < 4000; run++)
        {
            var pattern = string.Concat(Enumerable.Range(0, random.Next(1, 12)).Select(_ => Letters[random.Next(Letters.Length)]));
            var compiled = Re2Pattern.Parse(pattern, random.Next(2) == 0, random.Next(2) == 0, out var error);
            if (compiled is null) error.ShouldNotBeEmpty(pattern);
            else if (run % 10 == 0) compiled.IsMatch("ab(1😀é").ShouldBeOneOf(true, false);
            if (compiled is not null) read++;
        }
        read.ShouldBeGreaterThan(1000);
    }

    private static string Pattern(Random random, int depth)
    {
        var parts = Enumerable.Range(0, random.Next(1, 4)).Select(_ =>
        {
            var isGroup = depth > 0 && random.Next(3) == 0;
            var atom = isGroup ? $"({Pattern(random, depth - 1)}|{Pattern(random, depth - 1)})" : Atoms[random.Next(Atoms.Length)];
            var repeats = random.Next(3) == 0 && atom is not ("^" or "$" or "\\b" or "(?:)");
            return repeats ? atom + Repeats[random.Next(Repeats.Length)] : atom;
        });
        return string.Concat(parts);
    }
}
