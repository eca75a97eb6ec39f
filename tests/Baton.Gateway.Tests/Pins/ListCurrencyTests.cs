using Baton.Gateway.Pins;
using Baton.Gateway.Tests.Support;

namespace Baton.Gateway.Tests.Pins;

public sealed class ListCurrencyTests
{
    private readonly TimerClock _time = new();
    private readonly ListCurrency _lists;

    public ListCurrencyTests() => _lists = new ListCurrency(_time);

    [Fact]
    public void IsStale_NeverRead_AndAfterAChange()
    {
        _lists.IsStale("s", PinKind.Tool).ShouldBeTrue();
        Listed("{}");
        _lists.IsStale("s", PinKind.Tool).ShouldBeFalse();
        _lists.IsStale("s", PinKind.Prompt).ShouldBeTrue();
        _lists.IsStale("t", PinKind.Tool).ShouldBeTrue();

        _lists.Changed("s", PinKind.Tool);

        _lists.IsStale("s", PinKind.Tool).ShouldBeTrue();
    }

    [Fact]
    public void Listed_ChangedWhileItWasRead_IsStillStale()
    {
        Listed("{}");
        var version = _lists.Version("s", PinKind.Tool);
        _lists.Changed("s");

        _lists.Listed("s", PinKind.Tool, version, "{}"u8.ToArray());

        _lists.IsStale("s", PinKind.Tool).ShouldBeTrue();
    }

    [Theory]
    [InlineData("""{"ttlMs":60000}""", 59, 61)]
    [InlineData("""{"ttlMs":0}""", 4, 6)]
    [InlineData("""{"ttlMs":-5}""", 4, 6)]
    [InlineData("""{"ttlMs":60000.0}""", 59, 61)]
    [InlineData("""{"ttlMs":6e4}""", 59, 61)]
    [InlineData("""{"ttlMs":7500.5}""", 7, 8)]
    [InlineData("""{"ttlMs":-1e400}""", 4, 6)]
    [InlineData("""{"ttlMs":4999}""", 4, 5)]
    public void IsStale_AfterItsLifetime(string result, int before, int after)
    {
        Listed(result);
        _time.Advance(TimeSpan.FromSeconds(before));
        _lists.IsStale("s", PinKind.Tool).ShouldBeFalse();

        _time.Advance(TimeSpan.FromSeconds(after - before));

        _lists.IsStale("s", PinKind.Tool).ShouldBeTrue();
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"ttlMs":"soon"}""")]
    [InlineData("""{"ttlMs":9223372036854775807}""")]
    public void IsStale_WithoutALifetime_Never(string result)
    {
        Listed(result);

        _time.Advance(TimeSpan.FromDays(1));

        _lists.IsStale("s", PinKind.Tool).ShouldBeFalse();
    }

    [Fact]
    public void MayAskAgain_NotAtOnce()
    {
        _lists.MayAskAgain("s", PinKind.Tool).ShouldBeFalse();
        Listed("{}");
        _lists.MayAskAgain("s", PinKind.Tool).ShouldBeFalse();

        _time.Advance(TimeSpan.FromSeconds(5));

        _lists.MayAskAgain("s", PinKind.Tool).ShouldBeTrue();
    }

    private void Listed(string result) => _lists.Listed("s", PinKind.Tool, _lists.Version("s", PinKind.Tool), System.Text.Encoding.UTF8.GetBytes(result));
}
