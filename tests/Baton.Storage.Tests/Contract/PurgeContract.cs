using Baton.Memory.Storage;
using Baton.Storage.Tests.Support;
using static Baton.Storage.Tests.Support.Sample;

namespace Baton.Storage.Tests.Contract;

/// <summary>Destroying records, and what is left of them.</summary>
public abstract class PurgeContract(IStoreFixture fixture) : MemoryStoreContract(fixture)
{
    [Fact]
    public async Task PurgeAsync_OfARecord_LeavesNoWayToItAndTheOthersAlone()
    {
        var first = Remember("m_1", "the secret kettle") with { Key = "k", Tags = ["t"] };
        await Store.PutAsync(first, first.Next() with { Search = new SearchText("", "", "another secret") }, Remember("m_2", "the secret pot"));
        await Store.WriteAsync(writer => writer.PutLinkAsync(new StoredLink("m_2", "m_1", "about", By(), Start)));
        (await PurgeAsync("m_1")).ShouldBe(new Purged(1, 2, 0));

        (await Store.ReadAsync(reader => reader.GetAsync(Everything, "m_1"))).ShouldBeNull();
        (await Store.ReadAsync(reader => reader.HistoryAsync(Everything, "m_1"))).ShouldBeEmpty();
        (await Store.ReadAsync(reader => reader.FindByPrefixAsync(Everything, null, "m_1", 5))).ShouldBeEmpty();
        (await Store.ListIdsAsync(Everything, Memories())).ShouldBe(["m_2"]);
        (await Store.SearchIdsAsync(Scope(), Memories(), AnyOf("secret"))).ShouldBe(["m_2"]);
        (await Store.SearchIdsAsync(Scope() with { KnownAt = Start }, Memories(), AnyOf("kettle"))).ShouldBeEmpty();
        (await Store.ReadAsync(reader => reader.LinksAsync(Everything, "m_2"))).ShouldBeEmpty();
        (await Store.ReadAsync(reader => reader.WritesAsync(new WriteFilter()))).Select(write => write.Id).ShouldBe(["m_2"]);
    }

    [Fact]
    public async Task PurgeAsync_LeavesATombstoneAndNeverGivesTheIdAgain()
    {
        await Store.PutAsync(Remember("m_1") with { Key = "k" });
        await PurgeAsync("m_1");
        var expected = new Tombstone("m_1", RecordKind.Memory, Start.AddDays(1), Operator, "because");
        (await Store.ReadAsync(reader => reader.FindTombstoneAsync("m_1"))).ShouldBe(expected);
        (await Store.ReadAsync(reader => reader.ScanTombstonesAsync(0, 10))).Single().Tombstone.ShouldBe(expected);
        await Should.ThrowAsync<InvalidOperationException>(() => Store.PutAsync(Remember("m_1")));
        await Store.PutAsync(Remember("m_3") with { Key = "k" });
    }

    [Fact]
    public async Task PurgeAsync_BodiesSharedWithOthers_Stay()
    {
        var (own, shared) = await Store.WriteAsync(async writer => (await writer.PutSegmentAsync("own"u8.ToArray()), await writer.PutSegmentAsync("shared"u8.ToArray())));
        await Store.PutAsync(
            HandOff("h_1") with { Body = new StoredBody([own, shared], 9, Bodies.Sha256("ownshared"u8)) },
            HandOff("h_2") with { Body = new StoredBody([shared], 6, Bodies.Sha256("shared"u8)) });
        (await PurgeAsync("h_1")).ShouldBe(new Purged(1, 1, 1));
        (await Store.ReadAsync(reader => reader.ReadSegmentAsync(shared))).ToArray().ShouldBe("shared"u8.ToArray());
        await Should.ThrowAsync<StoreUnavailableException>(() => Store.ReadAsync(reader => reader.ReadSegmentAsync(own)));
    }

    [Fact]
    public async Task PurgeAsync_RememberedReplyThatNamesIt_GoesToo()
    {
        await Store.PutAsync(Remember("m_1"), Remember("m_2"));
        await Store.WriteAsync(async writer =>
        {
            foreach (var id in (string[])["m_1", "m_2"])
            {
                await writer.PutIdempotentAsync("local", id, new IdempotentResult("memory_save", "h", "t", System.Text.Encoding.UTF8.GetBytes($"{{\"id\":\"{id}\"}}"), Start));
            }
        });
        await PurgeAsync("m_1");
        (await Store.ReadAsync(reader => reader.FindIdempotentAsync("local", "m_1", Start))).ShouldBeNull();
        (await Store.ReadAsync(reader => reader.FindIdempotentAsync("local", "m_2", Start))).ShouldNotBeNull();
    }

    [Fact]
    public async Task PurgeAsync_UnknownOrRepeatedIds_CountsWhatWasThere()
    {
        await Store.PutAsync(Remember("m_1"));
        (await PurgeAsync("m_9", "m_1", "m_1")).ShouldBe(new Purged(1, 1, 0));
        (await PurgeAsync("m_1")).ShouldBe(new Purged(0, 0, 0));
        (await Store.ReadAsync(reader => reader.ScanTombstonesAsync(0, 10))).Count.ShouldBe(1);
    }

    [Fact]
    public async Task FindRemovableAsync_EachCondition_NarrowsTheOthers()
    {
        await Store.PutAsync(
            Remember("m_1") with { ExpiresAt = Start.AddDays(1) },
            Remember("m_2") with { DeletedAt = Start.AddDays(2) },
            Remember("m_3", project: "borea") with { DeletedAt = Start.AddDays(2), Pinned = true },
            Remember("m_4") with { RecordedAt = Start.AddDays(9) });
        await FindsAsync(new RemovalFilter(), "m_1", "m_2", "m_3", "m_4");
        await FindsAsync(new RemovalFilter { ExpiredBefore = Start.AddDays(1) });
        await FindsAsync(new RemovalFilter { ExpiredBefore = Start.AddDays(1.1) }, "m_1");
        await FindsAsync(new RemovalFilter { DeletedBefore = Start.AddDays(3) }, "m_2", "m_3");
        await FindsAsync(new RemovalFilter { DeletedBefore = Start.AddDays(3), ExpiredBefore = Start.AddDays(3) }, "m_1", "m_2", "m_3");
        await FindsAsync(new RemovalFilter { DeletedBefore = Start.AddDays(3), Project = "borea" }, "m_3");
        await FindsAsync(new RemovalFilter { DeletedBefore = Start.AddDays(3), ExceptPinned = true }, "m_2");
        await FindsAsync(new RemovalFilter { WrittenBefore = Start.AddDays(9) }, "m_1", "m_2", "m_3");
        await FindsAsync(new RemovalFilter { Ids = ["m_4", "m_2", "m_9"] }, "m_2", "m_4");
        (await Store.ReadAsync(reader => reader.FindRemovableAsync(new RemovalFilter(), "m_2", 1))).Single().Id.ShouldBe("m_3");
    }

    [Fact]
    public async Task PutTombstoneAsync_OfARecordThatIsHere_DestroysNothing()
    {
        await Store.PutAsync(Remember("m_1"));
        var tombstone = new Tombstone("m_1", RecordKind.Memory, Start, Operator, "");
        (await Store.WriteAsync(writer => writer.PutTombstoneAsync(tombstone))).ShouldBeFalse();
        (await Store.WriteAsync(writer => writer.PutTombstoneAsync(tombstone with { Id = "m_2" }))).ShouldBeTrue();
        (await Store.WriteAsync(writer => writer.PutTombstoneAsync(tombstone with { Id = "m_2", Why = "other" }))).ShouldBeFalse();
        (await Store.ReadAsync(reader => reader.GetAsync(Everything, "m_1"))).ShouldNotBeNull();
    }

    private static Scope Everything => Baton.Memory.Storage.Scope.Operator(Start.AddDays(20));

    private static Provenance Operator => By("operator", "operator");

    private Task<Purged> PurgeAsync(params string[] ids) => Store.WriteAsync(writer => writer.PurgeAsync(ids, "because", Operator, Start.AddDays(1)));

    private async Task FindsAsync(RemovalFilter filter, params string[] ids)
        => (await Store.ReadAsync(reader => reader.FindRemovableAsync(filter, after: null, 100))).Select(version => version.Id).ShouldBe(ids);
}
