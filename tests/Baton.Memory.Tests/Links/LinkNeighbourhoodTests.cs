using Baton.Memory.Outcomes;
using Baton.Memory.Tests.Support;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Memory.Tests.Links;

/// <summary>The neighbourhood of a record, against a walk over a list of links; and what a link may join.</summary>
public sealed class LinkNeighbourhoodTests : IAsyncLifetime
{
    private Room _room = null!;

    public async ValueTask InitializeAsync() => _room = await Room.OpenAsync();

    public ValueTask DisposeAsync() => _room.DisposeAsync();

    [Fact]
    public void Show_AnyLinks_AreTheOnesAWalkReaches()
        => Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed => WalkAsync(seed).GetAwaiter().GetResult())
            .Check(Repeatable.Config.WithMaxTest(8));

    [Theory]
    [InlineData("about")]
    [InlineData("caused")]
    [InlineData("contradicts")]
    [InlineData("extends")]
    [InlineData("part_of")]
    [InlineData("supports")]
    public async Task Link_EachRelation_StandsApartFromTheOthers(string relation)
    {
        var (one, other) = (await _room.MemoryAsync(new { content = "one thing" }), await _room.MemoryAsync(new { content = "another matter" }));
        await _room.SentAsync("memory_link", new { id = one, to = other, relation });
        var link = (await _room.SentAsync("memory_link", new { id = other })).At("links.0");
        (link.Text("from"), link.Text("to"), link.Text("relation"), link.Number("depth"), link.Text("author"), link.Text("at")).ShouldBe((one, other, relation, 1, "ada", "2026-03-01T12:00:00.000Z"));
        foreach (var wrong in new[] { "about", "supports" }.Where(known => known != relation)) await _room.UnsentAsync(FailureCode.NotFound, "memory_link", new { id = one, to = other, relation = wrong, remove = true });
        await _room.UnsentAsync(FailureCode.NotFound, "memory_link", new { id = other, to = one, relation, remove = true });
        (await _room.SentAsync("memory_link", new { id = one, to = other, relation, remove = true })).At("links").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Link_WithoutARelation_IsAbout_AndRemovedWithoutOne_TakesEach()
    {
        var (one, other) = (await _room.MemoryAsync(new { content = "one thing" }), await _room.MemoryAsync(new { content = "another matter" }));
        await _room.SentAsync("memory_link", new { id = one, to = other });
        await _room.SentAsync("memory_link", new { id = one, to = other, relation = "supports" });
        (await _room.SentAsync("memory_link", new { id = one })).Each("links", "relation").ShouldBe(["about", "supports"]);
        (await _room.SentAsync("memory_link", new { id = one, to = other, remove = true })).At("links").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Link_Twice_IsOneAndKeepsItsFirstAuthor()
    {
        var (one, other) = (await _room.MemoryAsync(new { content = "one thing" }), await _room.MemoryAsync(new { content = "another matter" }));
        foreach (var principal in new[] { "ada", "bob" }) await _room.SentAsync("memory_link", new { id = one, to = other }, _room.Caller(principal));
        (await _room.SentAsync("memory_link", new { id = one })).Each("links", "author").ShouldBe(["ada"]);
    }

    [Fact]
    public async Task Link_ToWhatIsDeletedOrExpired_IsNotShownUntilItIsBack()
    {
        var (one, other, short1) = (await _room.MemoryAsync(new { content = "one thing" }), await _room.MemoryAsync(new { content = "another matter" }), await _room.MemoryAsync(new { content = "for a minute", ttl = 60 }));
        foreach (var to in new[] { other, short1 }) await _room.SentAsync("memory_link", new { id = one, to });
        await _room.SentAsync("memory_delete", new { id = other });
        (await _room.SentAsync("memory_link", new { id = one })).Each("links", "to").ShouldBe([short1]);
        _room.Clock.Advance(TimeSpan.FromSeconds(60));
        (await _room.SentAsync("memory_link", new { id = one })).At("links").GetArrayLength().ShouldBe(0);
        await _room.SentAsync("memory_delete", new { id = other, restore = true });
        (await _room.SentAsync("memory_link", new { id = one })).Each("links", "to").ShouldBe([other]);
    }

    [Fact]
    public async Task Show_BeyondAHiddenRecord_IsNotReached()
    {
        var one = await _room.MemoryAsync(new { content = "one thing" });
        var hidden = await _room.MemoryAsync(new { content = "kept to myself", visibility = "private" });
        var beyond = await _room.MemoryAsync(new { content = "beyond of it" });
        await _room.SentAsync("memory_link", new { id = one, to = hidden });
        await _room.SentAsync("memory_link", new { id = hidden, to = beyond });
        (await _room.SentAsync("memory_link", new { id = one, depth = 3 })).At("links").GetArrayLength().ShouldBe(2);
        (await _room.SentAsync("memory_link", new { id = one, depth = 3 }, _room.Caller("bob"))).At("links").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Show_MoreThanTwoHundred_SaysThatThereAreMore()
    {
        var hub = await _room.MemoryAsync(new { content = "hub" });
        var saved = await _room.SentAsync("memory_save", new { memories = Enumerable.Range(0, 201).Select(i => new { content = $"spoke {i}" }) });
        var spokes = saved.Each("memories", "id");
        foreach (var to in spokes.Take(200)) await _room.SentAsync("memory_link", new { id = hub, to });
        var full = await _room.SentAsync("memory_link", new { id = hub });
        (full.At("links").GetArrayLength(), full.At("more").GetBoolean()).ShouldBe((200, false));
        await _room.SentAsync("memory_link", new { id = hub, to = spokes[200] });
        var over = await _room.SentAsync("memory_link", new { id = hub });
        (over.At("links").GetArrayLength(), over.At("more").GetBoolean()).ShouldBe((200, true));
    }

    [Fact]
    public async Task Show_DepthZero_IsNone()
    {
        var (one, other) = (await _room.MemoryAsync(new { content = "one thing" }), await _room.MemoryAsync(new { content = "another matter" }));
        var made = await _room.SentAsync("memory_link", new { id = one, to = other, depth = 0 });
        (made.Text("id"), made.At("links").GetArrayLength()).ShouldBe((one, 0));
        (await _room.SentAsync("memory_link", new { id = one })).At("links").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task Link_ToATaskANoticeOrAKeyElsewhere_IsFoundOrRefusedByItsName()
    {
        var one = await _room.MemoryAsync(new { content = "one thing", project = "web" });
        var task = (await _room.SentAsync("task_save", new { title = "a task" })).Text("task.id");
        await _room.SentAsync("memory_link", new { id = one, to = task });
        (await _room.SentAsync("memory_link", new { id = task })).Each("links", "from").ShouldBe([one]);
        await _room.MemoryAsync(new { content = "elsewhere", key = "k" });
        (await _room.UnsentAsync(FailureCode.NotFound, "memory_link", new { id = one, to = "k" })).Path.ShouldBe("/to");
        await _room.MemoryAsync(new { content = "here", key = "k", project = "web" });
        await _room.SentAsync("memory_link", new { id = one, to = "k" });
    }

    private static async Task WalkAsync(int seed)
    {
        var random = new Random(seed);
        await using var room = await Room.OpenAsync();
        var ids = (await room.SentAsync("memory_save", new { memories = Enumerable.Range(0, 8).Select(i => new { content = $"node {i}" }) })).Each("memories", "id");
        var links = new List<(string From, string To)>();
        for (var i = 0; i < 12; i++)
        {
            var (from, to) = (ids[random.Next(8)], ids[random.Next(8)]);
            if (from == to || links.Contains((from, to))) continue;
            await room.SentAsync("memory_link", new { id = from, to });
            links.Add((from, to));
        }
        foreach (var id in ids)
        {
            for (var depth = 1; depth <= 3; depth++)
            {
                var shown = (await room.SentAsync("memory_link", new { id, depth })).At("links").EnumerateArray().Select(link => $"{link.Text("from")}>{link.Text("to")}@{link.Number("depth")}");
                shown.Order().ShouldBe(Reached(links, id, depth).Order(), $"seed {seed}, {id}, depth {depth}");
            }
        }
    }

    private static IEnumerable<string> Reached(List<(string From, string To)> links, string start, int depth)
    {
        var distance = new Dictionary<string, int> { [start] = 0 };
        for (var level = 0; level < depth; level++)
        {
            foreach (var (from, to) in links)
            {
                if (distance.GetValueOrDefault(from, 99) == level) distance.TryAdd(to, level + 1);
                if (distance.GetValueOrDefault(to, 99) == level) distance.TryAdd(from, level + 1);
            }
        }
        foreach (var (from, to) in links)
        {
            var nearest = Math.Min(distance.GetValueOrDefault(from, 99), distance.GetValueOrDefault(to, 99));
            if (nearest < depth) yield return $"{from}>{to}@{nearest + 1}";
        }
    }
}
