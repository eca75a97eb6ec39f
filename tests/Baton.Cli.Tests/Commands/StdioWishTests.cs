using Baton.Cli.Commands.Serving;

namespace Baton.Cli.Tests.Commands;

public sealed class StdioWishTests : IDisposable
{
    private readonly CliHarness _cli = new();

    [Fact]
    public void TryRead_Plain_IsAllDefaults()
    {
        var wish = StdioWish.TryRead(["stdio"]).ShouldNotBeNull();

        wish.Data.ShouldBeNull();
        wish.Toolsets.ShouldBeEmpty();
    }

    [Fact]
    public void TryRead_BothSpellings_AreTheSame()
    {
        var apart = StdioWish.TryRead(["stdio", "--data", "/d", "--toolsets", "core,more", "--project", "p", "--dialect", "m3", "--grant", "g"]).ShouldNotBeNull();
        var joined = StdioWish.TryRead(["stdio", "--data=/d", "--toolsets=core, more", "--project=p", "--dialect=m3", "--grant=g"]).ShouldNotBeNull();

        apart.Toolsets.ShouldBe(["core", "more"]);
        joined.Toolsets.ShouldBe(apart.Toolsets);
        (joined with { Toolsets = [] }).ShouldBe(apart with { Toolsets = [] });
    }

    [Fact]
    public void TryRead_ValueWithEquals_IsCutAtTheFirst()
        => StdioWish.TryRead(["stdio", "--data=/a=b"]).ShouldNotBeNull().Data.ShouldBe("/a=b");

    [Theory]
    [InlineData()]
    [InlineData("up")]
    [InlineData("stdio", "--help")]
    [InlineData("stdio", "--data")]
    [InlineData("stdio", "--data", "--grant")]
    [InlineData("stdio", "--data=")]
    [InlineData("stdio", "--data", "a", "--data", "b")]
    [InlineData("stdio", "--dta", "a")]
    [InlineData("stdio", "extra", "words")]
    [InlineData("stdio", "--json")]
    public void TryRead_AnythingElse_IsLeftToTheParser(params string[] arguments) => StdioWish.TryRead(arguments).ShouldBeNull();

    [Theory]
    [InlineData("--dta", "x", "Did you mean '--data'?")]
    [InlineData("--toolset", "x", "Did you mean '--toolsets'?")]
    public async Task Run_Mistake_IsAnsweredByTheParser(string option, string value, string expected)
        => (await _cli.RunAsync("stdio", option, value)).Error.ShouldContain(expected);

    public void Dispose() => _cli.Dispose();
}
