using Baton.Memory.Storage;
using Baton.Storage.Tests.Support;
using static Baton.Storage.Tests.Support.Sample;

namespace Baton.Storage.Tests.Contract;

/// <summary>Who wrote what, as rewind asks for it.</summary>
public abstract class WriteLogContract(IStoreFixture fixture) : MemoryStoreContract(fixture)
{
    [Fact]
    public async Task WritesAsync_ByGrant_NamesEachVersionInTheOrderWritten()
    {
        var first = Remember("m_1");
        await Store.PutAsync(first, Remember("m_2") with { By = By("ada", "ci") }, first.Next() with { By = By("ada", "ci") });
        (await VersionsAsync(new WriteFilter { Grant = "ci" })).ShouldBe([("m_2", 1), ("m_1", 2)]);
        (await VersionsAsync(new WriteFilter { Grant = "local" })).ShouldBe([("m_1", 1)]);
        (await VersionsAsync(new WriteFilter { Grant = "nobody" })).ShouldBeEmpty();
    }

    [Fact]
    public async Task WritesAsync_ByTime_IncludesTheStartAndNotTheEnd()
    {
        var first = Remember("m_1");
        await Store.PutAsync(first, first.Next(10), first.Next(10).Next(10));
        (await VersionsAsync(new WriteFilter { Since = Start.AddSeconds(10) })).ShouldBe([("m_1", 2), ("m_1", 3)]);
        (await VersionsAsync(new WriteFilter { Since = Start.AddSeconds(10), Until = Start.AddSeconds(20) })).ShouldBe([("m_1", 2)]);
    }

    [Fact]
    public async Task WritesAsync_ByPrincipalSessionProjectAndRequest_RestrictsTogether()
    {
        await Store.PutAsync(
            Remember("m_1") with { By = By("eve") with { Session = "s9", RequestId = "r9" } },
            Remember("m_2", project: "borea") with { By = By("eve") with { Session = "s9" } },
            Remember("m_3"));
        (await VersionsAsync(new WriteFilter { Principal = "eve" })).ShouldBe([("m_1", 1), ("m_2", 1)]);
        (await VersionsAsync(new WriteFilter { Principal = "eve", Project = "borea" })).ShouldBe([("m_2", 1)]);
        (await VersionsAsync(new WriteFilter { Session = "s9", RequestId = "r9" })).ShouldBe([("m_1", 1)]);
    }

    [Fact]
    public async Task WritesAsync_OfDeletedPrivateAndExpired_NamesThemToo()
    {
        await Store.PutAsync(
            Remember("m_1", owner: "eve") with { Visibility = Visibility.Private },
            Remember("m_2") with { ExpiresAt = Start },
            Remember("m_3") with { DeletedAt = Start });
        (await VersionsAsync(new WriteFilter())).Count.ShouldBe(3);
    }

    [Fact]
    public async Task LinkWritesAsync_AddedThenRemovedByAnother_TellsWhoHadTheLastWord()
    {
        await Store.PutAsync(Remember("m_1"), Remember("m_2"));
        await Store.WriteAsync(writer => writer.PutLinkAsync(new StoredLink("m_1", "m_2", "about", By(grant: "ci"), Start)));
        var added = (await LinksAsync(new WriteFilter { Grant = "ci" })).Single();
        (added.Added, added.InForce, added.LastBy.Grant).ShouldBe((true, true, "ci"));

        await Store.WriteAsync(writer => writer.RemoveLinkAsync("m_1", "m_2", "about", By(), Start.AddSeconds(5)));
        added = (await LinksAsync(new WriteFilter { Grant = "ci" })).Single();
        (added.Added, added.InForce, added.LastBy.Grant, added.LastAt).ShouldBe((true, false, "local", Start.AddSeconds(5)));
        var removed = (await LinksAsync(new WriteFilter { Grant = "local" })).Single();
        (removed.Added, removed.InForce, removed.Link.At).ShouldBe((false, false, Start.AddSeconds(5)));
    }

    [Fact]
    public async Task LinkWritesAsync_ByProject_FindsThoseThatTouchIt()
    {
        await Store.PutAsync(Remember("m_1"), Remember("m_2", project: "borea"), Remember("m_3"));
        await Store.WriteAsync(writer => writer.PutLinkAsync(new StoredLink("m_1", "m_2", "about", By(), Start)));
        await Store.WriteAsync(writer => writer.PutLinkAsync(new StoredLink("m_1", "m_3", "about", By(), Start)));
        (await LinksAsync(new WriteFilter { Project = "borea" })).Single().Link.To.ShouldBe("m_2");
        (await LinksAsync(new WriteFilter { Project = "atlas" })).Count.ShouldBe(2);
    }

    [Fact]
    public async Task ScanLinksAsync_RemovedAndAddedAgain_GivesEachTermAPageAtATime()
    {
        await Store.PutAsync(Remember("m_1"), Remember("m_2"));
        var first = new StoredLink("m_1", "m_2", "about", By(grant: "ci"), Start);
        var again = first with { By = By("eve"), At = Start.AddSeconds(9) };
        var other = first with { Relation = "caused", At = Start.AddSeconds(1) };
        await Store.WriteAsync(async writer =>
        {
            await writer.PutLinkAsync(first);
            await writer.PutLinkAsync(other);
            await writer.RemoveLinkAsync("m_1", "m_2", "about", By("bob"), Start.AddSeconds(5));
            await writer.PutLinkAsync(again);
        });
        var rows = new List<StoredLinkRow>();
        while (await Store.ReadAsync(reader => reader.ScanLinksAsync(rows.Count == 0 ? 0 : rows[^1].Sequence, 2)) is { Count: > 0 } page)
        {
            page.Count.ShouldBeLessThanOrEqualTo(2);
            rows.AddRange(page);
        }
        rows.Select(row => row.Link).ShouldBe([first, other, again]);
        rows.Select(row => row.End).ShouldBe([new StoredLinkEnd(By("bob"), Start.AddSeconds(5)), null, null]);
        (await Store.ReadAsync(reader => reader.LinkHistoryAsync("m_1", "m_2", "about"))).Select(row => row.Link).ShouldBe([first, again]);
        (await Store.ReadAsync(reader => reader.LinkHistoryAsync("m_2", "m_1", "about"))).ShouldBeEmpty();
    }

    private async Task<List<(string, int)>> VersionsAsync(WriteFilter filter)
        => [.. (await Store.ReadAsync(reader => reader.WritesAsync(filter))).Select(write => (write.Id, write.Version))];

    private Task<IReadOnlyList<StoredLinkWrite>> LinksAsync(WriteFilter filter) => Store.ReadAsync(reader => reader.LinkWritesAsync(filter));
}
