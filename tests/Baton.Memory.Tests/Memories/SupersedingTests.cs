using Baton.Memory.Outcomes;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Memories;

/// <summary>A newer memory replaces an older one: it stays, points on, leaves searches, and nobody loses a fact to what they cannot see.</summary>
public sealed class SupersedingTests : IAsyncLifetime
{
    private Room _room = null!;
    private string _old = null!;

    public async ValueTask InitializeAsync()
    {
        _room = await Room.OpenAsync();
        _old = await _room.MemoryAsync(new { content = "The zebra gate opens at nine", key = "gate" });
        _room.Clock.Advance(TimeSpan.FromHours(1));
    }

    public ValueTask DisposeAsync() => _room.DisposeAsync();

    [Fact]
    public async Task Supersede_TheOldOne_PointsOnAndEndsInTheWorldWhenTheNewOneBegins()
    {
        var next = await _room.MemoryAsync(new { content = "The zebra gate opens at ten", supersedes = _old });
        var old = (await _room.SentAsync("memory_get", new { id = _old })).At("memory");
        (old.Text("superseded_by"), old.Text("valid_to"), old.Number("version")).ShouldBe((next, "2026-03-01T13:00:00.000Z", 2));
        (await _room.SentAsync("memory_get", new { id = next })).Texts("memory.supersedes").ShouldBe([_old]);
        (await FoundAsync()).ShouldBe([next]);
    }

    [Fact]
    public async Task Supersede_WithAStatedBeginning_EndsTheOldOneThere()
    {
        await _room.SentAsync("memory_save", new { content = "The zebra gate opens at ten", supersedes = _old, valid_from = "2026-02-01" });
        (await _room.SentAsync("memory_get", new { id = _old })).Text("memory.valid_to").ShouldBe("2026-02-01T00:00:00.000Z");
    }

    [Fact]
    public async Task Supersede_AnEndThatWasStatedEarlier_Stays()
    {
        await _room.SentAsync("memory_update", new { id = _old, valid_to = "2026-02-15" });
        await _room.SentAsync("memory_save", new { content = "The zebra gate opens at ten", supersedes = _old });
        (await _room.SentAsync("memory_get", new { id = _old })).Text("memory.valid_to").ShouldBe("2026-02-15T00:00:00.000Z");
    }

    [Fact]
    public async Task Supersede_Several_TakesThemAllOrNone()
    {
        var other = await _room.MemoryAsync(new { content = "The zebra gate has two doors" });
        (await _room.UnsentAsync(FailureCode.NotFound, "memory_save", new { content = "The zebra gate is gone", supersedes = new[] { _old, "m_01JZZZZZZZZZZZZZZZZZZZZZZZ" } })).Path.ShouldBe("/supersedes/1");
        (await FoundAsync()).ShouldBe([_old, other], ignoreOrder: true);
        var next = await _room.MemoryAsync(new { content = "The zebra gate is gone", supersedes = new[] { _old, other[..20] + other[20..].ToLowerInvariant() } });
        (await FoundAsync()).ShouldBe([next]);
    }

    [Fact]
    public async Task Supersede_ThenRenewTheOldOne_BringsItBack()
    {
        await _room.SentAsync("memory_save", new { content = "The zebra gate opens at ten", supersedes = _old });
        await _room.SentAsync("memory_update", new { id = _old, content = "The zebra gate opens at nine again" });
        var old = (await _room.SentAsync("memory_get", new { id = _old })).At("memory");
        (old.Has("superseded_by"), old.Has("valid_to")).ShouldBe((false, false));
        (await FoundAsync()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Supersede_ThenRenewWithAStatedEnd_KeepsThatEnd()
    {
        await _room.SentAsync("memory_save", new { content = "The zebra gate opens at ten", supersedes = _old });
        await _room.SentAsync("memory_update", new { id = _old, content = "The zebra gate opened at nine", valid_to = "2026-04-01" });
        (await _room.SentAsync("memory_get", new { id = _old })).Text("memory.valid_to").ShouldBe("2026-04-01T00:00:00.000Z");
    }

    [Fact]
    public async Task Search_AsOfTheTimeBefore_FindsTheOldOne_AndKnownAtToo()
    {
        var next = await _room.MemoryAsync(new { content = "The zebra gate opens at ten", supersedes = _old, valid_from = "2026-03-01T12:30:00Z" });
        (await FoundAsync(asOf: "2026-03-01T12:29:59Z")).ShouldBe([_old]);
        (await FoundAsync(asOf: "2026-03-01T12:30:00Z")).ShouldBe([next]);
        (await FoundAsync(knownAt: "2026-03-01T12:59:59Z")).ShouldBe([_old]);
    }

    [Fact]
    public async Task Search_SaysHowManyWerePassedOverAsReplaced()
    {
        await _room.SentAsync("memory_save", new { content = "The zebra gate opens at ten", supersedes = _old });
        var found = await _room.DoneAsync("memory_search", "{'query':'zebra gate'}");
        (found.Number("passed_over.superseded"), found.Number("passed_over.expired")).ShouldBe((1, 0));
    }

    [Theory]
    [InlineData("private", "project", true)]
    [InlineData("private", "shared", true)]
    [InlineData("project", "project", true)]
    [InlineData("project", "shared", true)]
    [InlineData("shared", "shared", true)]
    [InlineData("project", "private", false)]
    [InlineData("shared", "project", false)]
    [InlineData("shared", "private", false)]
    public async Task Supersede_OnlyByWhatAtLeastTheSameReadersSee(string old, string next, bool isAllowed)
    {
        var id = await _room.MemoryAsync(new { content = "A fact about otters", visibility = old });
        var request = new { content = "A newer fact about otters", visibility = next, supersedes = id };
        if (isAllowed) await _room.SentAsync("memory_save", request);
        else (await _room.UnsentAsync(FailureCode.Forbidden, "memory_save", request)).Path.ShouldBe("/supersedes/0");
    }

    [Fact]
    public async Task Supersede_AcrossProjects_NeedsASharedOne()
    {
        (await _room.UnsentAsync(FailureCode.Forbidden, "memory_save", new { content = "Elsewhere", project = "other", supersedes = _old })).Hint.ShouldBe("Give this memory the same project and visibility.");
        await _room.SentAsync("memory_save", new { content = "Everywhere", project = "other", visibility = "shared", supersedes = _old });
    }

    [Fact]
    public async Task Update_TheReplacementToPrivate_CannotHideTheFactFromTheOthers()
    {
        var next = await _room.MemoryAsync(new { content = "The zebra gate opens at ten", supersedes = _old }, _room.Caller("bob"));
        var failure = await _room.UnsentAsync(FailureCode.Forbidden, "memory_update", new { id = next, visibility = "private" }, _room.Caller("bob"));
        failure.Path.ShouldBe("/visibility");
        failure.Message.ShouldContain(_old);
        (await FoundAsync()).ShouldBe([next]);
    }

    [Fact]
    public async Task Save_TheReplacementToFewerByItsKey_IsRefusedAlike()
    {
        await _room.SentAsync("memory_save", new { content = "The zebra gate opens at ten", key = "next", visibility = "shared", supersedes = _old });
        var id = (await _room.DoneAsync("memory_get", "{'key':'next'}")).Text("memory.id");
        (await _room.UnsentAsync(FailureCode.Forbidden, "memory_update", new { id, visibility = "private" })).Path.ShouldBe("/visibility");
        await _room.SentAsync("memory_update", new { id, visibility = "project" });
    }

    [Fact]
    public async Task Update_TheReplacementToPrivateAfterTheOldOneIsBack_IsAllowed()
    {
        var next = await _room.MemoryAsync(new { content = "The zebra gate opens at ten", supersedes = _old });
        await _room.SentAsync("memory_update", new { id = _old, content = "The zebra gate opens at nine after all" });
        await _room.SentAsync("memory_update", new { id = next, visibility = "private" });
        (await FoundAsync(caller: "bob")).ShouldBe([_old]);
    }

    [Fact]
    public async Task Delete_TheReplacement_LeavesTheOldOneReplacedButReadable()
    {
        var next = await _room.MemoryAsync(new { content = "The zebra gate opens at ten", supersedes = _old });
        await _room.SentAsync("memory_delete", new { id = next });
        (await _room.SentAsync("memory_get", new { id = _old })).Text("memory.superseded_by").ShouldBe(next);
    }

    [Fact]
    public async Task Save_OntoTheKeyOfAReplacedOne_BringsItBackAsAVersion()
    {
        await _room.SentAsync("memory_save", new { content = "The zebra gate opens at ten", supersedes = _old });
        var saved = await _room.SentAsync("memory_save", new { content = "The zebra gate opens at eleven", key = "gate" });
        (saved.Text("memories.0.id"), saved.Number("memories.0.version")).ShouldBe((_old, 3));
        (await FoundAsync()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Supersede_MakesALinkThatBothEndsShow()
    {
        var next = await _room.MemoryAsync(new { content = "The zebra gate opens at ten", supersedes = _old });
        foreach (var id in new[] { _old, next })
        {
            var link = (await _room.SentAsync("memory_link", new { id })).At("links.0");
            (link.Text("from"), link.Text("relation"), link.Text("to")).ShouldBe((next, "supersedes", _old));
        }
    }

    private async Task<List<string>> FoundAsync(string? asOf = null, string? knownAt = null, string caller = "ada")
    {
        var arguments = new Dictionary<string, object> { ["query"] = "zebra gate" };
        if (asOf is not null) arguments["as_of"] = asOf;
        if (knownAt is not null) arguments["known_at"] = knownAt;
        var found = await _room.SentAsync("memory_search", arguments, _room.Caller(caller));
        return [.. found.At("results").EnumerateArray().SelectMany(hit => hit.Has("duplicates") ? [hit.Text("id"), .. hit.Texts("duplicates")] : new[] { hit.Text("id") })];
    }
}
