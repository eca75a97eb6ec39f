using Baton.Policy.Compilation;
using Baton.Policy.Decisions;
using Baton.Policy.Limits;
using Baton.Policy.Tests.Support;

namespace Baton.Policy.Tests.Limits;

/// <summary>Budgets and slots as a store keeps them: taken together, given back to where they came from, ended by time.</summary>
public sealed class CounterBookTests
{
    private static readonly DateTimeOffset Noon = Given.Noon;

    [Fact]
    public void Take_Slots_AreSoManyAtOnce()
    {
        var state = LeaseState.Empty.Take("a", 2, Noon).ShouldNotBeNull().Take("b", 2, Noon).ShouldNotBeNull();
        state.Take("c", 2, Noon).ShouldBeNull();
        state.Taken(Noon).ShouldBe(2);
        state.Free("a").Take("c", 2, Noon).ShouldNotBeNull().Taken(Noon).ShouldBe(2);
        LeaseState.Empty.Take("a", 0, Noon).ShouldBeNull();
    }

    [Theory]
    // seconds after it was taken, whether the slot is free again
    [InlineData(0, false)]
    [InlineData(29.999, false)]
    [InlineData(30, true)]
    [InlineData(300, true)]
    public void Take_LeaseWithoutAHeartbeat_EndsAfterThirtySeconds(double seconds, bool free)
    {
        var state = LeaseState.Empty.Take("a", 1, Noon)!;
        (state.Take("b", 1, Noon.AddSeconds(seconds)) is not null).ShouldBe(free);
        state.Taken(Noon.AddSeconds(seconds)).ShouldBe(free ? 0 : 1);
    }

    [Fact]
    public void Renew_Lease_LivesOnAndNoOtherDoes()
    {
        var state = LeaseState.Empty.Take("a", 2, Noon)!.Take("b", 2, Noon)!.Renew("a", Noon.AddSeconds(20));
        state.Taken(Noon.AddSeconds(35)).ShouldBe(1);
        state.Free("a").Taken(Noon.AddSeconds(35)).ShouldBe(0);
        state.Renew("a", Noon.AddSeconds(60)).Taken(Noon.AddSeconds(60)).ShouldBe(0);
        state.Renew("none", Noon.AddSeconds(10)).Leases.ShouldBe(state.Leases);
        state.Free("none").Leases.ShouldBe(state.Leases);
    }

    [Fact]
    public void RetryAfter_Slots_IsUntilTheFirstOfThemEnds()
    {
        var state = LeaseState.Empty.Take("a", 2, Noon)!.Take("b", 2, Noon.AddSeconds(10))!;
        state.RetryAfter(2, Noon.AddSeconds(10)).ShouldBe(TimeSpan.FromSeconds(20));
        state.RetryAfter(3, Noon.AddSeconds(10)).ShouldBe(TimeSpan.Zero);
        state.RetryAfter(2, Noon.AddSeconds(31)).ShouldBe(TimeSpan.Zero);
        LeaseState.Empty.RetryAfter(0, Noon).ShouldBe(Timeout.InfiniteTimeSpan);
    }

    [Fact]
    public void Reserve_Release_GivesAllBack()
    {
        var policy = Given.Entry("""{"limits":[{"counter":"n","window":"day","max":10,"cost":{"path":"args.n"}},{"counter":"k","concurrent":1}]}""");
        var book = new CounterBook();
        var first = Reserve(book, policy, 8);
        first.IsReserved.ShouldBeTrue();
        first.Tickets.Count.ShouldBe(2);
        Reserve(book, policy, 3).RefusedAt.ShouldBe(0);
        Reserve(book, policy, 2).RefusedAt.ShouldBe(1);
        book.Release(first);
        Reserve(book, policy, 10).IsReserved.ShouldBeTrue();
    }

    [Fact]
    public void Reserve_Settle_KeepsTheCostAndFreesTheSlot()
    {
        var policy = Given.Entry("""{"limits":[{"counter":"n","window":"day","max":10,"cost":{"path":"args.n"}},{"counter":"k","concurrent":1}]}""");
        var book = new CounterBook();
        book.Settle(Reserve(book, policy, 8));
        Reserve(book, policy, 3).RefusedAt.ShouldBe(0);
        var second = Reserve(book, policy, 2);
        second.IsReserved.ShouldBeTrue();
        book.Settle(second);
        var refused = Reserve(book, policy, 0.0001m);
        (refused.RefusedAt, refused.Remaining).ShouldBe((0, 0m));
        refused.Tickets.ShouldBeEmpty();
    }

    [Fact]
    public void Reserve_RefusedByTheSecond_LeavesTheFirstUntouched()
    {
        var policy = Given.Entry("""{"limits":[{"counter":"a","window":"day","max":100,"cost":{"path":"args.n"}},{"counter":"b","window":"hour","max":5,"cost":{"path":"args.n"}}]}""");
        var book = new CounterBook();
        for (var run = 0; run < 50; run++) Reserve(book, policy, 6).RefusedAt.ShouldBe(1);
        Reserve(book, policy, 5).IsReserved.ShouldBeTrue();
    }

    [Theory]
    [InlineData("""{"counter":"c","window":"minute","max":2}""", "The limit \"c\" (2 per minute) is reached: 0 left, this call costs 1. Try again in ")]
    [InlineData("""{"counter":"c","window":"day","align":"calendar","max":2}""", "(2 per calendar day in UTC) is reached: 0 left, this call costs 1. Try again in 12 h.")]
    [InlineData("""{"counter":"c","window":300,"max":2}""", "(2 per 300 s) is reached")]
    [InlineData("""{"counter":"c","window":"PT30M","max":2,"same":"arguments"}""", "The limit \"c\" (2 per 1800 s with the same arguments) is reached: 0 left, this call costs 1. Do not repeat the call unchanged, or try again in ")]
    [InlineData("""{"counter":"c","window":"day","max":2,"cost":{"path":"args.n"}}""", "0.5 left, this call costs 1.5. Try again in ")]
    [InlineData("""{"counter":"c","concurrent":1}""", "Wait for another call to end.")]
    public void LimitExceeded_Message_SaysWhatIsLeftAndWhen(string limit, string message)
    {
        var policy = Given.Entry($$"""{"limits":[{{limit}}]}""");
        var book = new CounterBook();
        var decision = policy.Decide(Call(1.5m));
        var entry = book.Reserve(decision.Reservations, Noon);
        while (entry.IsReserved) entry = book.Reserve(decision.Reservations, Noon);
        var exceeded = decision.LimitExceeded(decision.Reservations[entry.RefusedAt], entry.Remaining, entry.RetryAfter);
        exceeded.Message.ShouldContain(message);
        (exceeded.Outcome, exceeded.Code, exceeded.Rule).ShouldBe((DecisionOutcome.Deny, "limit_exceeded", "/tools/t/limits/c"));
        exceeded.Message.ShouldNotContain("per concurrent");
    }

    [Theory]
    [InlineData(60, "Try again in 60 s. Or repeat the same call once it is approved.")]
    [InlineData(-1, "This call alone is more than the budget. Repeat the same call once it is approved.")]
    public void LimitExceeded_ThatAsks_SaysHowToGoOn(int seconds, string end)
    {
        var decision = Given.Decide("""{"limits":[{"counter":"c","window":"day","max":5,"on_exceed":"ask"}]}""", "{}");
        var retry = seconds < 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(seconds);
        decision.LimitExceeded(decision.Reservations[0], 0, retry).Message.ShouldBe($"The limit \"c\" (5 per day) is reached: 0 left, this call costs 1. {end}");
    }

    [Fact]
    public void LimitExceeded_CallThatNeverFits_SaysSo()
    {
        var decision = Given.Decide("""{"limits":[{"counter":"c","window":"day","max":1,"cost":{"path":"args.n"}}]}""", """{"n":2}""");
        var entry = new CounterBook().Reserve(decision.Reservations, Noon);
        entry.RetryAfter.ShouldBe(Timeout.InfiniteTimeSpan);
        decision.LimitExceeded(decision.Reservations[0], entry.Remaining, entry.RetryAfter).Message.ShouldEndWith("1 left, this call costs 2. This call alone is more than the budget.");
    }

    [Theory]
    [InlineData(0.2, "1 s")]
    [InlineData(1, "1 s")]
    [InlineData(1.01, "2 s")]
    [InlineData(59.5, "60 s")]
    [InlineData(120, "120 s")]
    [InlineData(120.5, "3 min")]
    [InlineData(3540, "59 min")]
    [InlineData(3541, "1 h")]
    [InlineData(3601, "1 h 1 min")]
    [InlineData(87437, "24 h 18 min")]
    [InlineData(172_799, "2 d")]
    [InlineData(180_001, "2 d 3 h")]
    [InlineData(2_678_400, "31 d")]
    public void LimitExceeded_Wait_IsRoundedUp_AndReadable(double seconds, string said)
    {
        var decision = Given.Decide("""{"rate_limit":"1/minute"}""", "{}");
        decision.LimitExceeded(decision.Reservations[0], 0, TimeSpan.FromSeconds(seconds)).Message.ShouldEndWith($"Try again in {said}.");
    }

    private static BookEntry Reserve(CounterBook book, CompiledPolicy policy, decimal cost) => book.Reserve(policy.Decide(Call(cost)).Reservations, Noon);

    private static CallFacts Call(decimal cost) => Given.Call(string.Create(System.Globalization.CultureInfo.InvariantCulture, $$"""{"n":{{cost}} }"""));
}
