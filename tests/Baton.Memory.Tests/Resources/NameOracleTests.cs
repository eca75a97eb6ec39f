using Baton.Memory.Callers;
using Baton.Memory.Server;
using Baton.Memory.Tests.Support;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Memory.Tests.Resources;

/// <summary>Completions and pages of resources, of any names, for anybody: exactly what a plain list of what the caller may see gives.</summary>
public sealed class NameOracleTests
{
    private static readonly string[] Letters = ["a", "A", "%", "_", "é", "h_", "m_0", "[", "\\", "日"];

    [Fact]
    public void Complete_AnyBeginning_GivesTheKeysThatBeginSoTheNewestFirst()
        => Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed => CheckAsync(seed).GetAwaiter().GetResult())
            .Check(Repeatable.Config.WithMaxTest(12));

    private static async Task CheckAsync(int seed)
    {
        var random = new Random(seed);
        await using var room = await Room.OpenAsync();
        var kept = new List<Kept>();
        for (var i = 0; i < 30; i++)
        {
            room.Clock.Advance(TimeSpan.FromSeconds(1));
            var (key, project, owner) = (Name(random, 4) + i, $"{Name(random, 1)}p", random.Next(2) == 0 ? "ada" : "bob");
            var isHandoff = random.Next(2) == 0;
            var visibility = isHandoff ? "project" : random.Next(3) switch { 0 => "private", 1 => "project", _ => "shared" };
            var id = isHandoff
                ? await room.HandoffAsync(new { summary = "s", key, project }, room.Caller(owner))
                : await room.MemoryAsync(new { content = $"text {i}", key, project, visibility }, room.Caller(owner));
            kept.Add(new Kept(id, key, project, visibility, owner));
        }
        kept.Reverse();
        foreach (var caller in new[] { room.Caller("ada"), room.Caller("bob", projects: [kept[0].Project, kept[1].Project]) })
        {
            var seen = kept.Where(one => one.IsSeen(caller)).ToList();
            for (var asked = 0; asked < 12; asked++) await CheckAsync(room.Server.Resources!, caller, seen, kept, Name(random, 2), $"seed {seed}, {caller.Principal}");
            await CheckPageAsync(room.Server.Resources!, caller, seen, kept, $"seed {seed}, {caller.Principal}");
        }
    }

    private static async Task CheckAsync(IResourceServer resources, MemoryCaller caller, List<Kept> seen, List<Kept> all, string prefix, string because)
    {
        because = $"'{prefix}', {because}";
        var handoffs = seen.Where(one => one.Id[0] == 'h' && one.Key.StartsWith(prefix, StringComparison.Ordinal)).ToList();
        var memories = seen.Where(one => one.Id[0] == 'm' && one.Key.StartsWith(prefix, StringComparison.Ordinal)).ToList();
        if (!prefix.StartsWith("h_", StringComparison.OrdinalIgnoreCase))
        {
            await ShouldGiveAsync("resume", "handoff", handoffs.Select(one => one.Key));
            await ShouldGiveAsync("baton://handoffs/{id}", "id", handoffs.Select(one => one.Id));
        }
        if (!prefix.StartsWith("m_", StringComparison.OrdinalIgnoreCase)) await ShouldGiveAsync("baton://memories/{id}", "id", memories.Select(one => one.Id));
        var projects = all.Select(one => one.Project).Distinct().Where(name => caller.Projects.IsEmpty || caller.Projects.Contains(name))
            .Where(name => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal).ToList();
        foreach (var (reference, argument) in new[] { ("baton://digest/{project}", "project"), ("resume", "project"), ("hand_off", "project"), ("remember", "project") }) await ShouldGiveAsync(reference, argument, projects);

        async Task ShouldGiveAsync(string reference, string argument, IEnumerable<string> expected)
        {
            var completion = await resources.CompleteAsync(caller, reference, argument, prefix, default);
            completion.Values.ShouldBe(expected, $"{reference} {because}");
            (completion.Total, completion.HasMore).ShouldBe((expected.Count(), false), $"{reference} {because}");
        }
    }

    private static async Task CheckPageAsync(IResourceServer resources, MemoryCaller caller, List<Kept> seen, List<Kept> all, string because)
    {
        var page = (await resources.ListAsync(caller, null, default)).Value;
        var projects = all.Select(one => one.Project).Distinct().Where(name => caller.Projects.IsEmpty || caller.Projects.Contains(name)).Order(StringComparer.Ordinal);
        page.Resources.Select(entry => entry.Uri).ShouldBe(
        [
            .. projects.Select(name => "baton://digest/" + Uri.EscapeDataString(name)),
            .. seen.Where(one => one.Id[0] == 'h').Select(one => "baton://handoffs/" + one.Id),
            .. seen.Where(one => one.Id[0] == 'm').Select(one => "baton://memories/" + one.Id),
        ], because);
        page.NextCursor.ShouldBeNull();
        foreach (var entry in page.Resources) (await resources.ReadAsync(caller, entry.Uri, default)).Succeeded.ShouldBeTrue($"{entry.Uri}, {because}");
        foreach (var hidden in all.Except(seen)) (await resources.ReadAsync(caller, $"baton://memories/{hidden.Id}", default)).Failure.ShouldNotBeNull(because).Code.ShouldBe("not_found");
    }

    private static string Name(Random random, int longest) => string.Concat(Enumerable.Range(0, random.Next(1, longest + 1)).Select(_ => Letters[random.Next(Letters.Length)]));

    private sealed record Kept(string Id, string Key, string Project, string Visibility, string Owner)
    {
        public bool IsSeen(MemoryCaller caller) => Visibility == "shared" || (caller.Projects.IsEmpty || caller.Projects.Contains(Project)) && (Visibility == "project" || Owner == caller.Principal);
    }
}
