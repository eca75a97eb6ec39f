using Baton.Memory.Storage;
using Baton.Storage.Tests.Support;
using static Baton.Storage.Tests.Support.Sample;

namespace Baton.Storage.Tests.Contract;

/// <summary>Who has written, as far as a scope may see it.</summary>
public abstract class AgentContract(IStoreFixture fixture) : MemoryStoreContract(fixture)
{
    [Fact]
    public async Task AgentsAsync_SeveralWriters_NamesEachOnceByItsNewestWriteTheLastSeenFirst()
    {
        await Store.PutAsync(
            Written("m_1", By("ada", client: "editor"), 0), Written("m_2", By("bob", client: null), 10),
            Written("m_3", By("ada", client: "shell"), 20, "borea"));
        var agents = await AgentsAsync(new AgentFilter());
        agents.Select(agent => (agent.Principal, agent.Project, agent.LastSeen)).ShouldBe([("ada", "borea", Start.AddSeconds(20)), ("bob", "atlas", Start.AddSeconds(10))]);
        agents[0].Clients.ShouldBe(["shell", "editor"]);
        agents[1].Clients.ShouldBeEmpty();
    }

    [Fact]
    public async Task AgentsAsync_LaterVersionByAnother_CountsForWhoWroteIt()
    {
        var first = Written("m_1", By("ada"), 0);
        await Store.PutAsync(first, first.Next(5) with { By = By("bob") });
        (await AgentsAsync(new AgentFilter())).Select(agent => (agent.Principal, agent.LastSeen)).ShouldBe([("bob", Start.AddSeconds(5)), ("ada", Start)]);
    }

    [Fact]
    public async Task AgentsAsync_Filtered_CountsOnlyWhatTheFilterNames()
    {
        await Store.PutAsync(Written("m_1", By("ada"), 0), Written("m_2", By("bob"), 10), Written("m_3", By("ada"), 20, "borea"));
        (await NamesAsync(new AgentFilter { Project = "atlas" })).ShouldBe(["bob", "ada"]);
        (await NamesAsync(new AgentFilter { Principal = "bob" })).ShouldBe(["bob"]);
        (await NamesAsync(new AgentFilter { SeenAfter = Start.AddSeconds(10) })).ShouldBe(["ada"]);
        (await NamesAsync(new AgentFilter { Limit = 1 })).ShouldBe(["ada"]);
        (await NamesAsync(new AgentFilter { Project = "nowhere" })).ShouldBeEmpty();
    }

    [Fact]
    public async Task AgentsAsync_PrivateForeignDeletedAndExpired_GivesNobodyAway()
    {
        await Store.PutAsync(
            Written("m_1", By("eve"), 0) with { Owner = "eve", Visibility = Visibility.Private },
            Written("m_2", By("bob"), 0, "borea"),
            Written("m_3", By("cyd"), 0) with { DeletedAt = Start },
            Written("m_4", By("dan"), 0) with { ExpiresAt = Start.AddSeconds(1) });
        (await NamesAsync(new AgentFilter(), Scope(projects: "atlas"))).ShouldBeEmpty();
        (await NamesAsync(new AgentFilter(), Scope("eve", projects: "atlas"))).ShouldBe(["eve"]);
        (await NamesAsync(new AgentFilter(), Baton.Memory.Storage.Scope.Operator(Start.AddSeconds(9)))).ShouldBe(["bob", "cyd", "dan", "eve"], ignoreOrder: true);
    }

    [Fact]
    public async Task AgentsAsync_TenThousandWritesOfFew_IsReadFromTheNewestOfEach()
    {
        await Store.PutAsync([.. Enumerable.Range(0, 10_000).Select(i => Written($"m_{i:00000}", By($"agent{i % 7}"), i))]);
        (await AgentsAsync(new AgentFilter())).Select(agent => agent.LastSeen).Min().ShouldBe(Start.AddSeconds(9_993));
    }

    [Fact]
    public async Task ListAsync_WithNoneOfSomeTags_LeavesOutWhatHasAny()
    {
        await Store.PutAsync(Remember("m_1") with { Tags = ["ada", "bob"] }, Remember("m_2") with { Tags = ["cyd"] }, Remember("m_3"));
        (await Store.ListIdsAsync(Scope(), Memories() with { TagsNone = ["ada"] })).ShouldBe(["m_3", "m_2"]);
        (await Store.ListIdsAsync(Scope(), Memories() with { TagsNone = ["bob", "cyd"] })).ShouldBe(["m_3"]);
        (await Store.ReadAsync(reader => reader.CountAsync(Scope(), Memories() with { TagsNone = ["ada"], TagsAny = ["cyd"] }))).ShouldBe(1);
    }

    [Fact]
    public async Task ListAsync_CreatedUntil_IncludesThatInstant()
    {
        await Store.PutAsync(Remember("m_1"), Remember("m_2") with { CreatedAt = Start.AddSeconds(1) });
        (await Store.ListIdsAsync(Scope(), Memories() with { CreatedUntil = Start })).ShouldBe(["m_1"]);
        (await Store.ListIdsAsync(Scope(), Memories() with { CreatedUntil = Start.AddSeconds(1) })).Length.ShouldBe(2);
    }

    private static StoredVersion Written(string id, Provenance by, double secondsLater, string project = "atlas")
        => Remember(id, project: project) with { By = by, RecordedAt = Start.AddSeconds(secondsLater) };

    private async Task<IReadOnlyList<SeenAgent>> AgentsAsync(AgentFilter filter)
        => await Store.ReadAsync(reader => reader.AgentsAsync(Scope(secondsLater: 100_000), filter));

    private async Task<string[]> NamesAsync(AgentFilter filter, Scope? scope = null)
        => [.. (await Store.ReadAsync(reader => reader.AgentsAsync(scope ?? Scope(), filter))).Select(agent => agent.Principal)];
}
