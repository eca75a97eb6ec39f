using Baton.Memory.Limits;
using Baton.Memory.Outcomes;
using Baton.Memory.Rewind;
using Baton.Memory.Storage;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Limits;

/// <summary>How many records a store may hold: what is deleted or has expired makes room, and to restore takes room again.</summary>
public sealed class RecordLimitTests : IAsyncLifetime
{
    private const string Advice = "Delete what is no longer needed, or ask the operator to raise the limit.";
    private Room _room = null!;

    public async ValueTask InitializeAsync() => _room = await Room.OpenAsync(new MemoryLimits { Records = 2 });

    public ValueTask DisposeAsync() => _room.DisposeAsync();

    [Theory]
    [InlineData("memory_save", "content", "memory_delete")]
    [InlineData("handoff_save", "summary", "handoff_delete")]
    [InlineData("task_save", "title", "task_delete")]
    public async Task Delete_MakesRoom_AndRestoreIsRefusedWhereThereIsNoneLeft(string save, string text, string delete)
    {
        await SaveAsync(save, text, "one");
        await SaveAsync(save, text, "two");
        (await _room.UnsentAsync(FailureCode.TooLarge, save, Named(text, "three"))).Message.ShouldBe("The store has 3 records; the limit is 2.");
        var id = (await _room.SentAsync(delete, new { key = "one" })).Texts("ids").ShouldHaveSingleItem();
        await SaveAsync(save, text, "three");

        var refused = await _room.UnsentAsync(FailureCode.TooLarge, delete, new { id, restore = true });

        (refused.Message, refused.Limit, refused.Hint).ShouldBe(("The store has 3 records; the limit is 2.", 2, Advice));
        await _room.SentAsync(delete, new { key = "two" });
        (await _room.SentAsync(delete, new { id, restore = true })).Texts("ids").ShouldBe([id]);
        (await _room.UnsentAsync(FailureCode.TooLarge, save, Named(text, "four"))).Limit.ShouldBe(2);
    }

    [Fact]
    public async Task Restore_OfSeveralHandoffs_NeedsRoomForAll_ElseNoneComesBack()
    {
        await SaveAsync("handoff_save", "summary", "one");
        await SaveAsync("handoff_save", "summary", "two");
        await _room.SentAsync("handoff_delete", new { tags = new[] { "t" }, confirm = 2 });
        await _room.MemoryAsync(new { content = "alpha", key = "m" });
        (await _room.UnsentAsync(FailureCode.TooLarge, "handoff_delete", new { tags = new[] { "t" }, confirm = 2, restore = true })).Message.ShouldBe("The store has 3 records; the limit is 2.");
        (await _room.DoneAsync("handoff_list")).Number("total").ShouldBe(0);
        await _room.SentAsync("memory_delete", new { key = "m" });
        (await _room.SentAsync("handoff_delete", new { tags = new[] { "t" }, confirm = 2, restore = true })).Number("count").ShouldBe(2);
        (await _room.DoneAsync("handoff_list")).Number("total").ShouldBe(2);
    }

    [Theory]
    [InlineData(59, false)]
    [InlineData(60, true)]
    [InlineData(61, true)]
    public async Task Expiry_MakesRoom_FromItsInstantOn(int seconds, bool hasRoom)
    {
        await _room.MemoryAsync(new { content = "alpha", ttl = 60 });
        await _room.HandoffAsync(new { summary = "s" });
        _room.Clock.Advance(TimeSpan.FromSeconds(seconds));
        ((await _room.SendAsync("memory_save", new { content = "beta gamma" })).Failure is null).ShouldBe(hasRoom);
    }

    [Fact]
    public async Task WhatIsSuperseded_KeepsItsPlace_AsItCanStillBeRead()
    {
        var old = await _room.MemoryAsync(new { content = "alpha" });
        await _room.MemoryAsync(new { content = "alpha again", supersedes = new[] { old } });
        (await _room.UnsentAsync(FailureCode.TooLarge, "memory_save", new { content = "third thing" })).Limit.ShouldBe(2);
        await _room.SentAsync("memory_delete", new { id = old });
        await _room.MemoryAsync(new { content = "third thing" });
    }

    [Fact]
    public async Task WhatOthersKeepPrivate_TakesRoomToo()
    {
        await _room.MemoryAsync(new { content = "of eve alone", visibility = "private" }, _room.Caller("eve"));
        await _room.MemoryAsync(new { content = "also of eve", visibility = "private" }, _room.Caller("eve"));
        (await _room.UnsentAsync(FailureCode.TooLarge, "memory_save", new { content = "mine" })).Message.ShouldBe("The store has 3 records; the limit is 2.");
    }

    [Fact]
    public async Task Restore_OfAKeyThatIsTaken_SaysThatFirst()
    {
        await SaveAsync("memory_save", "content", "one");
        var id = (await _room.SentAsync("memory_delete", new { key = "one" })).Texts("ids").ShouldHaveSingleItem();
        await SaveAsync("memory_save", "content", "one");
        await SaveAsync("memory_save", "content", "two");
        await _room.UnsentAsync(FailureCode.Duplicate, "memory_delete", new { id, restore = true });
    }

    [Fact]
    public async Task Rewind_ByTheOperator_BringsBackWhatWasThere_WhateverTheLimit()
    {
        await SaveAsync("memory_save", "content", "one");
        await SaveAsync("memory_save", "content", "two");
        _room.Clock.Advance(TimeSpan.FromMinutes(1));
        var since = _room.Clock.GetUtcNow();
        await _room.SentAsync("memory_delete", new { key = "one" }, _room.Caller("eve", "rogue"));
        await SaveAsync("memory_save", "content", "three");
        _room.Clock.Advance(TimeSpan.FromMinutes(1));
        var by = new Provenance("local", "ada", null, null, null, "rw-1", "rewind");
        var plan = (await new Rewinder(_room.Store, _room.Clock).ApplyAsync(new RewindRequest { Writes = new WriteFilter { Grant = "rogue", Since = since } }, by, default)).Value;
        plan.Changes.ShouldBe(1);
        (await _room.DoneAsync("status")).Number("usage.memory").ShouldBe(3);
        (await _room.UnsentAsync(FailureCode.TooLarge, "memory_save", new { content = "fourth thing" })).Message.ShouldBe("The store has 4 records; the limit is 2.");
    }

    private Task SaveAsync(string tool, string text, string key) => _room.SentAsync(tool, Named(text, key));

    private static Dictionary<string, object> Named(string text, string key) => new() { [text] = $"the {key} of them", ["key"] = key, ["tags"] = new[] { "t" } };
}
