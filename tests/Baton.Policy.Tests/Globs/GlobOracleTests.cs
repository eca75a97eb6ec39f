using System.Text.RegularExpressions;
using Baton.Policy.Globs;

namespace Baton.Policy.Tests.Globs;

/// <summary>Globs against the framework's regular expressions, and overlaps against trying every short text.</summary>
public sealed class GlobOracleTests
{
    private static readonly string[] Texts = [.. Words("ab/", 5)];

    [Fact]
    public void Matches_AnyNameGlob_AgreesWithTheFramework() => Compare(pattern => Glob.Name(pattern), pattern => pattern.Replace("*", ".*", StringComparison.Ordinal).Replace("?", ".", StringComparison.Ordinal));

    [Fact]
    public void Matches_AnyUriGlob_AgreesWithTheFramework() => Compare(pattern => Glob.Uri(pattern), pattern =>
        Regex.Replace(pattern, @"\*+|\?", wildcard => wildcard.Value switch { "?" => "[^/]", "*" => "[^/]*", _ => ".*" }));

    [Fact]
    public void Overlap_AnyTwo_IsFoundExactlyWhenSomeTextMatchesBoth()
    {
        var patterns = Words("ab*?", 3).ToArray();
        var random = new Random(2);
        var (overlapping, apart) = (0, 0);
        for (var run = 0; run < 1500; run++)
        {
            var (left, right) = (Glob.Name(patterns[random.Next(patterns.Length)]), Glob.Name(patterns[random.Next(patterns.Length)]));
            // Patterns of three letters that overlap at all overlap in a text of at most five.
            var both = Array.Exists(Texts, text => left.Matches(text) && right.Matches(text));
            (GlobOverlap.Find(left, right) is not null).ShouldBe(both, $"{left.Pattern} and {right.Pattern}");
            if (both) overlapping++;
            else apart++;
        }
        overlapping.ShouldBeGreaterThan(200);
        apart.ShouldBeGreaterThan(200);
    }

    [Theory]
    [InlineData("SAVE_*", "save_x", true)]
    [InlineData("É?", "éß", true)]
    [InlineData("save", "SAVE", true)]
    [InlineData("save", "SAVED", false)]
    [InlineData("𐐀*", "𐐨x", true)]
    public void Matches_IgnoringCase_FoldsEachCharacter(string pattern, string text, bool matches)
        => Glob.Name(pattern, ignoreCase: true).Matches(text).ShouldBe(matches);

    private static void Compare(Func<string, Glob> parse, Func<string, string> translate)
    {
        var random = new Random(1);
        var matched = 0;
        for (var run = 0; run < 400; run++)
        {
            var pattern = string.Concat(Enumerable.Range(0, random.Next(1, 7)).Select(_ => "ab/*?*"[random.Next(6)]));
            var glob = parse(pattern);
            var oracle = new Regex($"\\A(?:{translate(pattern)})\\z", RegexOptions.Singleline);
            for (var text = 0; text < 25; text++)
            {
                var subject = Texts[random.Next(Texts.Length)];
                glob.Matches(subject).ShouldBe(oracle.IsMatch(subject), $"{pattern} on {subject}");
                if (oracle.IsMatch(subject)) matched++;
            }
        }
        matched.ShouldBeGreaterThan(500);
    }

    private static IEnumerable<string> Words(string letters, int longest)
    {
        IEnumerable<string> words = [""];
        var last = words;
        for (var length = 1; length <= longest; length++)
        {
            last = [.. last.SelectMany(word => letters.Select(letter => word + letter))];
            words = words.Concat(last);
        }
        return words.Where(word => word.Length > 0);
    }
}
