using Baton.Memory.Storage;
using Baton.Storage.Tests.Support;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;
using static Baton.Storage.Tests.Support.Sample;

namespace Baton.Storage.Tests.Contract;

/// <summary>No path may give what the predicate excludes, nor keep back what it includes, whatever was written and asked.</summary>
public abstract class PredicatePropertyContract(IStoreFixture fixture) : MemoryStoreContract(fixture)
{
    private const string Word = "grail";
    private static int _round;

    [Fact]
    public void EveryPath_OfAnyScope_GivesExactlyWhatTheOracleGives()
        => Prop.ForAll(Worlds.Arbitrary, world => CheckAsync(world).GetAwaiter().GetResult())
            .Check(Repeatable.Config.WithMaxTest(80));

    private async Task CheckAsync(World world)
    {
        // One store serves every round: each has projects, principals and keys of its own, told apart by a prefix.
        var prefix = $"{Interlocked.Increment(ref _round):0000}";
        var versions = world.Versions(prefix);
        await Store.PutAsync(versions);
        var oracle = new VisibilityOracle(versions);
        foreach (var (scope, filter) in world.Questions(prefix)) await CheckAsync(prefix, versions, oracle, scope, filter);
    }

    private Task<bool> CheckAsync(string prefix, StoredVersion[] versions, VisibilityOracle oracle, Scope scope, RecordFilter filter) => Store.ReadAsync(async reader =>
    {
        var visible = oracle.Visible(scope).ToDictionary(version => version.Id);
        var expected = visible.Values.Where(version => VisibilityOracle.Matches(filter, version, scope.Now)).Select(Name).Order().ToArray();
        bool Mine(StoredVersion version) => version.Id.StartsWith($"m_{prefix}", StringComparison.Ordinal);

        foreach (var id in versions.Select(version => version.Id).Distinct())
        {
            var seen = visible.GetValueOrDefault(id);
            (await reader.GetAsync(scope, id))?.Version.ShouldBe(seen?.Version ?? -1);
            (await reader.GetAsync(scope, id) is null).ShouldBe(seen is null);
            var history = versions.Where(version => version.Id == id && seen is not null && VisibilityOracle.MayAccess(scope, version)
                && (scope.KnownAt is null || version.RecordedAt <= scope.KnownAt)).Select(version => version.Version).ToArray();
            (await reader.HistoryAsync(scope, id)).Select(version => version.Version).ShouldBe(history);
            foreach (var version in versions.Where(version => version.Id == id))
            {
                (await reader.GetVersionAsync(scope, id, version.Version) is not null).ShouldBe(history.Contains(version.Version));
            }
            foreach (var link in await reader.LinksAsync(scope, id)) (visible.ContainsKey(link.From) && visible.ContainsKey(link.To)).ShouldBeTrue();
        }
        (await reader.FindByPrefixAsync(scope, null, $"m_{prefix}", 1000)).ShouldBe(visible.Keys.Order(StringComparer.Ordinal));
        (await reader.ListAsync(scope, filter, new PageRequest(1000))).Rows.Where(Mine).Select(Name).Order().ShouldBe(expected);
        foreach (var match in (TextMatch[])[AnyOf(Word + prefix), Exactly("ail" + prefix)])
        {
            var found = (await reader.SearchAsync(scope, filter, match, 1000)).Hits.Where(hit => hit.Id.StartsWith("m_" + prefix, StringComparison.Ordinal)).Select(hit => $"{hit.Id}/{hit.Version}").Order().ToArray();
            found.Except(expected).ShouldBeEmpty();
            // Only memories keep the texts of their past.
            if (filter.Kind == RecordKind.Memory || scope.KnownAt is null) found.ShouldBe(expected);
        }
        if (filter.Project is { } project)
        {
            var changes = (await reader.ChangesAsync(scope, project, Start.AddDays(-100), 1000)).Select(change => change.Id).Distinct();
            changes.Except(visible.Keys).ShouldBeEmpty();
            var byKey = await reader.FindByKeyAsync(scope, filter.Kind, project, prefix + "key");
            if (byKey is not null) visible.ShouldContainKey(byKey.Id);
        }
        return true;
    });

    private static string Name(StoredVersion version) => $"{version.Id}/{version.Version}";
}
