using Baton.Memory.Outcomes;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Operations;

public sealed class RefListTests : IAsyncLifetime
{
    private Room _room = null!;

    public async ValueTask InitializeAsync() => _room = await Room.OpenAsync();

    public ValueTask DisposeAsync() => _room.DisposeAsync();

    [Fact]
    public async Task Refs_AsPrefixesAndTwice_AreKeptWholeAndOnce_InTheOrderGiven()
    {
        var memory = await _room.MemoryAsync(new { content = "c" });
        _room.Clock.Advance(TimeSpan.FromDays(400));
        var handoff = await _room.HandoffAsync(new { summary = "first" });
        var saved = await _room.HandoffAsync(new { summary = "s", refs = new[] { handoff, memory[..12], memory, handoff.ToLowerInvariant() } });
        (await _room.SentAsync("handoff_load", new { id = saved })).Texts("handoff.refs").ShouldBe([handoff, memory]);
    }

    /// <summary>Another's private record and one that never was are the same answer.</summary>
    [Fact]
    public async Task Refs_ToWhatIsNotToBeSeen_AreRefusedAsIfItWereNotThere()
    {
        var mine = await _room.MemoryAsync(new { content = "c", visibility = "private" }, _room.Caller("bob"));
        var never = mine[..^1] + (mine[^1] == '0' ? '1' : '0');
        var hidden = await _room.UnsentAsync(FailureCode.NotFound, "handoff_save", new { summary = "s", refs = new[] { mine } });
        var absent = await _room.UnsentAsync(FailureCode.NotFound, "handoff_save", new { summary = "s", refs = new[] { never } });
        hidden.Path.ShouldBe("/refs/0");
        hidden.Message.Replace(mine, "X").ShouldBe(absent.Message.Replace(never, "X"));
        (hidden.Hint, hidden.DetailsJson).ShouldBe((absent.Hint, absent.DetailsJson));
        (await _room.DoneAsync("handoff_list")).Number("total").ShouldBe(0);
    }

    [Fact]
    public async Task Refs_OneOfSeveralUnknown_NamesItsPlace()
    {
        var known = await _room.MemoryAsync(new { content = "c" });
        (await _room.UnsentAsync(FailureCode.NotFound, "handoff_save", new { summary = "s", refs = new[] { known, "m_01ZZZZZZ" } })).Path.ShouldBe("/refs/1");
        (await _room.UnsentAsync(FailureCode.NotFound, "handoff_save", new { summary = "s", refs = new[] { known, known, "key" } })).Path.ShouldBe("/refs/2");
    }
}
