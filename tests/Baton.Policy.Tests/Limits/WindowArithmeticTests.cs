using Baton.Policy.Limits;

namespace Baton.Policy.Tests.Limits;

public sealed class WindowArithmeticTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);
    private static readonly WindowPlan Minute = WindowPlan.Sliding(TimeSpan.FromMinutes(1));

    [Fact]
    public void Admit_DecimalFractions_AddUpExactly()
    {
        var state = WindowState.Empty;
        for (var call = 0; call < 10; call++)
        {
            var admission = WindowArithmetic.Admit(Minute, state, Noon, 0.1m, 1m);
            admission.IsAdmitted.ShouldBeTrue();
            state = admission.State;
        }
        WindowArithmetic.Remaining(Minute, state, Noon, 1m).ShouldBe(0);
        WindowArithmetic.Admit(Minute, state, Noon, 0.000000000000001m, 1m).IsAdmitted.ShouldBeFalse();
    }

    [Fact]
    public void Admit_CostOverMax_SaysThatItNeverFits()
        => WindowArithmetic.Admit(Minute, WindowState.Empty, Noon, 2, 1).RetryAfter.ShouldBe(Timeout.InfiniteTimeSpan);

    [Fact]
    public void Admit_NegativeCost_Throws()
        => Should.Throw<ArgumentOutOfRangeException>(() => WindowArithmetic.Admit(Minute, WindowState.Empty, Noon, -1, 1));

    [Fact]
    public void Admit_Forced_CountsBeyondMax()
    {
        var full = WindowArithmetic.Admit(Minute, WindowState.Empty, Noon, 1, 1).State;
        var forced = WindowArithmetic.Admit(Minute, full, Noon, 1, 1, force: true);

        forced.IsAdmitted.ShouldBeFalse();
        forced.Remaining.ShouldBe(0);
        WindowArithmetic.Remaining(Minute, forced.State, Noon, 5).ShouldBe(3);
    }

    [Fact]
    public void Release_LateFailure_IsNotCreditedToTheNextWindow()
    {
        var day = WindowPlan.Calendar(CalendarUnit.Day, TimeZoneInfo.Utc);
        var evening = new DateTimeOffset(2026, 3, 4, 23, 59, 59, TimeSpan.Zero);
        var first = WindowArithmetic.Admit(day, WindowState.Empty, evening, 10, 10);
        var second = WindowArithmetic.Admit(day, first.State, evening.AddSeconds(2), 10, 10);

        second.IsAdmitted.ShouldBeTrue();
        var released = WindowArithmetic.Release(second.State, first.Ticket);
        WindowArithmetic.Remaining(day, released, evening.AddSeconds(3), 10).ShouldBe(0);
    }

    [Fact]
    public void Release_WithinTheWindow_GivesBackWhatWasTaken()
    {
        var first = WindowArithmetic.Admit(Minute, WindowState.Empty, Noon, 0.3m, 1);
        var second = WindowArithmetic.Admit(Minute, first.State, Noon, 0.7m, 1);

        WindowArithmetic.Remaining(Minute, WindowArithmetic.Release(second.State, first.Ticket), Noon, 1).ShouldBe(0.3m);
    }

    [Fact]
    public void Release_Twice_NeverMakesBudget()
    {
        var first = WindowArithmetic.Admit(Minute, WindowState.Empty, Noon, 1, 1);
        var released = WindowArithmetic.Release(WindowArithmetic.Release(first.State, first.Ticket), first.Ticket);

        WindowArithmetic.Remaining(Minute, released, Noon, 1).ShouldBe(1);
    }

    [Fact]
    public void Admit_ClockStepsBack_CountsAtTheLatestInstant()
    {
        var first = WindowArithmetic.Admit(Minute, WindowState.Empty, Noon, 1, 1);
        var second = WindowArithmetic.Admit(Minute, first.State, Noon.AddHours(-3), 1, 1);

        second.IsAdmitted.ShouldBeFalse();
        second.State.LastTicks.ShouldBe(Noon.UtcTicks);
    }

    [Theory]
    [InlineData("1000000000000000", "0.000000000000001")]
    [InlineData("999999999999999.9999999999999", "0.000000000000001")]
    public void AddUp_BeyondTwentyEightDigits_RoundsUp(string left, string right)
    {
        var (a, b) = (decimal.Parse(left, System.Globalization.CultureInfo.InvariantCulture), decimal.Parse(right, System.Globalization.CultureInfo.InvariantCulture));
        CostArithmetic.AddUp(a, b).ShouldBeGreaterThan(a);
    }

    [Theory]
    [InlineData("2026-03-29T00:30:00Z", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z")] // the day of 23 hours
    [InlineData("2026-10-25T12:00:00Z", "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z")] // the day of 25 hours
    public void Around_DayWithDaylightSaving_RunsFromMidnightToMidnight(string at, string start, string end)
    {
        var window = CalendarWindow.Around(Ticks(at), CalendarUnit.Day, TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));
        window.ShouldBe((Ticks(start), Ticks(end)));
    }

    [Fact]
    public void Around_Week_BeginsOnMonday()
        => CalendarWindow.Around(Ticks("2026-03-04T12:00:00Z"), CalendarUnit.Week, TimeZoneInfo.Utc).ShouldBe((Ticks("2026-03-02T00:00:00Z"), Ticks("2026-03-09T00:00:00Z")));

    [Fact]
    public void Leases_EndWithoutHeartbeat()
    {
        var one = LeaseState.Empty.Take("a", 1, Noon).ShouldNotBeNull();

        one.Take("b", 1, Noon).ShouldBeNull();
        one.RetryAfter(1, Noon).ShouldBe(LeaseState.Life);
        one.Take("b", 1, Noon + LeaseState.Life).ShouldNotBeNull();
        one.Renew("a", Noon.AddSeconds(20)).Take("b", 1, Noon + LeaseState.Life).ShouldBeNull();
        one.Renew("a", Noon + LeaseState.Life).Taken(Noon + LeaseState.Life).ShouldBe(0);
        one.Free("a").Take("b", 1, Noon).ShouldNotBeNull();
    }

    private static long Ticks(string instant) => DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture).UtcTicks;
}
