using Baton.Memory.Time;

namespace Baton.Memory.Tests.Time;

/// <summary>Seconds that UTC put in, as RFC 3339 writes them (5.7 and its examples in 5.8): only where one can be, the last of a month in UTC.</summary>
public sealed class LeapSecondTests
{
    [Theory]
    [InlineData("1990-12-31T23:59:60Z", "1991-01-01T00:00:00.000Z")]
    [InlineData("1990-12-31T15:59:60-08:00", "1991-01-01T00:00:00.000Z")]
    [InlineData("2016-12-31T23:59:60Z", "2017-01-01T00:00:00.000Z")]
    [InlineData("2016-12-31t23:59:60z", "2017-01-01T00:00:00.000Z")]
    [InlineData("2015-07-01T01:59:60+02:00", "2015-07-01T00:00:00.000Z")]
    [InlineData("2016-12-31T23:59:60.5Z", "2017-01-01T00:00:00.000Z")]
    [InlineData("2016-02-29 23:59:60Z", "2016-03-01T00:00:00.000Z")]
    public void TryParse_AtTheEndOfAMonth_IsTheMomentAfterIt(string text, string expected)
    {
        Instants.TryParse(text, out var instant, out var problem).ShouldBeTrue(problem);
        Instants.Format(instant).ShouldBe(expected);
    }

    [Theory]
    [InlineData("2016-12-30T23:59:60Z")]
    [InlineData("2016-12-31T22:59:60Z")]
    [InlineData("2016-12-31T23:58:60Z")]
    [InlineData("2016-12-31T23:59:60+01:00")]
    [InlineData("2016-12-31T23:59:61Z")]
    [InlineData("2015-02-29T23:59:60Z")]
    [InlineData("9999-12-31T23:59:60")]
    public void TryParse_Elsewhere_IsRefusedWithTheText(string text)
    {
        Instants.TryParse(text, out _, out var problem).ShouldBeFalse();
        problem.ShouldStartWith($"'{text}' ");
    }

    [Fact]
    public void TryParse_AfterTheLastMomentThereIs_IsRefused() => Instants.TryParse("9999-12-31T23:59:60Z", out _, out _).ShouldBeFalse();
}
