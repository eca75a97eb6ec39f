using Baton.Policy.Documents;
using Baton.Policy.Limits;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Policy.Tests.Limits;

/// <summary>Over any sequence of calls, clock steps and settlements no window ever admits more than its bound.</summary>
public sealed class WindowPropertyTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 28, 22, 0, 0, TimeSpan.Zero);

    /// <summary>One step: the clock moves, then a call is made with a cost; the last admitted call may be given back.</summary>
    public sealed record Step(int Seconds, int CostInCents, bool GiveBack);

    private static Arbitrary<Step[]> Steps(int longest) => (
        from steps in (
            from seconds in Gen.Frequency((6, Gen.Choose(0, longest)), (1, Gen.Choose(-longest, 0)), (1, Gen.Constant(0)))
            from cost in Gen.Frequency((5, Gen.Choose(1, 500)), (1, Gen.Constant(0)), (1, Gen.Choose(500, 5000)))
            from back in Gen.Frequency((4, Gen.Constant(false)), (1, Gen.Constant(true)))
            select new Step(seconds, cost, back)).ArrayOf()
        where steps.Length > 0
        select steps).ToArbitrary();

    [Fact]
    public void Admit_Sliding_NeverAdmitsMoreThanMaxInAnySpan()
        => Check.One(Repeatable.Config.WithMaxTest(300), Prop.ForAll(Steps(40), steps => NeverOver(WindowPlan.Sliding(TimeSpan.FromSeconds(60)), steps, 10m, (_, _) => true)));

    [Fact]
    public void Admit_SlidingOfOddLength_NeverAdmitsMoreThanMaxInAnySpan()
        => Check.One(Repeatable.Config.WithMaxTest(300), Prop.ForAll(Steps(5), steps => NeverOver(WindowPlan.Sliding(TimeSpan.FromSeconds(7)), steps, 10m, (_, _) => true)));

    [Theory]
    [InlineData("Europe/Berlin", CalendarUnit.Day)]
    [InlineData("America/St_Johns", CalendarUnit.Hour)]
    [InlineData("Australia/Lord_Howe", CalendarUnit.Week)]
    [InlineData("Pacific/Apia", CalendarUnit.Month)]
    public void Admit_Calendar_NeverAdmitsMoreThanMaxInAnyWindow(string zone, CalendarUnit unit)
    {
        var plan = WindowPlan.Calendar(unit, TimeZoneInfo.FindSystemTimeZoneById(zone));
        Check.One(Repeatable.Config.WithMaxTest(100), Prop.ForAll(Steps((int)(plan.Length.TotalSeconds / 3)), steps => NeverOver(plan, steps, 10m, (from, at) => SameWindow(plan, from, at))));
    }

    private static bool SameWindow(WindowPlan plan, DateTimeOffset from, DateTimeOffset at)
        => CalendarWindow.Around(from.UtcTicks, plan.Unit, plan.Zone) == CalendarWindow.Around(at.UtcTicks, plan.Unit, plan.Zone);

    private static bool NeverOver(WindowPlan plan, Step[] steps, decimal max, Func<DateTimeOffset, DateTimeOffset, bool> together)
    {
        if (plan.Align == WindowAlign.Sliding) together = (from, at) => at - from <= plan.Length;
        var admitted = new List<(DateTimeOffset At, decimal Cost, AdmissionTicket Ticket)>();
        var (state, clock, latest) = (WindowState.Empty, Start, DateTimeOffset.MinValue);
        foreach (var step in steps)
        {
            clock = clock.AddSeconds(step.Seconds);
            if (clock > latest) latest = clock;
            if (step.GiveBack && admitted.Count > 0)
            {
                state = WindowArithmetic.Release(state, admitted[^1].Ticket);
                admitted.RemoveAt(admitted.Count - 1);
            }
            var admission = WindowArithmetic.Admit(plan, state, clock, step.CostInCents / 100m, max);
            state = WindowState.FromBytes(admission.State.ToBytes());
            // The store's time never goes back, so neither does the instant of an admission.
            if (admission.IsAdmitted) admitted.Add((latest, step.CostInCents / 100m, admission.Ticket));
            if (admission.IsAdmitted && admission.Remaining < 0) return false;
        }
        return admitted.All(last => admitted.Where(call => call.At <= last.At && together(call.At, last.At)).Sum(call => call.Cost) <= max);
    }

    [Fact]
    public void Admit_Refused_FitsAfterRetryAfterAndNotBefore()
        => Check.One(Repeatable.Config.WithMaxTest(300), Prop.ForAll(Steps(30), steps =>
        {
            var plan = WindowPlan.Sliding(TimeSpan.FromSeconds(60));
            var (state, clock) = (WindowState.Empty, Start);
            foreach (var step in steps)
            {
                clock = clock.AddSeconds(Math.Abs(step.Seconds));
                var cost = step.CostInCents / 100m;
                var admission = WindowArithmetic.Admit(plan, state, clock, cost, 10m);
                if (!admission.IsAdmitted && cost <= 10m)
                {
                    if (admission.RetryAfter <= TimeSpan.Zero || admission.RetryAfter > plan.Length + TimeSpan.FromSeconds(1)) return false;
                    if (!WindowArithmetic.Admit(plan, admission.State, clock + admission.RetryAfter, cost, 10m).IsAdmitted) return false;
                    if (WindowArithmetic.Admit(plan, admission.State, clock + admission.RetryAfter - TimeSpan.FromTicks(1), cost, 10m).IsAdmitted) return false;
                }
                state = admission.State;
            }
            return true;
        }));

    [Fact]
    public void Admit_Sliding_ComesBackAtMostOneSixtyFourthLate()
    {
        var plan = WindowPlan.Sliding(TimeSpan.FromSeconds(64));
        var state = WindowArithmetic.Admit(plan, WindowState.Empty, Start, 1, 1).State;

        WindowArithmetic.Admit(plan, state, Start.AddSeconds(64), 1, 1).IsAdmitted.ShouldBeFalse();
        WindowArithmetic.Admit(plan, state, Start.AddSeconds(65), 1, 1).IsAdmitted.ShouldBeTrue();
    }

    [Fact]
    public void ToBytes_AnyState_ReadsBack()
        => Check.One(Repeatable.Config.WithMaxTest(200), Prop.ForAll(Steps(20), steps =>
        {
            var (state, clock) = (WindowState.Empty, Start);
            foreach (var step in steps)
            {
                clock = clock.AddSeconds(step.Seconds);
                state = WindowArithmetic.Admit(WindowPlan.Sliding(TimeSpan.FromSeconds(60)), state, clock, step.CostInCents / 100m, 1000m).State;
            }
            var bytes = state.ToBytes();
            return WindowState.FromBytes(bytes).Equals(state) && bytes.Length <= 10 + (65 * 24);
        }));

    [Theory]
    [InlineData(new byte[] { 9, 0 })]
    [InlineData(new byte[] { 1, 0, 0, 0, 0, 0, 0, 0, 0, 1 })]
    [InlineData(new byte[] { 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255, 255, 255 })]
    public void FromBytes_Damaged_Throws(byte[] bytes) => Should.Throw<FormatException>(() => WindowState.FromBytes(bytes));
}
