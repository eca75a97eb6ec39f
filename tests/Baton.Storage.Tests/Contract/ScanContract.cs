using Baton.Memory.Storage;
using Baton.Storage.Tests.Support;
using static Baton.Storage.Tests.Support.Sample;

namespace Baton.Storage.Tests.Contract;

/// <summary>What the operator's commands read without a scope, and what is counted: pages, places of threads, remembered replies, usage.</summary>
public abstract class ScanContract(IStoreFixture fixture) : MemoryStoreContract(fixture)
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(1000)]
    public async Task ScanAsync_PageByPage_GivesEveryVersionInTheOrderWritten(int size)
    {
        var first = Remember("m_01A") with { Visibility = Visibility.Private, Owner = "bob" };
        await Store.PutAsync(first, HandOff("h_01A"), first.Next(), Remember("m_01B") with { DeletedAt = Start }, first.Next().Next(), Remember("m_01C") with { ExpiresAt = Start });
        var seen = new List<string>();
        long after = 0;
        while (await Store.ReadAsync(reader => reader.ScanAsync(after, size)) is { Count: > 0 } page)
        {
            page.Count.ShouldBeLessThanOrEqualTo(size);
            seen.AddRange(page.Select(row => $"{row.Version.Id}/{row.Version.Version}"));
            page.Select(row => row.Sequence).ShouldBeInOrder();
            page[0].Sequence.ShouldBeGreaterThan(after);
            after = page[^1].Sequence;
        }
        seen.ShouldBe(["m_01A/1", "h_01A/1", "m_01A/2", "m_01B/1", "m_01A/3", "m_01C/1"]);
    }

    [Fact]
    public async Task ScanAsync_AfterAPurge_LeavesItsGapOut()
    {
        await Store.PutAsync(Remember("m_01A"), Remember("m_01B"), Remember("m_01C"));
        await Store.WriteAsync(writer => writer.PurgeAsync(["m_01B"], "", By(), Start));
        (await Store.ReadAsync(reader => reader.ScanAsync(0, 2))).Select(row => row.Version.Id).ShouldBe(["m_01A", "m_01C"]);
        (await Store.ReadAsync(reader => reader.ScanTombstonesAsync(0, 10))).Select(row => (row.Tombstone.Id, row.Tombstone.Kind)).ShouldBe([("m_01B", RecordKind.Memory)]);
    }

    [Fact]
    public async Task ScanTombstonesAsync_PageByPage_GivesEachOnce()
    {
        await Store.PutAsync([.. Enumerable.Range(0, 5).Select(i => Remember($"m_0{i}"))]);
        foreach (var i in Enumerable.Range(0, 5)) await Store.WriteAsync(writer => writer.PurgeAsync([$"m_0{i}"], $"why {i}", By(), Start.AddSeconds(i)));
        var first = await Store.ReadAsync(reader => reader.ScanTombstonesAsync(0, 2));
        var rest = await Store.ReadAsync(reader => reader.ScanTombstonesAsync(first[^1].Sequence, 10));
        first.Concat(rest).Select(row => (row.Tombstone.Id, row.Tombstone.Why, row.Tombstone.At)).ShouldBe(Enumerable.Range(0, 5).Select(i => ($"m_0{i}", $"why {i}", Start.AddSeconds(i))));
    }

    [Theory]
    [InlineData("t", "atlas", "ada", 6)]
    [InlineData("t", "atlas", "bob", 10)]
    [InlineData("t", "borea", "ada", 3)]
    [InlineData("T", "atlas", "ada", 1)]
    [InlineData("t", "nowhere", "ada", 1)]
    public async Task NextPositionAsync_IsOneMoreThanTheGreatestThatMayBeSeen(string thread, string project, string principal, long expected)
    {
        await Store.PutAsync(
            Remember("m_01A") with { Thread = "t", Position = 5 }, Remember("m_01B") with { Thread = "t", Position = 2 }, Remember("m_01C") with { Thread = "t" },
            Remember("m_01D") with { Thread = "t", Position = 9, Visibility = Visibility.Private, Owner = "bob" }, Remember("m_01E") with { Thread = "t", Position = 20, DeletedAt = Start },
            Remember("m_01F", project: "borea") with { Thread = "t", Position = 2 }, HandOff("h_01A") with { Thread = "t", Position = 30 });
        (await Store.ReadAsync(reader => reader.NextPositionAsync(Scope(principal), RecordKind.Memory, project, thread))).ShouldBe(expected);
    }

    [Fact]
    public async Task NextPositionAsync_AfterTheLastThereCanBe_BeginsAnew()
    {
        await Store.PutAsync(Remember("m_01A") with { Thread = "t", Position = long.MaxValue });
        (await Store.ReadAsync(reader => reader.NextPositionAsync(Scope(), RecordKind.Memory, "atlas", "t"))).ShouldBe(1);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(-1, false)]
    public async Task FindIdempotentAsync_AtTheEdgeOfItsTime_StillCounts(int ticks, bool isFound)
    {
        await Store.WriteAsync(writer => writer.PutIdempotentAsync("g", "k", new IdempotentResult("op", "hash", "text", "{}"u8.ToArray(), Start.AddTicks(ticks))));
        ((await Store.ReadAsync(reader => reader.FindIdempotentAsync("g", "k", Start))) is not null).ShouldBe(isFound);
    }

    [Fact]
    public async Task PutIdempotentAsync_Again_TakesThePlaceOfTheOld()
    {
        foreach (var (text, at) in new[] { ("one", Start), ("two", Start.AddSeconds(1)) })
        {
            await Store.WriteAsync(writer => writer.PutIdempotentAsync("g", "k", new IdempotentResult("op" + text, "hash" + text, text, "{\"a\":\"\u0000é\"}"u8.ToArray(), at)));
        }
        var kept = (await Store.ReadAsync(reader => reader.FindIdempotentAsync("g", "k", Start)))!;
        (kept.Operation, kept.RequestHash, kept.Text, kept.At).ShouldBe(("optwo", "hashtwo", "two", Start.AddSeconds(1)));
        kept.StructuredContent.ToArray().ShouldBe("{\"a\":\"\u0000é\"}"u8.ToArray());
    }

    [Fact]
    public async Task UsageAsync_CountsWhatTheScopeSeesAndEveryVersionOfIt()
    {
        var first = Remember("m_01A");
        await Store.PutAsync(first, first.Next(), Remember("m_01B") with { Visibility = Visibility.Private, Owner = "bob" }, HandOff("h_01A", project: "borea"), Remember("m_01C") with { DeletedAt = Start });
        var ada = await Store.ReadAsync(reader => reader.UsageAsync(Scope()));
        (ada.Records.GetValueOrDefault(RecordKind.Memory), ada.Records.GetValueOrDefault(RecordKind.Handoff), ada.Versions).ShouldBe((1, 1, 3));
        var bound = await Store.ReadAsync(reader => reader.UsageAsync(Scope("bob", projects: "atlas")));
        (bound.Records.GetValueOrDefault(RecordKind.Memory), bound.Records.ContainsKey(RecordKind.Handoff), bound.Versions).ShouldBe((2, false, 3));
        (await Store.ReadAsync(reader => reader.UsageAsync(Baton.Memory.Storage.Scope.Operator(Start)))).Versions.ShouldBe(5);
    }

    [Fact]
    public async Task LinkHistoryAsync_EachTerm_HasItsBeginningAndItsEnd()
    {
        await Store.PutAsync(Remember("m_01A"), Remember("m_01B"));
        for (var term = 0; term < 3; term++)
        {
            var (begin, end) = (Start.AddSeconds(2 * term), Start.AddSeconds((2 * term) + 1));
            await Store.WriteAsync(writer => writer.PutLinkAsync(new StoredLink("m_01A", "m_01B", "about", By($"adder{term}"), begin)));
            if (term < 2) (await Store.WriteAsync(writer => writer.RemoveLinkAsync("m_01A", "m_01B", "about", By($"remover{term}"), end))).ShouldBeTrue();
        }
        var history = await Store.ReadAsync(reader => reader.LinkHistoryAsync("m_01A", "m_01B", "about"));
        history.Select(row => (row.Link.By.Principal, row.Link.At, row.End?.By.Principal, row.End?.At)).ShouldBe(
        [
            ("adder0", Start, "remover0", Start.AddSeconds(1)), ("adder1", Start.AddSeconds(2), "remover1", Start.AddSeconds(3)), ("adder2", Start.AddSeconds(4), null, null),
        ]);
        (await Store.ReadAsync(reader => reader.LinkHistoryAsync("m_01B", "m_01A", "about"))).ShouldBeEmpty();
    }

    [Fact]
    public async Task RemoveLinkAsync_NoneInForce_SaysSo()
    {
        await Store.PutAsync(Remember("m_01A"), Remember("m_01B"));
        (await Store.WriteAsync(writer => writer.RemoveLinkAsync("m_01A", "m_01B", "about", By(), Start))).ShouldBeFalse();
        await Store.WriteAsync(writer => writer.PutLinkAsync(new StoredLink("m_01A", "m_01B", "about", By(), Start)));
        (await Store.WriteAsync(writer => writer.RemoveLinkAsync("m_01A", "m_01B", "supports", By(), Start))).ShouldBeFalse();
        (await Store.WriteAsync(writer => writer.RemoveLinkAsync("m_01A", "m_01B", "about", By(), Start))).ShouldBeTrue();
        (await Store.WriteAsync(writer => writer.RemoveLinkAsync("m_01A", "m_01B", "about", By(), Start))).ShouldBeFalse();
    }

    [Fact]
    public async Task LinksAsync_KnownAt_ShowsThoseThatStoodThen()
    {
        await Store.PutAsync(Remember("m_01A"), Remember("m_01B"));
        await Store.WriteAsync(writer => writer.PutLinkAsync(new StoredLink("m_01A", "m_01B", "about", By(), Start.AddSeconds(10))));
        await Store.WriteAsync(writer => writer.RemoveLinkAsync("m_01A", "m_01B", "about", By(), Start.AddSeconds(20)));
        foreach (var (seconds, count) in new[] { (9.999, 0), (10, 1), (19.999, 1), (20, 0) })
        {
            (await Store.ReadAsync(reader => reader.LinksAsync(Scope() with { KnownAt = Start.AddSeconds(seconds) }, "m_01B"))).Count.ShouldBe(count, $"{seconds}");
        }
    }

    [Fact]
    public async Task WritesOfOneInstant_OfALinkThatWentAndCame_AreInTheirOrder()
    {
        await Store.PutAsync(Remember("m_01A"), Remember("m_01B"));
        await Store.WriteAsync(writer => writer.PutLinkAsync(new StoredLink("m_01A", "m_01B", "about", By(), Start)));
        await Store.WriteAsync(writer => writer.RemoveLinkAsync("m_01A", "m_01B", "about", By(), Start));
        await Store.WriteAsync(writer => writer.PutLinkAsync(new StoredLink("m_01A", "m_01B", "about", By(), Start)));
        (await Store.ReadAsync(reader => reader.LinkWritesAsync(new WriteFilter()))).Select(write => write.Added).ShouldBe([true, false, true]);
    }
}
