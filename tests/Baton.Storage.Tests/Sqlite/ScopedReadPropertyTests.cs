using Baton.Memory.Storage;
using Baton.Storage.Tests.Contract;
using Baton.Storage.Tests.Support;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;
using static Baton.Storage.Tests.Support.Sample;

namespace Baton.Storage.Tests.Sqlite;

/// <summary>
/// Everything that is read beside records and searches (changes, usage, who was seen, links, places in threads, what may be
/// removed, who wrote what), of any records and for anybody, is what the one predicate over a plain list gives.
/// </summary>
public sealed class ScopedReadPropertyTests
{
    private const string Prefix = "x";
    private static readonly string[] Relations = ["about", "supports"];

    [Fact]
    public void EveryRead_OfAnyScope_GivesWhatTheOracleGives()
        => Prop.ForAll(Worlds.Arbitrary, world => CheckAsync(world).GetAwaiter().GetResult())
            .Check(Repeatable.Config.WithMaxTest(40));

    private static async Task CheckAsync(World world)
    {
        using var fixture = new SqliteFixture();
        await using var store = await fixture.OpenAsync();
        var random = new Random(world.Seed ^ 0x5A5A);
        var versions = world.Versions(Prefix).Select(version => version with
        {
            By = By(Any(random, ["ada", "bob", "eve"]), Any(random, ["local", "ci"]), Any(random, ["editor", "shell", null])) with { RequestId = $"r{random.Next(3)}" },
            Position = random.Next(3) == 0 ? random.Next(1, 9) : null,
        }).ToArray();
        foreach (var project in new[] { "xa", "xb", "xc" }) await store.WriteAsync(writer => writer.PutProjectAsync(Project(project)));
        await store.PutAsync(versions);
        var links = await LinkAsync(store, random, [.. versions.Select(version => version.Id).Distinct()]);
        var oracle = new VisibilityOracle(versions);
        foreach (var (scope, filter) in world.Questions(Prefix))
        {
            var because = $"seed {world.Seed}: {scope}";
            var seen = new Seen(versions, oracle.Visible(scope).ToList(), scope);
            await store.ReadAsync(async reader =>
            {
                await CheckChangesAsync(reader, seen, random, because);
                await CheckAgentsAsync(reader, seen, random, because);
                await CheckUsageAsync(reader, seen, because);
                await CheckLinksAsync(reader, seen, links, because);
                foreach (var project in new[] { "xa", "xb", "missing" })
                {
                    var expected = seen.Visible.Where(version => version.Kind == filter.Kind && version.Project == project && version.Thread == "t").Max(version => version.Position) + 1 ?? 1;
                    (await reader.NextPositionAsync(scope, filter.Kind, project, "t")).ShouldBe(expected, $"{project}, {because}");
                }
                return true;
            });
        }
        for (var asked = 0; asked < 6; asked++) await store.ReadAsync(reader => CheckOperatorsAsync(reader, versions, random, $"seed {world.Seed}"));
    }

    private static async ValueTask CheckChangesAsync(IMemoryReader reader, Seen seen, Random random, string because)
    {
        var (project, after, limit) = (Any(random, ["xa", "xb", "xc"]), Start.AddSeconds(random.Next(-2, 9)), random.Next(1, 9));
        (await reader.ChangesAsync(seen.Scope, project, after, limit)).Select(Name).ShouldBe(
            seen.Writes.Where(version => version.Project == project && version.RecordedAt > after)
                .OrderBy(version => version.RecordedAt).ThenBy(version => version.Id, StringComparer.Ordinal).ThenBy(version => version.Version)
                .Take(limit).Select(Name), because);
        (await reader.ChangesAsync(seen.Scope, null, after, 1000)).Count.ShouldBe(seen.Writes.Count(version => version.RecordedAt > after), because);
        (await reader.RecentChangesAsync(seen.Scope, project, after, limit)).Select(Name).ShouldBe(
            seen.Visible.Where(version => version.Project == project && version.RecordedAt > after)
                .OrderByDescending(version => version.RecordedAt).ThenByDescending(version => version.Id, StringComparer.Ordinal)
                .Take(limit).Select(Name), because);
    }

    private static async ValueTask CheckAgentsAsync(IMemoryReader reader, Seen seen, Random random, string because)
    {
        var filter = new AgentFilter
        {
            Project = Any(random, ["xa", "xb", null]),
            Principal = random.Next(4) == 0 ? "bob" : null,
            SeenAfter = random.Next(2) == 0 ? Start.AddSeconds(random.Next(-2, 9)) : null,
            Limit = random.Next(1, 4),
        };
        var writes = seen.Writes.Where(version => (filter.Project is null || version.Project == filter.Project)
            && (filter.Principal is null || version.By.Principal == filter.Principal)
            && (filter.SeenAfter is null || version.RecordedAt > filter.SeenAfter)).ToList();
        var expected = writes.GroupBy(version => version.By.Principal)
            .Select(group => (Principal: group.Key, Last: group.Max(version => version.RecordedAt), Clients: string.Join(',', group.Select(version => version.By.Client).OfType<string>().Distinct().Order(StringComparer.Ordinal))))
            .OrderByDescending(agent => agent.Last).ThenBy(agent => agent.Principal, StringComparer.Ordinal).Take(filter.Limit).ToList();
        var agents = await reader.AgentsAsync(seen.Scope, filter);
        agents.Select(agent => (agent.Principal, agent.LastSeen, string.Join(',', agent.Clients.Order(StringComparer.Ordinal)))).ShouldBe(expected, $"{filter}, {because}");
        foreach (var agent in agents) writes.ShouldContain(version => version.By.Principal == agent.Principal && version.RecordedAt == agent.LastSeen && version.Project == agent.Project, because);
    }

    private static async ValueTask CheckUsageAsync(IMemoryReader reader, Seen seen, string because)
    {
        var usage = await reader.UsageAsync(seen.Scope);
        usage.Records.OrderBy(kind => kind.Key).Select(kind => (kind.Key, kind.Value)).ShouldBe(
            seen.Visible.GroupBy(version => version.Kind).OrderBy(group => group.Key).Select(group => (group.Key, (long)group.Count())), because);
        usage.Versions.ShouldBe(seen.Writes.Count, because);
    }

    private static async ValueTask CheckLinksAsync(IMemoryReader reader, Seen seen, List<Link> links, string because)
    {
        var ids = seen.Visible.Select(version => version.Id).ToHashSet();
        foreach (var id in seen.All.Select(version => version.Id).Distinct())
        {
            var expected = links.Where(link => (link.From == id || link.To == id) && ids.Contains(link.From) && ids.Contains(link.To) && link.Stands(seen.Scope.KnownAt))
                .Select(link => $"{link.From} {link.Relation} {link.To}").Order(StringComparer.Ordinal);
            (await reader.LinksAsync(seen.Scope, id)).Select(link => $"{link.From} {link.Relation} {link.To}").Order(StringComparer.Ordinal).ShouldBe(expected, $"{id}, {because}");
        }
    }

    /// <summary>What operators' commands read, without a scope: by the version in force, and every write in its order.</summary>
    private static async ValueTask<bool> CheckOperatorsAsync(IMemoryReader reader, StoredVersion[] versions, Random random, string because)
    {
        var removal = new RemovalFilter
        {
            Project = random.Next(2) == 0 ? "xa" : null,
            ExpiredBefore = random.Next(2) == 0 ? Start.AddSeconds(random.Next(0, 9)) : null,
            DeletedBefore = random.Next(2) == 0 ? Start.AddSeconds(random.Next(0, 9)) : null,
            WrittenBefore = random.Next(2) == 0 ? Start.AddSeconds(random.Next(0, 9)) : null,
            ExceptPinned = random.Next(2) == 0,
        };
        var expected = versions.GroupBy(version => version.Id).Select(record => record.MaxBy(version => version.Version)!).Where(version =>
                (removal.Project is null || version.Project == removal.Project)
                && ((removal.ExpiredBefore is null && removal.DeletedBefore is null) || version.ExpiresAt < removal.ExpiredBefore || version.DeletedAt < removal.DeletedBefore)
                && (removal.WrittenBefore is null || version.RecordedAt < removal.WrittenBefore)
                && (!removal.ExceptPinned || !version.Pinned))
            .Select(version => version.Id).Order(StringComparer.Ordinal).ToList();
        var found = new List<string>();
        while (await reader.FindRemovableAsync(removal, found.LastOrDefault(), 2) is { Count: > 0 } page) found.AddRange(page.Select(version => version.Id));
        found.ShouldBe(expected, $"{removal}, {because}");

        var writes = new WriteFilter
        {
            Principal = random.Next(2) == 0 ? "ada" : null,
            Grant = random.Next(3) == 0 ? "ci" : null,
            RequestId = random.Next(3) == 0 ? "r1" : null,
            Project = random.Next(3) == 0 ? "xb" : null,
            Since = Start.AddSeconds(random.Next(-2, 6)),
            Until = random.Next(2) == 0 ? Start.AddSeconds(random.Next(2, 12)) : null,
        };
        (await reader.WritesAsync(writes)).Select(Name).ShouldBe(versions.Where(version =>
            (writes.Principal is null || version.By.Principal == writes.Principal) && (writes.Grant is null || version.By.Grant == writes.Grant)
            && (writes.RequestId is null || version.By.RequestId == writes.RequestId) && (writes.Project is null || version.Project == writes.Project)
            && version.RecordedAt >= writes.Since && (writes.Until is null || version.RecordedAt < writes.Until)).Select(Name), $"{writes}, {because}");
        return true;
    }

    /// <summary>Links put and taken away, some of them again, at moments of their own.</summary>
    private static async Task<List<Link>> LinkAsync(IMemoryStore store, Random random, string[] ids)
    {
        var links = new List<Link>();
        for (var at = 0; at < 14; at++)
        {
            var (from, to, relation, moment) = (Any(random, ids), Any(random, ids), Any(random, Relations), Start.AddSeconds(at * 0.7));
            var standing = links.Find(link => link.From == from && link.To == to && link.Relation == relation && link.RemovedAt is null);
            if (random.Next(3) == 0)
            {
                var removed = await store.WriteAsync(writer => writer.RemoveLinkAsync(from, to, relation, By(), moment));
                removed.ShouldBe(standing is not null);
                if (standing is not null) standing.RemovedAt = moment;
                continue;
            }
            await store.WriteAsync(writer => writer.PutLinkAsync(new StoredLink(from, to, relation, By(), moment)));
            if (standing is null) links.Add(new Link(from, to, relation, moment));
        }
        return links;
    }

    private static string Name(StoredVersion version) => $"{version.Id}/{version.Version} {version.Kind} {version.Project} {version.RecordedAt:O} {version.By.Principal} {version.By.RequestId}";

    private static string Name(StoredChange change) => $"{change.Id}/{change.Version} {change.Kind} {change.Project} {change.At:O} {change.By.Principal} {change.By.RequestId}";

    private static T Any<T>(Random random, T[] values) => values[random.Next(values.Length)];

    private sealed record Link(string From, string To, string Relation, DateTimeOffset AddedAt)
    {
        public DateTimeOffset? RemovedAt { get; set; }

        public bool Stands(DateTimeOffset? knownAt)
            => knownAt is { } moment ? AddedAt <= moment && (RemovedAt is null || RemovedAt > moment) : RemovedAt is null;
    }

    /// <summary>What a scope sees: the version in force of each record, and every version of those records that it may know.</summary>
    private sealed record Seen(StoredVersion[] All, List<StoredVersion> Visible, Scope Scope)
    {
        public List<StoredVersion> Writes { get; } = [.. All.Where(version => Visible.Any(shown => shown.Id == version.Id)
            && VisibilityOracle.MayAccess(Scope, version) && (Scope.KnownAt is null || version.RecordedAt <= Scope.KnownAt))];
    }
}
