using Baton.Memory.Storage;
using Baton.Storage.Tests.Support;
using static Baton.Storage.Tests.Support.Sample;

namespace Baton.Storage.Tests.Contract;

public abstract class ListContract(IStoreFixture fixture) : MemoryStoreContract(fixture)
{
    private static RecordFilter Handoffs => new() { Kind = RecordKind.Handoff };

    [Fact]
    public async Task ListAsync_Pages_JoinToTheWholeNewestFirst()
    {
        var versions = Enumerable.Range(0, 25).Select(number => Remember($"m_{number:00}", project: number % 2 == 0 ? "atlas" : "borea") with
        {
            RecordedAt = Start.AddSeconds(number / 3),
            Visibility = number % 5 == 0 ? Visibility.Shared : Visibility.Project,
        }).ToArray();
        await Store.PutAsync(versions);
        foreach (var project in new[] { null, "atlas" })
        {
            var expected = versions.Where(version => project is null || version.Project == project || version.Visibility == Visibility.Shared)
                .OrderByDescending(version => version.RecordedAt).ThenByDescending(version => version.Id, StringComparer.Ordinal).Select(version => version.Id);
            (await PagedAsync(Memories(project), 4)).ShouldBe(expected);
        }
    }

    [Fact]
    public async Task ListAsync_WhileOthersWrite_NeitherRepeatsNorSkips()
    {
        await Store.PutAsync([.. Enumerable.Range(0, 6).Select(number => Remember($"m_{number}") with { RecordedAt = Start.AddSeconds(number) })]);
        var first = await Store.ReadAsync(reader => reader.ListAsync(Scope(), Memories(), new PageRequest(3)));
        await Store.PutAsync(Remember("m_9") with { RecordedAt = Start.AddSeconds(60) });
        var second = await Store.ReadAsync(reader => reader.ListAsync(Scope(), Memories(), new PageRequest(3, first.Next)));
        first.Rows.Concat(second.Rows).Select(row => row.Id).ShouldBe(["m_5", "m_4", "m_3", "m_2", "m_1", "m_0"]);
        second.Next.ShouldBeNull();
    }

    [Fact]
    public async Task ListAsync_ExactlyOnePage_EndsThere()
    {
        await Store.PutAsync(Remember("m_1"), Remember("m_2"));
        (await Store.ReadAsync(reader => reader.ListAsync(Scope(), Memories(), new PageRequest(2)))).Next.ShouldBeNull();
        (await Store.ReadAsync(reader => reader.ListAsync(Scope(), Memories("nowhere"), new PageRequest(2)))).Rows.ShouldBeEmpty();
    }

    [Fact]
    public async Task ListAsync_Status_CountsLapsedLeasesAsOpen()
    {
        await Store.PutAsync(
            HandOff("h_1") with { Status = "claimed", ClaimUntil = Start.AddSeconds(10) },
            HandOff("h_2") with { Status = "open" },
            HandOff("h_3") with { Status = "done" });
        await ListsAsync(Handoffs with { Statuses = ["open"] }, Scope() with { Now = Start.AddSeconds(10).AddTicks(-1) }, "h_2");
        await ListsAsync(Handoffs with { Statuses = ["open"] }, Scope() with { Now = Start.AddSeconds(10) }, "h_1", "h_2");
        await ListsAsync(Handoffs with { Statuses = ["claimed"] }, Scope() with { Now = Start.AddSeconds(10) });
        await ListsAsync(Handoffs with { Statuses = ["open", "done"] }, Scope() with { Now = Start }, "h_2", "h_3");
    }

    [Fact]
    public async Task ListAsync_To_TakesNamesAndNobody()
    {
        await Store.PutAsync(HandOff("h_1") with { To = "bob" }, HandOff("h_2") with { To = "qa" }, HandOff("h_3"));
        await ListsAsync(Handoffs with { To = ["bob"] }, Scope(), "h_1");
        await ListsAsync(Handoffs with { To = ["bob", ""] }, Scope(), "h_1", "h_3");
    }

    [Theory]
    [InlineData("bob")]
    [InlineData("ci")]
    [InlineData("runner")]
    public async Task ListAsync_From_TakesPrincipalGrantOrClientOfTheFirstWriter(string from)
    {
        var other = By("bob", "ci", "runner");
        var first = HandOff("h_1") with { By = other, CreatedBy = other };
        await Store.PutAsync(first, first.Next() with { By = By() }, HandOff("h_2"), HandOff("h_2").Next() with { By = other });
        await ListsAsync(Handoffs with { From = from }, Scope(), "h_1");
    }

    [Fact]
    public async Task ListAsync_Tags_TakesAnyAndAll()
    {
        await Store.PutAsync(
            Remember("m_1") with { Tags = ["a", "b", "a"] }, Remember("m_2") with { Tags = ["b", "c"] }, Remember("m_3"));
        await ListsAsync(Memories() with { TagsAny = ["a", "c"] }, Scope(), "m_1", "m_2");
        await ListsAsync(Memories() with { TagsAll = ["b", "c"] }, Scope(), "m_2");
        await ListsAsync(Memories() with { TagsAll = ["a", "c"] }, Scope());
    }

    [Fact]
    public async Task ListAsync_Tags_AreThoseOfTheVersionInForce()
    {
        var first = Remember("m_1") with { Tags = ["a"] };
        await Store.PutAsync(first, first.Next() with { Tags = ["b"] });
        await ListsAsync(Memories() with { TagsAny = ["a"] }, Scope());
        await ListsAsync(Memories() with { TagsAny = ["a"] }, Scope() with { KnownAt = Start }, "m_1");
    }

    [Fact]
    public async Task ListAsync_OtherFilters_EachRestrict()
    {
        var wanted = Remember("m_1") with
        {
            Thread = "t", Type = "fact", Visibility = Visibility.Private, Pinned = true, ContentHash = "ff", Key = "plan/a%",
            CreatedAt = Start.AddSeconds(5), RecordedAt = Start.AddSeconds(7),
        };
        await Store.PutAsync(wanted, Remember("m_2") with { Key = "plan/b", Thread = "u", Type = "result", ContentHash = "00" });
        foreach (var filter in (RecordFilter[])
        [
            Memories() with { Thread = "t" }, Memories() with { Types = ["fact", "x"] }, Memories() with { Visibility = Visibility.Private },
            Memories() with { Pinned = true }, Memories() with { ContentHash = "ff" }, Memories() with { KeyPrefix = "plan/a%" },
            Memories() with { CreatedAfter = Start.AddSeconds(4) }, Memories() with { UpdatedAfter = Start.AddSeconds(6) },
        ])
        {
            await ListsAsync(filter, Scope(), "m_1");
        }
        await ListsAsync(Memories() with { KeyPrefix = "plan/" }, Scope(), "m_1", "m_2");
        await ListsAsync(Memories() with { CreatedBefore = Start.AddSeconds(5) }, Scope(), "m_2");
        await ListsAsync(Memories() with { CreatedAfter = Start.AddSeconds(5) }, Scope());
        await ListsAsync(Memories() with { Pinned = false }, Scope(), "m_2");
        await ListsAsync(Memories() with { UpdatedUntil = Start.AddSeconds(7) }, Scope(), "m_1", "m_2");
        await ListsAsync(Memories() with { UpdatedUntil = Start.AddSeconds(7).AddTicks(-1) }, Scope(), "m_2");
        await ListsAsync(Memories() with { UpdatedUntil = Start.AddTicks(-1) }, Scope());
    }

    [Fact]
    public async Task ListAsync_TypesNone_LeavesThoseOut_AndKeepsWhatHasNone()
    {
        await Store.PutAsync(Remember("m_1") with { Type = "fact" }, Remember("m_2") with { Type = "message" }, Remember("m_3") with { Type = "touch" }, Remember("m_4"));
        (await Store.ListIdsAsync(Scope(), Memories() with { TypesNone = ["message", "touch"] })).ShouldBe(["m_4", "m_1"]);
        (await Store.ListIdsAsync(Scope(), Memories() with { TypesNone = ["fact"], Types = ["fact", "touch"] })).ShouldBe(["m_3"]);
    }

    [Fact]
    public async Task CountAsync_WithAMost_CountsNoFurther()
    {
        await Store.PutAsync(Remember("m_1"), Remember("m_2"), Remember("m_3"));
        foreach (var (most, counted) in (IEnumerable<(long, long)>)[(0, 0), (2, 2), (3, 3), (9, 3)])
        {
            (await Store.ReadAsync(reader => reader.CountAsync(Scope(), Memories(), most))).ShouldBe(counted);
        }
    }

    [Fact]
    public async Task FindByKeyAsync_SeveralVisibilities_PrivateThenProjectThenShared()
    {
        var shared = Remember("m_1") with { Key = "k", Visibility = Visibility.Shared, Project = "borea" };
        await Store.PutAsync(shared);
        (await KeyAsync("k"))!.Id.ShouldBe("m_1");
        await Store.PutAsync(Remember("m_2") with { Key = "k", Visibility = Visibility.Shared });
        (await KeyAsync("k"))!.Id.ShouldBe("m_2");
        await Store.PutAsync(Remember("m_3") with { Key = "k" });
        (await KeyAsync("k"))!.Id.ShouldBe("m_3");
        await Store.PutAsync(Remember("m_4") with { Key = "k", Visibility = Visibility.Private });
        (await KeyAsync("k"))!.Id.ShouldBe("m_4");
        (await KeyAsync("k", Visibility.Shared))!.Id.ShouldBe("m_2");
        (await KeyAsync("K")).ShouldBeNull();
    }

    [Fact]
    public async Task PutVersionAsync_KeyInForceElsewhere_Throws()
    {
        await Store.PutAsync(HandOff("h_1") with { Key = "k" }, Remember("m_1") with { Key = "k", ExpiresAt = Start.AddSeconds(5) });
        await Should.ThrowAsync<InvalidOperationException>(() => Store.PutAsync(HandOff("h_2") with { Key = "k" }));
        await Should.ThrowAsync<InvalidOperationException>(() => Store.PutAsync(Remember("m_2") with { Key = "k" }));
        await Store.PutAsync(
            HandOff("h_3", project: "borea") with { Key = "k" },
            Remember("m_3") with { Key = "k", Visibility = Visibility.Private },
            Remember("m_4", owner: "bob") with { Key = "k", Visibility = Visibility.Private },
            Remember("m_5") with { Key = "k", RecordedAt = Start.AddSeconds(5) });
    }

    private Task<StoredVersion?> KeyAsync(string key, Visibility? visibility = null)
        => Store.ReadAsync(reader => reader.FindByKeyAsync(Scope(), RecordKind.Memory, "atlas", key, visibility));

    private async Task ListsAsync(RecordFilter filter, Scope scope, params string[] ids)
    {
        (await Store.ListIdsAsync(scope, filter)).Order().ShouldBe(ids);
        (await Store.ReadAsync(reader => reader.CountAsync(scope, filter))).ShouldBe(ids.Length);
    }

    private async Task<List<string>> PagedAsync(RecordFilter filter, int size)
    {
        var ids = new List<string>();
        for (PagePosition? after = null; ;)
        {
            var page = await Store.ReadAsync(reader => reader.ListAsync(Scope(), filter, new PageRequest(size, after)));
            ids.AddRange(page.Rows.Select(row => row.Id));
            page.Rows.Count.ShouldBeLessThanOrEqualTo(size);
            if (page.Next is null) return ids;
            after = page.Next;
        }
    }
}
