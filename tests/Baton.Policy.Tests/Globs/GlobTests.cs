using Baton.Policy.Globs;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Policy.Tests.Globs;

public sealed class GlobTests
{
    [Theory]
    [InlineData("memory_*", "memory_save", true)]
    [InlineData("memory_*", "memory_", true)]
    [InlineData("memory_*", "Memory_save", false)]
    [InlineData("*", "", true)]
    [InlineData("?", "😀", true)]
    [InlineData("?", "", false)]
    [InlineData("a*b*c", "aXbYc", true)]
    [InlineData("a*b*c", "aXcYb", false)]
    [InlineData("a.c", "abc", false)]
    [InlineData("[a]", "a", false)]
    public void Matches_Name(string glob, string text, bool expected) => Glob.Name(glob).Matches(text).ShouldBe(expected);

    [Theory]
    [InlineData("file:///a/*", "file:///a/b", true)]
    [InlineData("file:///a/*", "file:///a/b/c", false)]
    [InlineData("file:///a/**", "file:///a/b/c", true)]
    [InlineData("file:///?/x", "file:////x", false)]
    [InlineData("**/secret", "a/b/secret", true)]
    public void Matches_Uri_StopsAtSlashes(string glob, string text, bool expected) => Glob.Uri(glob).Matches(text).ShouldBe(expected);

    [Fact]
    public void Find_Overlap_IsMatchedByBoth() => Check.One(Repeatable.Config.WithMaxTest(500), Prop.ForAll(Patterns(), Patterns(), (left, right) =>
    {
        var (a, b) = (Glob.Name(left), Glob.Name(right));
        return GlobOverlap.Find(a, b) is not { } both || (a.Matches(both) && b.Matches(both));
    }));

    [Theory]
    [InlineData("a*", "b*", false)]
    [InlineData("get_*", "*_get", true)]
    [InlineData("a?c", "ab?", true)]
    [InlineData("a?c", "abd", false)]
    [InlineData("*", "x", true)]
    public void Find_Overlap(string left, string right, bool overlap) => (GlobOverlap.Find(Glob.Name(left), Glob.Name(right)) is not null).ShouldBe(overlap);

    [Fact]
    public void Matches_ManyStars_IsNotExponential() => Glob.Name(string.Concat(Enumerable.Repeat("a*", 60)) + "b").Matches(new string('a', 2000)).ShouldBeFalse();

    private static Arbitrary<string> Patterns()
        => Gen.Elements('a', 'b', '*', '?', '_').ListOf().Select(letters => string.Concat(letters)).ToArbitrary();
}
