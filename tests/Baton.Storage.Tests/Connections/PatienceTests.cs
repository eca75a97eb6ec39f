using Baton.Storage.Sqlite.Connections;

namespace Baton.Storage.Tests.Connections;

public sealed class PatienceTests
{
    private const int Busy = 5;
    private const int Locked = 6;
    private const int Full = 13;

    [Theory]
    [InlineData(Busy)]
    [InlineData(Locked)]
    [InlineData(Busy | (2 << 8))]
    public async Task Retry_WhileOthersHoldTheLock_GoesOnUntilItIsFree(int code)
    {
        var clock = new CountedClock(TimeSpan.FromSeconds(1));
        var tries = 0;
        new Patience(clock).Retry(() => { if (++tries < 4) throw new SqliteError(code, "held", "x.db"); });
        tries.ShouldBe(4);
        await new Patience(TimeProvider.System).RetryAsync(() => { if (++tries < 8) throw new SqliteError(code, "held", "x.db"); });
        tries.ShouldBe(8);
    }

    /// <summary>Each look at the clock is 20 seconds after the one before: the third try is past the minute.</summary>
    [Fact]
    public void Retry_BeyondTheLimit_GivesTheErrorItself()
    {
        var tries = 0;
        var held = new SqliteError(Busy, "held", "x.db");
        Should.Throw<SqliteError>(() => new Patience(new CountedClock(TimeSpan.FromSeconds(20))).Retry(() =>
        {
            tries++;
            throw held;
        })).ShouldBeSameAs(held);
        tries.ShouldBe(3);
        Patience.Limit.ShouldBe(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Retry_AnyOtherError_IsNotTriedAgain()
    {
        var tries = 0;
        void Fill()
        {
            tries++;
            throw new SqliteError(Full, "full", "x.db");
        }
        Should.Throw<SqliteError>(() => new Patience(TimeProvider.System).Retry(Fill)).IsDiskFull.ShouldBeTrue();
        await Should.ThrowAsync<SqliteError>(async () => await new Patience(TimeProvider.System).RetryAsync(Fill));
        tries.ShouldBe(2);
    }

    private sealed class CountedClock(TimeSpan step) : TimeProvider
    {
        private long _looks = -1;

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => ++_looks * (long)step.TotalSeconds;
    }
}
