using Baton.Gateway.Tests.Support;
using Baton.Gateway.Upstreams.Relays;

namespace Baton.Gateway.Tests.Upstreams.Relays;

public sealed class BackoffTests
{
    private readonly TimerClock _clock = new();

    [Fact]
    public void Left_AfterTheFirstEnd_IsNothing()
    {
        var backoff = new Backoff(_clock);
        Fail(backoff, 1);

        backoff.Left.ShouldBe(TimeSpan.Zero);
    }

    [Theory]
    [InlineData(2, 250)]
    [InlineData(3, 500)]
    [InlineData(5, 2000)]
    [InlineData(9, 30_000)]
    [InlineData(90, 30_000)]
    public void Left_AfterMore_DoublesUpToItsBound(int ends, int milliseconds)
    {
        var backoff = new Backoff(_clock);
        Fail(backoff, ends);

        backoff.Left.ShouldBe(TimeSpan.FromMilliseconds(milliseconds));
        _clock.Advance(TimeSpan.FromMilliseconds(milliseconds));
        backoff.Left.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void Left_AfterALongLife_ForgetsWhatWas()
    {
        var backoff = new Backoff(_clock);
        Fail(backoff, 8);
        backoff.Started();
        _clock.Advance(TimeSpan.FromSeconds(30));
        backoff.Ended();

        backoff.Left.ShouldBe(TimeSpan.Zero);
    }

    private static void Fail(Backoff backoff, int times)
    {
        for (var end = 0; end < times; end++)
        {
            backoff.Started();
            backoff.Ended();
        }
    }
}
