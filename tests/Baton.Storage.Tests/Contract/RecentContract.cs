using Baton.Memory.Storage;
using Baton.Storage.Tests.Support;
using static Baton.Storage.Tests.Support.Sample;

namespace Baton.Storage.Tests.Contract;

/// <summary>What a session begins with: what changed, and the few records that are always shown.</summary>
public abstract class RecentContract(IStoreFixture fixture) : MemoryStoreContract(fixture)
{
    [Fact]
    public async Task RecentChangesAsync_NamesTheNewestVersionOfEachTheNewestFirst()
    {
        var first = Remember("m_1");
        await Store.PutAsync(first, HandOff("h_1") with { RecordedAt = Start.AddSeconds(2) }, first.Next(5), first.Next(5).Next(5));
        var changes = await RecentAsync(Start, 10);
        changes.Select(change => (change.Id, change.Version, change.At)).ShouldBe([("m_1", 3, Start.AddSeconds(10)), ("h_1", 1, Start.AddSeconds(2))]);
        (await RecentAsync(Start, 1)).Single().Id.ShouldBe("m_1");
        (await RecentAsync(Start.AddSeconds(10), 10)).ShouldBeEmpty();
    }

    [Fact]
    public async Task RecentChangesAsync_PrivateForeignDeletedExpiredAndOtherKinds_AreLeftOut()
    {
        await Store.PutAsync(
            Remember("m_1", owner: "eve") with { Visibility = Visibility.Private }, Remember("m_2", project: "borea"), Remember("m_3") with { DeletedAt = Start },
            Remember("m_4") with { ExpiresAt = Start.AddSeconds(1) }, Remember("n_1") with { Kind = RecordKind.Notice }, Remember("t_1") with { Kind = RecordKind.Task });
        (await RecentAsync(Start.AddSeconds(-1), 10)).Select(change => change.Id).ShouldBe(["t_1"]);
    }

    [Fact]
    public async Task ListAsync_OfTheFew_IsWhatTheGeneralListWouldGive()
    {
        var random = new Random(7);
        string[] statuses = ["open", "claimed", "done", "archived"];
        string[] types = ["warning", "question", "fact"];
        await Store.PutAsync([.. Enumerable.Range(0, 300).Select(i => (i % 2 == 0 ? HandOff($"h_{i:000}") : Remember($"m_{i:000}")) with
        {
            Status = i % 2 == 0 ? statuses[random.Next(4)] : null,
            ClaimUntil = Start.AddSeconds(random.Next(2000)),
            Type = i % 2 == 1 ? types[random.Next(3)] : null,
            Pinned = random.Next(3) == 0,
            Priority = random.Next(3) - 1,
            Project = random.Next(2) == 0 ? "atlas" : "borea",
            RecordedAt = Start.AddSeconds(random.Next(50)),
            DeletedAt = random.Next(9) == 0 ? Start : null,
        })]);
        RecordFilter[] filters =
        [
            new() { Kind = RecordKind.Handoff, Statuses = ["open"] },
            new() { Kind = RecordKind.Handoff, Statuses = ["claimed", "open"], Project = "atlas", Priority = 1 },
            new() { Kind = RecordKind.Handoff, Pinned = true, Project = "borea" },
            new() { Kind = RecordKind.Memory, Types = ["warning", "question"] },
            new() { Kind = RecordKind.Memory, Types = ["question"], Project = "atlas", Pinned = true },
        ];
        foreach (var filter in filters)
        {
            foreach (var scope in new[] { Scope(), Scope(projects: ["atlas"]) })
            {
                var few = await Store.ListIdsAsync(scope, filter);
                few.ShouldBe(await Store.ListIdsAsync(scope with { KnownAt = Start.AddSeconds(1000) }, filter));
                if (scope.Projects.IsEmpty) few.ShouldNotBeEmpty();
                (await Store.ReadAsync(reader => reader.CountAsync(scope, filter))).ShouldBe(few.Length);
            }
        }
    }

    private Task<IReadOnlyList<StoredChange>> RecentAsync(DateTimeOffset after, int limit)
        => Store.ReadAsync(reader => reader.RecentChangesAsync(Scope(), "atlas", after, limit));
}
