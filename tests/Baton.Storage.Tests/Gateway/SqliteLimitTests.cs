using Baton.Gateway.Keys;
using Baton.Gateway.Limits;
using Baton.Gateway.Stores;
using Baton.Memory.Storage;
using Baton.Storage.Sqlite.Connections;
using Baton.Storage.Sqlite.Gateway;
using Baton.Storage.Tests.Support;
using Baton.TestSupport.Properties;
using Baton.TestSupport;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Storage.Tests.Gateway;

public sealed class SqliteLimitTests : LimitContract, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    protected override IGatewayStore Open(GatewayKeys? keys = null) => SqliteGatewayStore.Open(_folder.Data, keys ?? Keys, Time);

    [Fact]
    public void Reserve_AnyInterleavingOfCallsEndsClocksAndDeaths_NeverAdmitsMoreThanMax()
    {
        var step = Gen.Frequency(
            (6, Gen.Choose(0, 1).SelectMany(process => Gen.Choose(0, 1).SelectMany(counter => Gen.Choose(0, 4).Select(cost => (LimitStep)new LimitStep.Call(process, counter, cost))))),
            (3, Gen.Choose(0, 1).SelectMany(process => Gen.Choose(0, 30).SelectMany(which => Gen.Elements(true, false).Select(reached => (LimitStep)new LimitStep.End(process, which, reached))))),
            (3, Gen.Choose(-90, 70).Select(seconds => (LimitStep)new LimitStep.Clock(seconds))),
            (1, Gen.Choose(0, 1).Select(process => (LimitStep)new LimitStep.Die(process))));
        Prop.ForAll(Gen.ListOf(step).ToArbitrary(), steps => PlayAsync(steps).GetAwaiter().GetResult())
            .Check(Repeatable.Config.WithMaxTest(40).WithEndSize(60));
    }

    [Fact]
    public async Task Reserve_CounterThatCannotBeRead_IsUnavailable()
    {
        await using var store = Open();
        await store.Limits.TryHoldAsync(LimitSample.Window("rate", 5));
        using (var tamper = Connection.Open(_folder.Data.File("gateway.db"), OpenMode.ReadWrite)) tamper.Execute("UPDATE limit_windows SET state = x'FF'");

        await Should.ThrowAsync<StoreUnavailableException>(() => store.Limits.TryHoldAsync(LimitSample.Window("rate", 5)));
    }

    [Fact]
    public async Task Reserve_ManyCountersThatNobodyUsesAgain_AreSwept()
    {
        await using var store = Open();
        for (var call = 0; call < 40; call++) await store.Limits.TryHoldAsync(LimitSample.Window($"once-{call}", 5, TimeSpan.FromSeconds(1)));
        Time.Advance(TimeSpan.FromSeconds(10));
        for (var call = 0; call < 12; call++) await store.Limits.TryHoldAsync(LimitSample.Window("rate", 50));

        using var look = Connection.Open(_folder.Data.File("gateway.db"), OpenMode.ReadOnly);
        look.QueryInt64("SELECT count(*) FROM limit_windows").ShouldBe(1);
    }

    [Fact]
    public async Task Reserve_TwoProcessesInTurn_CountOnOneCounter()
    {
        await using var one = Open();
        await using var two = Open();
        var admitted = 0;
        for (var call = 0; call < 12; call++)
        {
            // Two of one process follow each other, so that it counts from memory in between.
            if (await (call % 4 < 2 ? one : two).Limits.TryHoldAsync(LimitSample.Window("rate", 7)) is not null) admitted++;
        }

        admitted.ShouldBe(7);
    }

    [Fact]
    public async Task Settle_OfACallThatNeverArrived_GivesBackToTheCounterInMemory()
    {
        await using var store = Open();
        await store.Limits.TryHoldAsync(LimitSample.Window("rate", 2));
        var hold = (await store.Limits.TryHoldAsync(LimitSample.Window("rate", 2))).ShouldNotBeNull();
        (await store.Limits.TryHoldAsync(LimitSample.Window("rate", 2))).ShouldBeNull();

        await store.Limits.SettleAsync(hold, reachedServer: false);

        (await store.Limits.TryHoldAsync(LimitSample.Window("rate", 2))).ShouldNotBeNull();
        (await store.Limits.TryHoldAsync(LimitSample.Window("rate", 2))).ShouldBeNull();
    }

    [Fact]
    public async Task Reserve_ClockSetBackAfterAReturn_NeverRunsBack()
    {
        await using var store = Open();
        var hold = (await store.Limits.TryHoldAsync(LimitSample.Window("rate", 1, TimeSpan.FromMinutes(1)))).ShouldNotBeNull();
        Time.Advance(TimeSpan.FromSeconds(90));
        await store.Limits.SettleAsync(hold, reachedServer: false);
        (await store.Limits.TryHoldAsync(LimitSample.Window("rate", 1, TimeSpan.FromMinutes(1)))).ShouldNotBeNull();

        Time.Advance(TimeSpan.FromSeconds(-80));

        (await store.Limits.TryHoldAsync(LimitSample.Window("rate", 1, TimeSpan.FromMinutes(1)))).ShouldBeNull();
        using var look = Connection.Open(_folder.Data.File("gateway.db"), OpenMode.ReadOnly);
        look.QueryInt64("SELECT time FROM clock").ShouldBe(Time.GetUtcNow().UtcTicks + TimeSpan.FromSeconds(80).Ticks);
    }

    [Fact]
    public async Task Reserve_AfterAJumpForward_ReportsIt()
    {
        var jumps = new List<ClockJump>();
        await using var store = SqliteGatewayStore.Open(_folder.Data, Keys, Time, jumps.Add);
        await store.Limits.TryHoldAsync(LimitSample.Window("rate", 5));
        jumps.ShouldBeEmpty();
        Time.Advance(TimeSpan.FromHours(2));

        await store.Limits.TryHoldAsync(LimitSample.Window("rate", 5));

        jumps.ShouldHaveSingleItem().Jump.ShouldBeInRange(TimeSpan.FromMinutes(119), TimeSpan.FromHours(2));
    }

    public void Dispose() => _folder.Dispose();

    private async Task<bool> PlayAsync(IEnumerable<LimitStep> steps)
    {
        using var folder = new TemporaryFolder();
        var time = new ManualTimeProvider();
        await using var model = new LimitModel(() => SqliteGatewayStore.Open(folder.Data, Keys, time), time);
        return await model.PlayAsync(steps);
    }
}
