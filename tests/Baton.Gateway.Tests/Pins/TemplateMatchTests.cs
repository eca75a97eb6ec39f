using Baton.Gateway.Pins;

namespace Baton.Gateway.Tests.Pins;

public sealed class TemplateMatchTests
{
    [Theory]
    [InlineData("note:///{key}", "note:///a", true)]
    [InlineData("note:///{key}", "note:///a/b", true)]
    [InlineData("note:///{key}", "note:///", true)]
    [InlineData("note:///{key}", "Note:///a", false)]
    [InlineData("note:///{key}.txt", "note:///a.txt", true)]
    [InlineData("note:///{key}.txt", "note:///a.md", false)]
    [InlineData("a{x}b{y}a", "aba", true)]
    [InlineData("a{x}b{y}a", "ab", false)]
    [InlineData("a{x}a", "a", false)]
    [InlineData("{+path}", "anything", true)]
    [InlineData("fixed:///", "fixed:///", true)]
    [InlineData("fixed:///", "fixed:///a", false)]
    [InlineData("open{brace", "open{brace", true)]
    [InlineData("open{brace", "openx", false)]
    public void Fits_TemplateAndUri_IsAsRfc6570Expands(string template, string uri, bool fits) => TemplateMatch.Fits(template, uri).ShouldBe(fits);
}
