using Baton.Cli.Commands;

namespace Baton.Cli.Tests.Application;

public sealed class SpansTests
{
    [Theory]
    [InlineData("45", 45)]
    [InlineData("45s", 45)]
    [InlineData("30m", 1800)]
    [InlineData("2h", 7200)]
    [InlineData("1d", 86400)]
    [InlineData("2w", 1209600)]
    [InlineData("0", 0)]
    public void ParseSeconds_Span_GivesSeconds(string text, long expected) => Spans.ParseSeconds(text).ShouldBe(expected);

    [Theory]
    [InlineData("")]
    [InlineData("h")]
    [InlineData("-5m")]
    [InlineData("1.5h")]
    [InlineData("5 m")]
    [InlineData("5y")]
    [InlineData("99999999999999999999d")]
    [InlineData("9223372036854775807w")]
    public void ParseSeconds_NoSpan_GivesNull(string text) => Spans.ParseSeconds(text).ShouldBeNull();
}
