using Baton.Memory.Callers;
using Baton.Memory.Rewind;
using Baton.Memory.Storage;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Rewind;

/// <summary>Which writes a rewind means: each condition alone and all of them together; what is left out stays out.</summary>
public sealed class RewindFilterTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private Room _room = null!;

    /// <summary>Six writes, a minute apart, of different grants, principals, sessions and projects.</summary>
    public async ValueTask InitializeAsync()
    {
        _room = await Room.OpenAsync();
        await WriteAsync("one", "ci", "ada", "s1", "web");
        await WriteAsync("two", "ci", "eve", "s1", "web");
        await WriteAsync("three", "bot", "eve", "s2", "web");
        await WriteAsync("four", "bot", "ada", "s2", "hr");
        await WriteAsync("five", "ci", "ada", "s2", "hr");
        await WriteAsync("six", "bot", "bob", null, "hr");
    }

    public ValueTask DisposeAsync() => _room.DisposeAsync();

    [Theory]
    [InlineData("ci", null, null, null, 0, null, "five,one,two")]
    [InlineData("bot", null, null, null, 0, null, "four,six,three")]
    [InlineData("CI", null, null, null, 0, null, "")]
    [InlineData(null, "ada", null, null, 0, null, "five,four,one")]
    [InlineData(null, null, "s2", null, 0, null, "five,four,three")]
    [InlineData(null, null, "s", null, 0, null, "")]
    [InlineData(null, null, null, "hr", 0, null, "five,four,six")]
    [InlineData(null, null, null, "nowhere", 0, null, "")]
    [InlineData(null, null, null, null, 3, null, "five,four,six")]
    [InlineData(null, null, null, null, 0, 3, "one,three,two")]
    [InlineData(null, null, null, null, 1, 2, "two")]
    [InlineData(null, null, null, null, 2, 2, "")]
    [InlineData("ci", "ada", null, null, 0, null, "five,one")]
    [InlineData("ci", "ada", "s2", "hr", 4, 5, "five")]
    [InlineData("ci", "ada", "s2", "web", 0, null, "")]
    [InlineData(null, null, null, null, 0, null, "five,four,one,six,three,two")]
    public async Task Preview_OfAFilter_HoldsExactlyItsWrites(string? grant, string? principal, string? session, string? project, int since, int? until, string keys)
    {
        var filter = new WriteFilter
        {
            Grant = grant, Principal = principal, Session = session, Project = project, Since = Start.AddMinutes(since), Until = until is { } end ? Start.AddMinutes(end) : null,
        };
        var plan = await Rewinder().PreviewAsync(new RewindRequest { Writes = filter }, default);
        string.Join(',', plan.Items.Select(item => item.Now.Key).Order(StringComparer.Ordinal)).ShouldBe(keys);
        (plan.Changes, plan.Conflicts, plan.IsEmpty, plan.RequestId).ShouldBe((plan.Items.Count, 0, keys.Length == 0, null));
        plan.Items.Select(item => item.Now.Project).ShouldBeInOrder(SortDirection.Ascending, StringComparer.Ordinal);
    }

    [Fact]
    public async Task Apply_OfAFilter_TakesThoseAwayAndNoOthers()
    {
        var by = new Provenance("local", "operator", null, null, null, "rw-1", "rewind");
        var plan = (await Rewinder().ApplyAsync(new RewindRequest { Writes = new WriteFilter { Principal = "eve" } }, by, default)).Value;
        (plan.RequestId, plan.Changes).ShouldBe(("rw-1", 2));
        (await _room.DoneAsync("status")).Number("usage.memory").ShouldBe(4);
        var again = (await Rewinder().ApplyAsync(new RewindRequest { Writes = new WriteFilter { RequestId = "rw-1" } }, by with { RequestId = "rw-2" }, default)).Value;
        again.Changes.ShouldBe(2);
        (await _room.DoneAsync("status")).Number("usage.memory").ShouldBe(6);
    }

    [Theory]
    [InlineData(false, 0, 1)]
    [InlineData(true, 1, 0)]
    public async Task Preview_OfWhatAnotherChangedSince_CountsAsAConflictUnlessForced(bool force, int changes, int conflicts)
    {
        await _room.SentAsync("memory_update", new { key = "three", project = "web", content = "another text" }, Caller("ci", "ada", "s3"));
        var plan = await Rewinder().PreviewAsync(new RewindRequest { Writes = new WriteFilter { Grant = "bot", Project = "web" }, Force = force }, default);
        (plan.Changes, plan.Conflicts).ShouldBe((changes, conflicts));
        var item = plan.Items.ShouldHaveSingleItem();
        item.Conflict.ShouldNotBeNull().Reason.ShouldBe("changed afterwards: version 2 by memory_update of ci");
        (item.Undone.ShouldHaveSingleItem(), item.Before, item.Conflict.By!.Principal).ShouldBe((1, null, "ada"));
    }

    /// <summary>Somebody's pin or rating on top is a change as any other; the text under it is still its author's.</summary>
    [Fact]
    public async Task Apply_OfAPin_GivesBackTheStateBefore_WithItsAuthor()
    {
        await _room.SentAsync("memory_update", new { key = "one", project = "web", pinned = true }, Caller("rogue", "eve", "s9"));
        var by = new Provenance("local", "operator", null, null, null, "rw-1", "rewind");
        (await Rewinder().ApplyAsync(new RewindRequest { Writes = new WriteFilter { Grant = "rogue" } }, by, default)).Value.Changes.ShouldBe(1);
        var memory = (await _room.DoneAsync("memory_get", "{'key':'one','project':'web'}")).At("memory");
        (memory.At("pinned").GetBoolean(), memory.Number("version"), memory.Text("saved_by.principal"), memory.Text("by.principal")).ShouldBe((false, 3, "ada", "operator"));
        (await Rewinder().ApplyAsync(new RewindRequest { Writes = new WriteFilter { Grant = "rogue" } }, by with { RequestId = "rw-2" }, default)).Value.Changes.ShouldBe(0);
    }

    [Fact]
    public async Task Preview_WhereAnotherTookThePinBack_HasNothingLeftToDo()
    {
        await _room.SentAsync("memory_update", new { key = "one", project = "web", pinned = true }, Caller("rogue", "eve", "s9"));
        await _room.SentAsync("memory_update", new { key = "one", project = "web", pinned = false }, Caller("bot", "bob", "s9"));
        var plan = await Rewinder().PreviewAsync(new RewindRequest { Writes = new WriteFilter { Grant = "rogue" } }, default);
        plan.Items.ShouldHaveSingleItem().Step.ShouldBe(RewindStep.Nothing);
        (plan.Changes, plan.Conflicts, plan.IsEmpty).ShouldBe((0, 0, false));
    }

    private Rewinder Rewinder() => new(_room.Store, _room.Clock);

    private MemoryCaller Caller(string grant, string principal, string? session) => _room.Caller(principal, grant) with { Session = session };

    private async Task WriteAsync(string key, string grant, string principal, string? session, string project)
    {
        await _room.SentAsync("memory_save", new { content = $"the {key} of them", key, project }, Caller(grant, principal, session));
        _room.Clock.Advance(TimeSpan.FromMinutes(1));
    }
}
