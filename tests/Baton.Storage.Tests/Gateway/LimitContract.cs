using Baton.Gateway.Limits;
using static Baton.Storage.Tests.Gateway.LimitSample;

namespace Baton.Storage.Tests.Gateway;

/// <summary>What every store must do with limits.</summary>
public abstract class LimitContract : GatewayStoreContract
{
    [Fact]
    public async Task Reserve_BeyondMax_SaysWhatIsLeftAndWhenToTryAgain()
    {
        await using var store = Open();
        for (var call = 0; call < 30; call++) (await store.Limits.TryHoldAsync(Window("rate", 30))).ShouldNotBeNull();

        var refused = (await store.Limits.ReserveAsync(Demand(Window("rate", 30)))).ShouldBeOfType<LimitAnswer.Exceeded>();

        (refused.Index, refused.Remaining).ShouldBe((0, 0m));
        refused.RetryAfter.ShouldBeInRange(TimeSpan.FromSeconds(59), TimeSpan.FromSeconds(62));
        Time.Advance(refused.RetryAfter);
        (await store.Limits.TryHoldAsync(Window("rate", 30))).ShouldNotBeNull();
    }

    [Fact]
    public async Task Reserve_InThreeProcessesAtOnce_AdmitsExactlyMax()
    {
        await using var one = Open();
        await using var two = Open();
        await using var three = Open();
        ILimitStore[] stores = [one.Limits, two.Limits, three.Limits];

        var calls = Enumerable.Range(0, 90).Select(call => Task.Run(() => stores[call % 3].TryHoldAsync(Window("rate", 30))));

        (await Task.WhenAll(calls)).Count(hold => hold is not null).ShouldBe(30);
    }

    [Fact]
    public async Task Reserve_AfterReopening_StillCounts()
    {
        await using (var store = Open()) await store.Limits.TryHoldAsync(Window("rate", 1));

        await using var again = Open();
        (await again.Limits.TryHoldAsync(Window("rate", 1))).ShouldBeNull();
    }

    [Fact]
    public async Task Reserve_OneOfSeveralDoesNotFit_ReservesNone()
    {
        await using var store = Open();
        await store.Limits.TryHoldAsync(Window("small", 1));

        var refused = (await store.Limits.ReserveAsync(Demand(Window("big", 5), Slots("slots", 1), Window("small", 1)))).ShouldBeOfType<LimitAnswer.Exceeded>();

        refused.Index.ShouldBe(2);
        (await store.Limits.TryHoldAsync(Window("big", 5), Slots("slots", 1)))!.Tickets.Select(ticket => ticket.Remaining).ShouldBe([4, 0]);
    }

    [Fact]
    public async Task Reserve_SameCounterTwiceInOneCall_CountsTwice()
    {
        await using var store = Open();

        (await store.Limits.TryHoldAsync(Window("rate", 3), Window("rate", 3)))!.Tickets.Select(ticket => ticket.Remaining).ShouldBe([2, 1]);
        (await store.Limits.TryHoldAsync(Window("rate", 3), Window("rate", 3))).ShouldBeNull();
        (await store.Limits.TryHoldAsync(Window("rate", 3))).ShouldNotBeNull();
    }

    [Fact]
    public async Task Reserve_FractionsAndHugeCosts_AreCountedExactly()
    {
        await using var store = Open();
        for (var call = 0; call < 10; call++) (await store.Limits.TryHoldAsync(Window("spend", 1, cost: 0.1m))).ShouldNotBeNull();

        (await store.Limits.TryHoldAsync(Window("spend", 1, cost: 0.01m))).ShouldBeNull();
        (await store.Limits.ReserveAsync(Demand(Window("spend", 1, cost: 1_000_000_000_000_000m)))).ShouldBeOfType<LimitAnswer.Exceeded>()
            .RetryAfter.ShouldBe(Timeout.InfiniteTimeSpan);
    }

    [Fact]
    public async Task Reserve_Forced_CountsBeyondMax()
    {
        await using var store = Open();
        await store.Limits.TryHoldAsync(Window("rate", 1));

        (await store.Limits.TryHoldAsync(Window("rate", 1, forced: true))).ShouldNotBeNull().Tickets.Single().Remaining.ShouldBe(0);
        (await store.Limits.TryHoldAsync(Window("rate", 2))).ShouldBeNull();
    }

    [Fact]
    public async Task Settle_CallThatNeverLeft_GivesBackOnce()
    {
        await using var store = Open();
        await using var other = Open();
        await store.Limits.TryHoldAsync(Window("rate", 2));
        var hold = (await store.Limits.TryHoldAsync(Window("rate", 2)))!;

        await store.Limits.SettleAsync(hold, reachedServer: false);
        await other.Limits.SettleAsync(hold, reachedServer: false);

        (await store.Limits.TryHoldAsync(Window("rate", 2))).ShouldNotBeNull();
        (await store.Limits.TryHoldAsync(Window("rate", 2))).ShouldBeNull();
    }

    [Fact]
    public async Task Settle_CallThatReachedTheServer_StaysCounted()
    {
        await using var store = Open();
        var hold = (await store.Limits.TryHoldAsync(Window("rate", 1)))!;

        await store.Limits.SettleAsync(hold, reachedServer: true);

        (await store.Limits.TryHoldAsync(Window("rate", 1))).ShouldBeNull();
    }

    [Fact]
    public async Task Settle_LateFailure_IsNotCreditedToAnotherWindow()
    {
        await using var store = Open();
        var late = (await store.Limits.TryHoldAsync(Window("rate", 2)))!;
        Time.Advance(TimeSpan.FromMinutes(5));
        await store.Limits.TryHoldAsync(Window("rate", 2));
        await store.Limits.TryHoldAsync(Window("rate", 2));

        await store.Limits.SettleAsync(late, reachedServer: false);

        (await store.Limits.TryHoldAsync(Window("rate", 2))).ShouldBeNull();
    }

    [Fact]
    public async Task Reserve_AfterTheClockWasSetBack_DoesNotForgetWhatWasSpent()
    {
        await using var store = Open();
        await store.Limits.TryHoldAsync(Window("rate", 1));
        Time.Advance(TimeSpan.FromDays(-1));

        (await store.Limits.TryHoldAsync(Window("rate", 1))).ShouldBeNull();
        Time.Advance(TimeSpan.FromDays(1) + TimeSpan.FromMinutes(2));
        (await store.Limits.TryHoldAsync(Window("rate", 1))).ShouldNotBeNull();
    }

    [Fact]
    public async Task Slots_AreFreedWhenTheCallEnds_WhateverBecameOfIt()
    {
        await using var store = Open();
        await using var other = Open();
        var first = (await store.Limits.TryHoldAsync(Slots("slots", 2)))!;
        var second = (await other.Limits.TryHoldAsync(Slots("slots", 2)))!;

        (await store.Limits.ReserveAsync(Demand(Slots("slots", 2)))).ShouldBeOfType<LimitAnswer.Exceeded>().RetryAfter.ShouldBe(TimeSpan.FromSeconds(30));
        await store.Limits.SettleAsync(first, reachedServer: true);
        await other.Limits.SettleAsync(second, reachedServer: false);

        (await store.Limits.TryHoldAsync(Slots("slots", 2))).ShouldNotBeNull();
        (await store.Limits.TryHoldAsync(Slots("slots", 2))).ShouldNotBeNull();
    }

    [Fact]
    public async Task Slots_OfADeadProcess_EndByThemselves_RenewedOnesDoNot()
    {
        await using var store = Open();
        var alive = (await store.Limits.TryHoldAsync(Slots("slots", 2)))!;
        await store.Limits.TryHoldAsync(Slots("slots", 2));
        Time.Advance(TimeSpan.FromSeconds(20));
        await store.Limits.RenewAsync([alive]);
        Time.Advance(TimeSpan.FromSeconds(15));

        (await store.Limits.TryHoldAsync(Slots("slots", 2))).ShouldNotBeNull();
        (await store.Limits.TryHoldAsync(Slots("slots", 2))).ShouldBeNull();
    }

    [Fact]
    public async Task Slots_RenewedTooLate_StayEnded()
    {
        await using var store = Open();
        var slow = (await store.Limits.TryHoldAsync(Slots("slots", 1)))!;
        Time.Advance(TimeSpan.FromSeconds(31));
        (await store.Limits.TryHoldAsync(Slots("slots", 1))).ShouldNotBeNull();

        await store.Limits.RenewAsync([slow]);

        (await store.Limits.TryHoldAsync(Slots("slots", 1))).ShouldBeNull();
        await store.Limits.SettleAsync(slow, reachedServer: true);
        (await store.Limits.TryHoldAsync(Slots("slots", 1))).ShouldBeNull();
    }
}
