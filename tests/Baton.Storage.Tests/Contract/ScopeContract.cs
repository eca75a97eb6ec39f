using System.Collections.Immutable;
using Baton.Memory.Storage;
using Baton.Storage.Tests.Support;
using static Baton.Storage.Tests.Support.Sample;

namespace Baton.Storage.Tests.Contract;

/// <summary>What is visible, by each condition alone, through every path at once.</summary>
public abstract class ScopeContract(IStoreFixture fixture) : MemoryStoreContract(fixture)
{
    [Fact]
    public async Task Private_OfAnother_IsFoundByNoPath()
    {
        await Store.PutAsync(Remember("m_01SECRET", "gr4il") with { Visibility = Visibility.Private, Key = "k" }, Remember("m_01OPEN"));
        await Store.WriteAsync(writer => writer.PutLinkAsync(new StoredLink("m_01OPEN", "m_01SECRET", "about", By(), Start)));
        await ShouldNotFindAsync(Scope("bob"), "m_01SECRET", "k", "gr4il");
        (await Store.ReadAsync(reader => reader.LinksAsync(Scope("bob"), "m_01OPEN"))).ShouldBeEmpty();
        (await Store.ReadAsync(reader => reader.LinksAsync(Scope("ada"), "m_01OPEN"))).Count.ShouldBe(1);
        await ShouldFindAsync(Scope("ada"), "m_01SECRET", "k", "gr4il");
    }

    [Fact]
    public async Task Private_OfAnother_ChangesNoScore()
    {
        await Store.PutAsync(Remember("m_01A", "gr4il quest"), Remember("m_01B", "other things entirely"));
        var before = await StatisticsAsync("gr4il");
        await Store.PutAsync([.. Enumerable.Range(0, 20).Select(number =>
            Remember($"m_02{number:00}", "gr4il gr4il") with { Visibility = Visibility.Private, Owner = "eve" })]);
        (await StatisticsAsync("gr4il")).ShouldBe(before);
    }

    [Fact]
    public async Task Private_SinceLaterVersion_IsHiddenAtEarlierKnownAtToo()
    {
        var first = Remember("m_01A", "gr4il") with { Key = "k" };
        await Store.PutAsync(first, first.Next() with { Visibility = Visibility.Private });
        await ShouldNotFindAsync(Scope("bob") with { KnownAt = Start }, first.Id, "k", "gr4il");
        await ShouldFindAsync(Scope("ada") with { KnownAt = Start }, first.Id, "k", "gr4il");
    }

    [Fact]
    public async Task Project_NotInScope_IsFoundByNoPath()
    {
        await Store.PutAsync(Remember("m_01A", "gr4il", "atlas") with { Key = "k" }, Remember("m_01B", "gr4il", "borea") with { Key = "k2" });
        await ShouldNotFindAsync(Scope(projects: "borea"), "m_01A", "k", "gr4il");
        await ShouldFindAsync(Scope(projects: ["atlas", "nowhere"]), "m_01A", "k", "gr4il");
        (await Store.ReadAsync(reader => reader.ListProjectsAsync(Scope(projects: "borea")))).Select(project => project.Name).ShouldBe(["borea"]);
    }

    [Fact]
    public async Task Shared_OfAnyProject_IsFoundFromEveryProject()
    {
        await Store.PutAsync(Remember("m_01A", "gr4il", "atlas") with { Visibility = Visibility.Shared, Key = "k" }, Remember("m_01B", project: "borea"));
        (await Store.ListIdsAsync(Scope(projects: "borea"), Memories("borea"))).ShouldBe(["m_01B", "m_01A"]);
        (await Store.SearchIdsAsync(Scope(projects: "borea"), Memories("borea"), AnyOf("gr4il"))).ShouldBe(["m_01A"]);
        (await Store.SearchIdsAsync(Scope(), Memories("nowhere"), AnyOf("gr4il"))).ShouldBe(["m_01A"]);
        (await Store.ReadAsync(reader => reader.FindByKeyAsync(Scope(projects: "borea"), RecordKind.Memory, "borea", "k")))!.Id.ShouldBe("m_01A");
    }

    [Fact]
    public async Task Expired_FromTheInstant_IsFoundByNoPath()
    {
        await Store.PutAsync(Remember("m_01A", "gr4il") with { Key = "k", ExpiresAt = Start.AddSeconds(10) });
        await ShouldFindAsync(Scope() with { Now = Start.AddSeconds(10).AddTicks(-1) }, "m_01A", "k", "gr4il");
        await ShouldNotFindAsync(Scope() with { Now = Start.AddSeconds(10) }, "m_01A", "k", "gr4il");
        await ShouldNotFindAsync(Scope() with { Now = Start.AddSeconds(10), KnownAt = Start }, "m_01A", "k", "gr4il");
        await ShouldFindAsync(Scope() with { Now = Start.AddSeconds(10), IncludeExpired = true }, "m_01A", "k", "gr4il");
    }

    [Fact]
    public async Task Extended_AfterItWouldHaveExpired_ShowsWhatWasKnownThen()
    {
        var first = Remember("m_01A", "gr4il") with { ExpiresAt = Start.AddSeconds(10), Key = "k" };
        await Store.PutAsync(first, first.Next() with { ExpiresAt = null });
        var later = Scope() with { Now = Start.AddSeconds(100) };
        (await Store.ReadAsync(reader => reader.GetAsync(later with { KnownAt = Start }, first.Id)))!.Version.ShouldBe(1);
    }

    [Fact]
    public async Task Deleted_IsFoundByNoPath_UntilRestored()
    {
        var first = Remember("m_01A", "gr4il") with { Key = "k" };
        var deleted = first.Next() with { DeletedAt = Start.AddSeconds(1) };
        await Store.PutAsync(first, deleted);
        await ShouldNotFindAsync(Scope(), first.Id, "k", "gr4il");
        await ShouldFindAsync(Scope() with { IncludeDeleted = true }, first.Id, "k", "gr4il");
        await ShouldFindAsync(Scope() with { KnownAt = Start }, first.Id, "k", "gr4il");
        await Store.PutAsync(deleted.Next() with { DeletedAt = null });
        await ShouldFindAsync(Scope(), first.Id, "k", "gr4il");
    }

    [Fact]
    public async Task Superseded_IsFound_OnlyWhenIncluded()
    {
        await Store.PutAsync(Remember("m_01A", "gr4il") with { Key = "k", SupersededBy = "m_01B" });
        await ShouldNotFindAsync(Scope(), "m_01A", "k", "gr4il");
        await ShouldFindAsync(Scope() with { IncludeSuperseded = true }, "m_01A", "k", "gr4il");
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(9, true)]
    [InlineData(10, false)]
    public async Task AsOf_OfValidity_IsHalfOpen(int seconds, bool found)
    {
        await Store.PutAsync(Remember("m_01A", "gr4il") with { Key = "k", ValidFrom = Start, ValidTo = Start.AddSeconds(10) });
        var scope = Scope() with { AsOf = Start.AddSeconds(seconds) };
        await (found ? ShouldFindAsync(scope, "m_01A", "k", "gr4il") : ShouldNotFindAsync(scope, "m_01A", "k", "gr4il"));
    }

    [Fact]
    public async Task KnownAt_BetweenVersions_SeesTheOneInForceThen()
    {
        var first = Remember("m_01A", "gr4il") with { Key = "k" };
        await Store.PutAsync(first, first.Next(10) with { Search = new SearchText("", "", "ch4lice"), Key = "k2" });
        var then = Scope() with { KnownAt = Start.AddSeconds(9) };
        await ShouldFindAsync(then, first.Id, "k", "gr4il");
        await ShouldNotFindAsync(then with { KnownAt = Start.AddTicks(-1) }, first.Id, "k", "gr4il");
        await ShouldFindAsync(then with { KnownAt = Start.AddSeconds(10) }, first.Id, "k2", "ch4lice");
        (await Store.SearchIdsAsync(Scope(), Memories(), AnyOf("gr4il"))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Operator_SeesEverything()
    {
        await Store.PutAsync(
            Remember("m_01A") with { Visibility = Visibility.Private, Owner = "eve" },
            Remember("m_01B") with { DeletedAt = Start },
            Remember("m_01C") with { ExpiresAt = Start },
            Remember("m_01D") with { SupersededBy = "m_01A" });
        (await Store.ReadAsync(reader => reader.CountAsync(Baton.Memory.Storage.Scope.Operator(Start.AddDays(1)), Memories()))).ShouldBe(4);
    }

    private async Task<(long Records, long Words, long Frequency)> StatisticsAsync(string word)
    {
        var found = await Store.ReadAsync(reader => reader.SearchAsync(Scope("bob"), Memories("atlas"), AnyOf(word), 10));
        return (found.Records, found.Words, found.Frequencies[0]);
    }

    private async Task ShouldFindAsync(Scope scope, string id, string key, string word)
        => (await PathsAsync(scope, id, key, word)).ShouldAllBe(path => path.Value, $"{id} is visible on every path");

    private async Task ShouldNotFindAsync(Scope scope, string id, string key, string word)
        => (await PathsAsync(scope, id, key, word)).ShouldAllBe(path => !path.Value, $"{id} is hidden on every path");

    private Task<ImmutableDictionary<string, bool>> PathsAsync(Scope scope, string id, string key, string word) => Store.ReadAsync(async reader =>
    {
        var project = "atlas";
        var filter = Memories(project);
        var paths = ImmutableDictionary.CreateBuilder<string, bool>();
        paths["get"] = await reader.GetAsync(scope, id) is not null;
        paths["version"] = await reader.GetVersionAsync(scope, id, 1) is not null;
        paths["history"] = (await reader.HistoryAsync(scope, id)).Count > 0;
        paths["prefix"] = (await reader.FindByPrefixAsync(scope, null, id[..4], 1000)).Contains(id);
        paths["key"] = (await reader.FindByKeyAsync(scope, RecordKind.Memory, project, key))?.Id == id;
        paths["list"] = (await reader.ListAsync(scope, filter, new PageRequest(1000))).Rows.Any(row => row.Id == id);
        paths["list all"] = (await reader.ListAsync(scope, Memories(), new PageRequest(1000))).Rows.Any(row => row.Id == id);
        paths["count"] = await reader.CountAsync(scope, filter with { KeyPrefix = key }) > 0;
        paths["usage"] = (await reader.UsageAsync(scope)).Records.GetValueOrDefault(RecordKind.Memory)
            > await reader.CountAsync(scope, Memories()) - (await reader.GetAsync(scope, id) is null ? 0 : 1);
        paths["words"] = (await reader.SearchAsync(scope, filter, AnyOf(word), 100)).Hits.Any(hit => hit.Id == id);
        paths["exact"] = (await reader.SearchAsync(scope, filter, Exactly(word[1..4]), 100)).Hits.Any(hit => hit.Id == id);
        paths["id"] = (await reader.SearchAsync(scope, filter, new TextMatch { Ids = [id] }, 100)).Hits.Any(hit => hit.Id == id);
        paths["changes"] = (await reader.ChangesAsync(scope, project, Start.AddDays(-1), 1000)).Any(change => change.Id == id);
        return paths.ToImmutable();
    });
}
