using Baton.Policy.Compilation;
using Baton.Policy.Decisions;
using Baton.Policy.Limits;
using Baton.Policy.Tests.Support;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Policy.Tests.Limits;

/// <summary>Several limits on one counter are one budget: a call draws on it once, the strictest bound holds, and all or none is reserved.</summary>
public sealed class SharedCounterTests
{
    [Theory]
    // The bounds on the tool and on all tools; so many calls pass.
    [InlineData(3, 5, 3)]
    [InlineData(5, 3, 3)]
    [InlineData(4, 4, 4)]
    public void Reserve_TwoEnforcedLimitsOfOneCounter_TheSmallerBoundHolds(int own, int all, int passing)
        => Passing(Policy(Calls(own), "enforce", Calls(all), "enforce"), 10).ShouldBe(passing);

    [Theory]
    [InlineData(3, "observe", 5, "enforce", 5)]
    [InlineData(5, "enforce", 3, "observe", 5)]
    [InlineData(9, "observe", 5, "enforce", 5)]
    [InlineData(5, "enforce", 9, "observe", 5)]
    [InlineData(1, "observe", 1, "enforce", 1)]
    [InlineData(1, "observe", 1, "observe", 10)]
    public void Reserve_ObservedBesideEnforced_TheObservedOneRefusesNothing(int own, string ownMode, int all, string allMode, int passing)
        => Passing(Policy(Calls(own), ownMode, Calls(all), allMode), 10).ShouldBe(passing);

    [Theory]
    [InlineData("observe", "enforce")]
    [InlineData("enforce", "observe")]
    public void Decide_ObservedBesideEnforced_TheCallIsCountedOnce(string ownMode, string allMode)
    {
        var reservation = Policy(Calls(7), ownMode, Calls(7), allMode).Decide(Given.Call()).Reservations.ShouldHaveSingleItem();
        (reservation.Cost, reservation.IsForced, reservation.Max).ShouldBe((1m, false, 7m));
    }

    [Theory]
    [InlineData("observe", "enforce")]
    [InlineData("enforce", "observe")]
    public void Decide_SlotsObservedBesideEnforced_AreTakenOnce(string ownMode, string allMode)
    {
        const string Slots = """{"counter":"c","concurrent":1}""";
        var policy = Policy(Slots, ownMode, Slots, allMode);
        var book = new CounterBook();
        var first = book.Reserve(policy.Decide(Given.Call()).Reservations, Given.Noon);

        first.IsReserved.ShouldBeTrue("one call fits into one slot");
        first.Tickets.Count.ShouldBe(1);
        book.Reserve(policy.Decide(Given.Call()).Reservations, Given.Noon).RefusedAt.ShouldBe(0);
    }

    [Theory]
    [InlineData("observe", "enforce")]
    [InlineData("enforce", "observe")]
    public void Decide_ObservedCostsMore_TheEnforcedOneIsJudgedByItsOwnCost(string costlyMode, string plainMode)
    {
        var policy = Policy("""{"counter":"c","window":"day","max":10,"cost":{"path":"args.n"}}""", costlyMode, Calls(10), plainMode);
        var reservations = policy.Decide(Given.Call("""{"n":500}""")).Reservations;

        new CounterBook().Reserve(reservations, Given.Noon).IsReserved.ShouldBe(costlyMode == "observe", "an observed cost refuses nothing, an enforced one of 500 of 10 does");
    }

    [Theory]
    [InlineData("observe", "enforce")]
    [InlineData("enforce", "observe")]
    public void Reserve_ObservedCostsMore_TheLargerCostIsCountedOnce(string costlyMode, string plainMode)
    {
        var policy = Policy("""{"counter":"c","window":"day","max":900,"cost":{"path":"args.n"}}""", costlyMode, Calls(900), plainMode);
        var book = new CounterBook();
        var reservation = policy.Decide(Given.Call("""{"n":500}""")).Reservations.ShouldHaveSingleItem();
        var taken = book.Reserve([reservation], Given.Noon);

        (reservation.Cost, reservation.Counted, reservation.IsForced).ShouldBe((costlyMode == "observe" ? 1m : 500m, 500m, false));
        taken.Tickets.ShouldHaveSingleItem().Window.Cost.ShouldBe(500m);
        // 400 are left, not 399
        book.Reserve(policy.Decide(Given.Call("""{"n":400}""")).Reservations, Given.Noon).IsReserved.ShouldBeTrue();
        var full = book.Reserve(policy.Decide(Given.Call("""{"n":1}""")).Reservations, Given.Noon);
        (full.RefusedAt, full.Remaining).ShouldBe((0, 0m));

        book.Release(taken);
        book.Reserve(policy.Decide(Given.Call("""{"n":500}""")).Reservations, Given.Noon).IsReserved.ShouldBeTrue("what is given back is all that was counted");
    }

    [Fact]
    public void DecideJointly_PartsOfWhichTheObservedCostsMore_CountEachPartOnceAndAddUp()
    {
        var policy = Policy("""{"counter":"c","window":"day","max":900,"cost":{"path":"args.n"}}""", "observe", """{"counter":"c","window":"day","max":900,"cost":{"path":"args.m"}}""", "enforce");
        CallFacts[] names = [Given.Call("""{"n":0,"m":0}"""), Given.Call("""{"n":5,"m":5}""") with { Part = 1 }, Given.Call("""{"n":7,"m":1}""") with { Part = 2 }];

        var reservation = policy.DecideJointly(names).Decision.Reservations.ShouldHaveSingleItem();

        (reservation.Cost, reservation.Counted).ShouldBe((6m, 12m));
    }

    [Fact]
    public void Reserve_ApprovedExcessBesideADenyingLimit_CountsOnce_AndTheDenyingOneStillRefuses()
    {
        var policy = Policy("""{"counter":"c","window":"day","max":1,"on_exceed":"ask"}""", "enforce", Calls(3), "enforce");
        var book = new CounterBook();
        book.Reserve(policy.Decide(Given.Call()).Reservations, Given.Noon).IsReserved.ShouldBeTrue();
        var decision = policy.Decide(Given.Call());
        var asked = decision.LimitExceeded(decision.Reservations[0], 0, TimeSpan.FromHours(1));
        asked.Outcome.ShouldBe(DecisionOutcome.Ask);

        var approved = Given.Call() with { Approval = new ApprovalFact(ApprovalStatus.Approved, asked.Approval.ShouldNotBeNull().Fingerprint) };
        Enumerable.Range(0, 4).Select(_ => book.Reserve(policy.Decide(approved).Reservations, Given.Noon).IsReserved).ShouldBe([true, true, false, false]);
        policy.Decide(approved).Reservations.ShouldHaveSingleItem().IsOverride.ShouldBeTrue();
    }

    [Fact]
    public void Reserve_OneOfSeveralRefuses_NoneIsTaken()
    {
        var policy = Given.Entry("""{"limits":[{"counter":"a","window":"day","max":9},{"counter":"slots","concurrent":9},{"counter":"b","window":"day","max":0}]}""");
        var book = new CounterBook();
        var refused = book.Reserve(policy.Decide(Given.Call()).Reservations, Given.Noon);
        (refused.RefusedAt, refused.Remaining, refused.Tickets.Count).ShouldBe((2, 0m, 0));
        refused.RetryAfter.ShouldBe(Timeout.InfiniteTimeSpan, "one call never fits into nothing");

        var rest = Given.Entry("""{"limits":[{"counter":"a","window":"day","max":9},{"counter":"slots","concurrent":9}]}""");
        Enumerable.Range(0, 10).Count(_ => book.Reserve(rest.Decide(Given.Call()).Reservations, Given.Noon).IsReserved).ShouldBe(9, "all nine are still there");
    }

    [Fact]
    public void DecideJointly_SeveralNamesOneObserved_CountsTheCallOnce()
    {
        var policy = Given.Policy("""{"version":"1","default":"deny","tools":{"a":{"mode":"observe","limits":[{"counter":"c","window":"day","max":1}]},"b":{"limits":[{"counter":"c","window":"day","max":4}]}}}""");
        var reservation = policy.DecideJointly([Given.Call(tool: "a"), Given.Call(tool: "b")]).Decision.Reservations.ShouldHaveSingleItem();
        (reservation.Cost, reservation.Max, reservation.IsForced).ShouldBe((1m, 4m, false));
    }

    [Fact]
    public void DecideJointly_AnyBounds_TheStrictestWins() => Check.One(Repeatable.Config.WithMaxTest(150), Prop.ForAll(Gen.Choose(0, 9).ArrayOf(3).ToArbitrary(), bounds =>
    {
        var tools = string.Join(',', bounds.Select((bound, at) => $$"""  "t{{at}}":{"limits":[{{Calls(bound)}}]}  """));
        var policy = Given.Policy($$"""{"version":"1","default":"deny","tools":{ {{tools}} } }""");
        CallFacts[] names = [.. bounds.Select((_, at) => Given.Call(tool: $"t{at}"))];
        var book = new CounterBook();
        return Enumerable.Range(0, 12).Count(_ => book.Reserve(policy.DecideJointly(names).Decision.Reservations, Given.Noon).IsReserved) == bounds.Min();
    }));

    [Fact]
    public void Reserve_AnyMixOfModesAndBounds_AdmitsWhatTheStrictestEnforcedBoundAdmits()
        => Check.One(Repeatable.Config.WithMaxTest(300), Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var limits = Enumerable.Range(0, 3).Select(_ => (Bound: random.Next(6), Enforced: random.Next(2) == 0)).ToArray();
            var policy = Given.Policy($$"""
                {"version":"1","default":"deny",
                 "tools":{"t":{"mode":"{{Mode(limits[0].Enforced)}}","limits":[{{Calls(limits[0].Bound)}}]} },
                 "class":{"read":{"mode":"{{Mode(limits[1].Enforced)}}","limits":[{{Calls(limits[1].Bound)}}]} },
                 "all_tools":{"mode":"{{Mode(limits[2].Enforced)}}","limits":[{{Calls(limits[2].Bound)}}]} }
                """);
            var book = new CounterBook();
            var passing = Enumerable.Range(0, 10).Count(_ => book.Reserve(policy.Decide(Given.Call(category: Baton.Policy.Documents.ToolCategory.Read)).Reservations, Given.Noon).IsReserved);
            return passing == limits.Where(limit => limit.Enforced).Select(limit => limit.Bound).DefaultIfEmpty(10).Min();
        }));

    private static string Mode(bool enforced) => enforced ? "enforce" : "observe";

    private static string Calls(int max) => $$"""{"counter":"c","window":"day","max":{{max}} }""";

    private static CompiledPolicy Policy(string own, string ownMode, string all, string allMode) => Given.Policy(
        $$"""{"version":"1","default":"deny","tools":{"t":{"mode":"{{ownMode}}","limits":[{{own}}]} },"all_tools":{"mode":"{{allMode}}","limits":[{{all}}]} }""");

    private static int Passing(CompiledPolicy policy, int calls)
    {
        var book = new CounterBook();
        return Enumerable.Range(0, calls).Count(_ => book.Reserve(policy.Decide(Given.Call()).Reservations, Given.Noon).IsReserved);
    }
}
