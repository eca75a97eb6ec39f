using Baton.Memory.Rewind;
using Baton.Memory.Storage;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Rewind;

/// <summary>A rewind on a real clock, whose instants fall between milliseconds, and among writes of one instant.</summary>
public sealed class RewindInstantTests : IAsyncLifetime
{
    private Room _room = null!;
    private string _memory = null!;
    private string _other = null!;

    public async ValueTask InitializeAsync()
    {
        _room = await Room.OpenAsync();
        _memory = await _room.MemoryAsync(new { content = "The heron eats fish" });
        _other = await _room.MemoryAsync(new { content = "Something about boats" });
        _room.Clock.Advance(TimeSpan.FromMinutes(1));
    }

    public ValueTask DisposeAsync() => _room.DisposeAsync();

    [Fact]
    public async Task Apply_BetweenTwoMilliseconds_IsKnownFromTheMomentItSays()
    {
        await _room.SentAsync("memory_update", new { id = _memory, content = "The heron eats stones" }, _room.Caller("eve", "rogue"));
        _room.Clock.Advance(TimeSpan.FromMinutes(1) + TimeSpan.FromTicks(7_777));
        await RewindAsync();
        var at = (await _room.SentAsync("memory_get", new { id = _memory })).Text("memory.updated_at");
        at.ShouldBe("2026-03-01T12:02:00.000Z");
        (await _room.SentAsync("memory_search", new { query = "heron", known_at = at })).Text("results.0.content").ShouldBe("The heron eats fish");
    }

    [Fact]
    public async Task Apply_LinkRemovedAndMadeAgainInOneInstant_LeavesItStanding()
    {
        await LinkAsync("local", remove: false);
        _room.Clock.Advance(TimeSpan.FromMinutes(1));
        await LinkAsync("rogue", remove: true);
        await LinkAsync("rogue", remove: false);
        await RewindAsync();
        (await LinksAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task Apply_LinkMadeAndRemovedInOneInstant_LeavesItGone()
    {
        await LinkAsync("rogue", remove: false);
        await LinkAsync("rogue", remove: true);
        await RewindAsync();
        (await LinksAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Apply_ALinkThatTheRogueRemoved_IsThereAgain()
    {
        await LinkAsync("local", remove: false);
        _room.Clock.Advance(TimeSpan.FromMinutes(1));
        await LinkAsync("rogue", remove: true);
        await RewindAsync();
        (await LinksAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task Apply_ALinkThatAnotherRemovedAfterwards_StaysGone()
    {
        await LinkAsync("rogue", remove: false);
        _room.Clock.Advance(TimeSpan.FromMinutes(1));
        await LinkAsync("local", remove: true);
        (await RewindAsync()).Links.ShouldBeEmpty();
        (await LinksAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Apply_ALinkThatAnotherMadeAgain_IsAConflict()
    {
        await LinkAsync("rogue", remove: false);
        foreach (var remove in new[] { true, false })
        {
            _room.Clock.Advance(TimeSpan.FromMinutes(1));
            await LinkAsync("local", remove);
        }
        var link = (await RewindAsync()).Links.ShouldHaveSingleItem();
        link.Conflict!.Reason.ShouldBe("added again by local");
        (await LinksAsync()).ShouldBe(1);
    }

    private async Task<RewindPlan> RewindAsync()
    {
        _room.Clock.Advance(TimeSpan.FromMinutes(0));
        var by = new Provenance("operator", "ada", "baton", null, null, "rw", "rewind");
        var request = new RewindRequest { Writes = new WriteFilter { Grant = "rogue" } };
        return (await new Rewinder(_room.Store, _room.Clock).ApplyAsync(request, by, default)).Value;
    }

    private async Task LinkAsync(string grant, bool remove)
        => await _room.SentAsync("memory_link", new { id = _memory, to = _other, relation = "about", remove }, _room.Caller(grant: grant));

    private async Task<int> LinksAsync() => (await _room.SentAsync("memory_link", new { id = _memory })).At("links").GetArrayLength();
}
