using Baton.Gateway.Limits;
using Baton.Gateway.Tests.Support;
using Baton.Memory.Storage;
using Baton.Policy.Limits;

namespace Baton.Gateway.Tests.Limits;

public sealed class LeaseKeeperTests
{
    private readonly TimerClock _time = new();
    private readonly Renewals _store = new();

    [Fact]
    public async Task Keep_ACallUnderWay_IsRenewedThreeTimesInTheLifeOfItsLease()
    {
        await using var keeper = new LeaseKeeper(_store, _time);
        var hold = Hold();
        keeper.Keep(hold);

        for (var beat = 0; beat < 3; beat++) _time.Advance(LeaseState.Life / 3);

        _store.Renewed.Select(holds => holds.Single()).ShouldBe([hold, hold, hold]);
    }

    [Fact]
    public async Task Beat_WithNothingHeld_AsksNothingOfTheStore()
    {
        await using var keeper = new LeaseKeeper(_store, _time);
        var hold = Hold();
        keeper.Keep(hold);
        keeper.Drop(hold);
        keeper.Drop(hold);

        _time.Advance(LeaseState.Life);

        _store.Renewed.ShouldBeEmpty();
    }

    [Fact]
    public async Task Beat_OfTwoCalls_RenewsThoseStillHeld()
    {
        await using var keeper = new LeaseKeeper(_store, _time);
        var (ended, going) = (Hold(), Hold());
        keeper.Keep(ended);
        keeper.Keep(going);
        keeper.Keep(going);
        await keeper.BeatAsync();
        keeper.Drop(ended);
        await keeper.BeatAsync();

        _store.Renewed.Select(holds => holds.Count).ShouldBe([2, 1]);
        _store.Renewed[1].ShouldBe([going]);
    }

    [Fact]
    public async Task Beat_WhenTheStoreCannotAnswer_TriesAgainWithTheNextOne()
    {
        await using var keeper = new LeaseKeeper(_store, _time);
        keeper.Keep(Hold());
        _store.IsBroken = true;
        await keeper.BeatAsync();
        _store.IsBroken = false;

        await keeper.BeatAsync();

        _store.Renewed.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Dispose_EndsTheHeartbeat()
    {
        var keeper = new LeaseKeeper(_store, _time);
        keeper.Keep(Hold());
        await keeper.DisposeAsync();

        _time.Advance(LeaseState.Life);

        _store.Renewed.ShouldBeEmpty();
    }

    private static LimitHold Hold() => new(Guid.NewGuid(), [new LimitTicket("k", true, 0, 1, 0)]);

    private sealed class Renewals : ILimitStore
    {
        public List<IReadOnlyCollection<LimitHold>> Renewed { get; } = [];

        public bool IsBroken { get; set; }

        public ValueTask<LimitAnswer> ReserveAsync(LimitDemand demand) => throw new NotSupportedException();

        public ValueTask SettleAsync(LimitHold hold, bool reachedServer) => throw new NotSupportedException();

        public ValueTask RenewAsync(IReadOnlyCollection<LimitHold> holds)
        {
            if (IsBroken) throw new StoreUnavailableException("The disk is full.");
            Renewed.Add(holds);
            return ValueTask.CompletedTask;
        }
    }
}
