using Baton.Gateway.Limits;
using Baton.Gateway.Tests.Support;

namespace Baton.Gateway.Tests.Limits;

public sealed class ClockWatchTests
{
    private readonly TwoClocks _time = new();
    private readonly List<ClockJump> _jumps = [];

    private ClockWatch Watch { get => field ??= new ClockWatch(_time, _jumps.Add); }

    [Theory]
    [InlineData(0, 3600, 0)]
    [InlineData(3600, 0, 1)]
    [InlineData(5, 0, 0)]
    [InlineData(5.001, 0, 1)]
    [InlineData(3600, 3595, 0)]
    [InlineData(3600, 3594.999, 1)]
    [InlineData(-3600, 0, 0)]
    [InlineData(-3600, 60, 0)]
    public void Now_AfterTheWallClockMoved_ReportsWhatIsMoreThanReallyPassed(double wall, double passed, int jumps)
    {
        Watch.Now();

        _time.Move(TimeSpan.FromSeconds(wall), TimeSpan.FromSeconds(passed));

        Watch.Now().ShouldBe(_time.GetUtcNow());
        _jumps.Count.ShouldBe(jumps);
    }

    [Fact]
    public void Now_AfterAJump_SaysFromWhereToWhere_AndOnlyOnce()
    {
        var from = Watch.Now();
        _time.Move(TimeSpan.FromMinutes(61), TimeSpan.FromMinutes(1));

        Watch.Now();
        Watch.Now();

        _jumps.ShouldBe([new ClockJump(from, from + TimeSpan.FromMinutes(61), TimeSpan.FromHours(1))]);
    }

    [Fact]
    public void Now_AfterAStepBackAndForthAgain_ReportsTheStepForward()
    {
        Watch.Now();
        _time.Move(TimeSpan.FromHours(-1), TimeSpan.Zero);
        Watch.Now();
        _time.Move(TimeSpan.FromHours(1), TimeSpan.Zero);
        Watch.Now();

        _jumps.ShouldHaveSingleItem().Jump.ShouldBe(TimeSpan.FromHours(1));
    }

    [Fact]
    public void Now_ByManyThreadsAtOnce_ReportsOneJumpOnce()
    {
        var watch = new ClockWatch(_time, jump => { lock (_jumps) _jumps.Add(jump); });
        _time.Move(TimeSpan.FromHours(1), TimeSpan.Zero);

        Parallel.For(0, 64, _ => watch.Now());

        _jumps.ShouldHaveSingleItem();
    }

    [Fact]
    public void Now_WhenNobodyListens_IsOnlyTheTime()
    {
        var watch = new ClockWatch(_time, null);
        _time.Move(TimeSpan.FromHours(1), TimeSpan.Zero);
        watch.Now().ShouldBe(_time.GetUtcNow());
    }
}
