using Baton.Memory.Outcomes;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Memories;

/// <summary>From the instant a memory expires no path finds it, without a maintenance run; and what a clock that is set wrong does.</summary>
public sealed class MemoryExpiryTests : IAsyncLifetime
{
    private Room _room = null!;

    public async ValueTask InitializeAsync() => _room = await Room.OpenAsync();

    public ValueTask DisposeAsync() => _room.DisposeAsync();

    [Theory]
    [InlineData("memory_get", "{'key':'k'}")]
    [InlineData("memory_update", "{'key':'k','title':'t'}")]
    [InlineData("memory_delete", "{'key':'k'}")]
    [InlineData("memory_delete", "{'key':'k','restore':true}")]
    [InlineData("memory_link", "{'key':'k'}")]
    [InlineData("memory_link", "{'key':'other','to':'k'}")]
    [InlineData("memory_save", "{'content':'x','key':'k','if_match':1}")]
    public async Task Expired_ByItsKey_IsNotFoundFromThatInstant(string tool, string json)
    {
        await _room.MemoryAsync(new { content = "another memory", key = "other" });
        await _room.MemoryAsync(new { content = "short lived", key = "k", ttl = 60 });
        _room.Clock.Advance(TimeSpan.FromSeconds(60) - TimeSpan.FromTicks(1));
        await _room.DoneAsync("memory_get", "{'key':'k'}");
        _room.Clock.Advance(TimeSpan.FromTicks(1));
        await _room.RefusedAsync(FailureCode.NotFound, tool, json);
    }

    [Fact]
    public async Task Expired_AnswersLikeOneThatNeverWas()
    {
        var id = await _room.MemoryAsync(new { content = "short lived", key = "k", ttl = 1 });
        _room.Clock.Advance(TimeSpan.FromSeconds(1));
        var missing = id[..^4] + "ZZZZ";
        var gone = await _room.UnsentAsync(FailureCode.NotFound, "memory_get", new { id });
        var never = await _room.UnsentAsync(FailureCode.NotFound, "memory_get", new { id = missing });
        (gone.Message.Replace(id, "*", StringComparison.Ordinal), gone.Hint).ShouldBe((never.Message.Replace(missing, "*", StringComparison.Ordinal), never.Hint));
    }

    [Fact]
    public async Task Expired_ItsKey_IsFreeForAnother()
    {
        var old = await _room.MemoryAsync(new { content = "short lived", key = "k", ttl = 60 });
        _room.Clock.Advance(TimeSpan.FromSeconds(60));
        var next = await _room.SentAsync("memory_save", new { content = "its successor", key = "k" });
        (next.Text("memories.0.id") != old, next.Number("memories.0.version")).ShouldBe((true, 1));
    }

    [Fact]
    public async Task Expired_TheKnownPast_DoesNotBringItBack()
    {
        await _room.MemoryAsync(new { content = "the heron census of spring", ttl = 60 });
        _room.Clock.Advance(TimeSpan.FromSeconds(60));
        (await _room.DoneAsync("memory_search", "{'query':'heron','known_at':'2026-03-01T12:00:10Z'}")).Number("total").ShouldBe(0);
        (await _room.DoneAsync("memory_search", "{'query':'heron','as_of':'2026-03-01T12:00:10Z'}")).Number("total").ShouldBe(0);
    }

    [Fact]
    public async Task Ttl_GivenAgain_CountsFromThen_AndCleared_IsForEver()
    {
        var id = await _room.MemoryAsync(new { content = "short lived", ttl = 60 });
        _room.Clock.Advance(TimeSpan.FromSeconds(30));
        (await _room.SentAsync("memory_update", new { id, ttl = 60 })).Text("memory.expires_at").ShouldBe("2026-03-01T12:01:30.000Z");
        _room.Clock.Advance(TimeSpan.FromSeconds(59));
        await _room.SentAsync("memory_update", new { id, ttl = (string?)null });
        _room.Clock.Advance(TimeSpan.FromDays(40_000));
        (await _room.SentAsync("memory_get", new { id })).At("memory").Has("expires_at").ShouldBeFalse();
    }

    [Fact]
    public async Task Expired_AClockSetBack_BringsItBackAsItWas()
    {
        var id = await _room.MemoryAsync(new { content = "short lived", ttl = 60 });
        _room.Clock.Advance(TimeSpan.FromSeconds(90));
        await _room.UnsentAsync(FailureCode.NotFound, "memory_get", new { id });
        _room.Clock.Advance(TimeSpan.FromSeconds(-60));
        (await _room.SentAsync("memory_get", new { id })).Number("memory.version").ShouldBe(1);
    }

    [Fact]
    public async Task Expired_AClockSetBackAfterItsKeyWasTaken_RefusesTheOldOneInWords()
    {
        var old = await _room.MemoryAsync(new { content = "short lived", key = "k", ttl = 60 });
        _room.Clock.Advance(TimeSpan.FromSeconds(90));
        var next = await _room.MemoryAsync(new { content = "its successor", key = "k" });
        _room.Clock.Advance(TimeSpan.FromSeconds(-60));
        var failure = await _room.UnsentAsync(FailureCode.Duplicate, "memory_update", new { id = old, title = "back again" });
        failure.Message.ShouldBe($"Key 'k' belongs to {next} in project 'default'.");
        await _room.SentAsync("memory_update", new { id = old, title = "back again", key = "k2" });
        await _room.SentAsync("memory_update", new { id = next, title = "goes on" });
    }

    [Fact]
    public async Task Expired_AClockSetBackAfterAHandoffsKeyWasTaken_RefusesTheOldOneInWords()
    {
        var old = await _room.HandoffAsync(new { summary = "short lived", key = "k", ttl = 60 });
        _room.Clock.Advance(TimeSpan.FromSeconds(90));
        var next = await _room.HandoffAsync(new { summary = "its successor", key = "k" });
        _room.Clock.Advance(TimeSpan.FromSeconds(-60));
        (await _room.UnsentAsync(FailureCode.Duplicate, "handoff_update", new { id = old, comment = "hm" })).Message.ShouldContain(next);
        (await _room.UnsentAsync(FailureCode.Duplicate, "handoff_append", new { id = old, chunk = "hm" })).Message.ShouldContain(next);
        (await _room.UnsentAsync(FailureCode.Duplicate, "handoff_claim", new { id = old })).Message.ShouldContain(next);
        await _room.SentAsync("handoff_update", new { id = next, comment = "goes on" });
    }
}
