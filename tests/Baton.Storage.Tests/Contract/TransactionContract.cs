using Baton.Memory.Outcomes;
using Baton.Memory.Storage;
using Baton.Storage.Tests.Support;
using static Baton.Storage.Tests.Support.Sample;

namespace Baton.Storage.Tests.Contract;

public abstract class TransactionContract(IStoreFixture fixture) : MemoryStoreContract(fixture)
{
    [Fact]
    public async Task WriteAsync_FailureOutcome_RollsEverythingBack()
    {
        var outcome = await Store.WriteAsync<bool>(async writer =>
        {
            await writer.PutProjectAsync(Project("atlas"));
            await writer.PutVersionAsync(Remember("m_1", "grail"));
            return new Failure(FailureCode.Invalid, "no");
        }, default);
        outcome.Failure!.Code.ShouldBe(FailureCode.Invalid);
        (await Store.ReadAsync(reader => reader.FindProjectAsync("atlas"))).ShouldBeNull();
        (await Store.SearchIdsAsync(Scope(), Memories(), AnyOf("grail"))).ShouldBeEmpty();
    }

    [Fact]
    public async Task WriteAsync_OneOfManyFails_TheOthersStand()
    {
        await Store.PutAsync(Remember("m_seed"));
        var writes = Enumerable.Range(0, 60).Select(number => Store.WriteAsync<int>(async writer =>
        {
            await writer.PutVersionAsync(Remember($"m_{number:00}"));
            if (number % 3 == 1) return new Failure(FailureCode.Invalid, "no");
            if (number % 3 == 2) throw new InvalidTimeZoneException();
            return number;
        }, default).AsTask()).ToArray();
        for (var number = 0; number < writes.Length; number++)
        {
            if (number % 3 == 2) await Should.ThrowAsync<InvalidTimeZoneException>(writes[number]);
            else (await writes[number]).Succeeded.ShouldBe(number % 3 == 0);
        }
        (await Store.ReadAsync(reader => reader.CountAsync(Scope(), Memories()))).ShouldBe(21);
    }

    [Fact]
    public async Task WriteAsync_WithinTheWork_ReadsItsOwnWrites()
    {
        await Store.PutAsync(Remember("m_0"));
        var found = await Store.WriteAsync(async writer =>
        {
            await writer.PutVersionAsync(Remember("m_1", "grail"));
            return (await writer.SearchAsync(Scope(), Memories(), AnyOf("grail"), 5)).Hits.Count;
        });
        found.ShouldBe(1);
    }

    [Fact]
    public async Task ReadAsync_WhileAnotherWrites_SeesOneSnapshot()
    {
        await Store.PutAsync(Remember("m_1"));
        await Store.ReadAsync(async reader =>
        {
            (await reader.CountAsync(Scope(), Memories())).ShouldBe(1);
            await Store.PutAsync(Remember("m_2"));
            (await reader.CountAsync(Scope(), Memories())).ShouldBe(1);
            return true;
        });
        (await Store.ReadAsync(reader => reader.CountAsync(Scope(), Memories()))).ShouldBe(2);
    }

    [Fact]
    public async Task ReadAsync_Nested_GetsItsOwnSnapshot()
        => (await Store.ReadAsync(async _ => await Store.ReadAsync(reader => reader.CountAsync(Scope(), Memories())))).ShouldBe(0);

    [Fact]
    public async Task Session_UsedAfterItsEnd_Throws()
    {
        IMemoryReader? leaked = null;
        await Store.ReadAsync(reader =>
        {
            leaked = reader;
            return new ValueTask<bool>(true);
        });
        Should.Throw<ObjectDisposedException>(() => leaked!.FindProjectAsync("atlas").AsTask());
    }

    [Fact]
    public async Task Cancelled_BeforeItsTurn_DoesNothing()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        var write = Store.WriteAsync<bool>(async writer =>
        {
            await writer.PutProjectAsync(Project("atlas"));
            return true;
        }, cancelled.Token).AsTask();
        await Should.ThrowAsync<OperationCanceledException>(write);
        await Should.ThrowAsync<OperationCanceledException>(() => Store.ReadAsync(reader => reader.FindProjectAsync("atlas"), cancelled.Token).AsTask());
        (await Store.ReadAsync(reader => reader.FindProjectAsync("atlas"))).ShouldBeNull();
    }

    [Fact]
    public async Task ChangeStampAsync_MovesWithEveryWriteOfAnyProcess_AndOnlyThen()
    {
        var stamps = new List<long> { await StampAsync() };
        await Store.ReadAsync(reader => reader.CountAsync(Scope(), Memories()));
        (await StampAsync()).ShouldBe(stamps[0]);
        await Store.PutAsync(Remember("m_1"));
        stamps.Add(await StampAsync());
        await using (var other = await OpenAgainAsync()) await other.PutAsync(Remember("m_2"));
        stamps.Add(await StampAsync());
        stamps.Distinct().Count().ShouldBe(3);
        (await StampAsync()).ShouldBe(stamps[^1]);
    }

    [Fact]
    public async Task OpenedAgain_SeesWhatWasWritten()
    {
        await Store.PutAsync(Remember("m_1", "grail"));
        await using var other = await OpenAgainAsync();
        (await other.SearchIdsAsync(Scope(), Memories(), AnyOf("grail"))).ShouldBe(["m_1"]);
        await other.PutAsync(Remember("m_1", "chalice") with { Version = 2 });
        (await Store.ReadAsync(reader => reader.GetAsync(Scope(), "m_1")))!.Version.ShouldBe(2);
        (await Store.SearchIdsAsync(Scope(), Memories(), AnyOf("chalice"))).ShouldBe(["m_1"]);
    }

    [Fact]
    public async Task WriteAsync_TwoStoresCompareAndSet_OneWinsEachVersion()
    {
        await Store.PutAsync(HandOff("h_1"));
        await using var other = await OpenAgainAsync();
        var winners = await Task.WhenAll(Enumerable.Range(0, 40).Select(number => Task.Run(() => ClaimAsync(number % 2 == 0 ? Store : other, $"agent{number}"))));
        winners.Count(won => won).ShouldBe(1);
        (await Store.ReadAsync(reader => reader.HistoryAsync(Scope(), "h_1"))).Count.ShouldBe(2);
    }

    private static async Task<bool> ClaimAsync(IMemoryStore store, string agent)
    {
        var outcome = await store.WriteAsync<bool>(async writer =>
        {
            var current = (await writer.GetAsync(Scope(), "h_1"))!;
            if (current.Status != "open") return new Failure(FailureCode.Claimed, current.By.Principal);
            await writer.PutVersionAsync(current.Next() with { Status = "claimed", By = By(agent) });
            return true;
        }, default);
        return outcome.Succeeded;
    }

    private async Task<long> StampAsync() => await Store.ChangeStampAsync(default);
}
