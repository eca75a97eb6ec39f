using Baton.Cli.Output;

namespace Baton.Cli.Tests.Output;

public sealed class TextTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(-5, "now")]
    [InlineData(-90, "1 min ago")]
    [InlineData(-7200, "2 h ago")]
    [InlineData(-47 * 3600, "47 h ago")]
    [InlineData(-49 * 3600, "2 d ago")]
    [InlineData(7200, "in 2 h")]
    public void Ago_Moment_IsSaidInTheLargestUnit(int seconds, string expected) => Ago.Of(Now.AddSeconds(seconds), Now).ShouldBe(expected);

    [Fact]
    public void Ago_LongAgo_IsTheDate() => Ago.Of(Now.AddDays(-100), Now).ShouldBe("2025-11-21");

    [Fact]
    public void Printable_Terminal_ShowsControlCharactersAsPictures()
        => Printable.For(new Terminal(true, 80, false), "a\u001b[2J\tb\nc\u007f\u009b").ShouldBe("a\u241b[2J\tb\nc\u2421\uFFFD");

    [Fact]
    public void Printable_Pipe_IsTheText() => Printable.For(Terminal.Pipe, "a\u001b").ShouldBe("a\u001b");

    [Theory]
    [InlineData("NO_COLOR", "1")]
    [InlineData("TERM", "dumb")]
    [InlineData("NO_COLOR", "0")]
    public void Terminal_ColoursSwitchedOff_HasNone(string name, string value)
        => Terminal.Detect(asked => asked == name ? value : null).Colours.ShouldBeFalse();
}
