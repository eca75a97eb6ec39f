using Baton.Memory.Outcomes;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Operations;

/// <summary>A key may look like an id or the beginning of one: wherever either may stand, it is found where no record has that id.</summary>
public sealed class KeyLikeAnIdTests : IAsyncLifetime
{
    private Room _room = null!;

    public static TheoryData<string> Keys => ["h_1", "h_new", "m_db", "t_test", "a_test", "n_gate", "h_01JZZZZ", "m_01JZZZZZZZZZZZZZZZZZZZZZZZ", "H_NEW", "h_", "h_new-one"];

    public async ValueTask InitializeAsync() => _room = await Room.OpenAsync();

    public ValueTask DisposeAsync() => _room.DisposeAsync();

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task Resume_ByAKeyThatLooksLikeAnId_ShowsThatHandoff(string key)
    {
        var id = await _room.HandoffAsync(new { summary = "what is open", key });
        var text = (await _room.Server.Prompts!.GetAsync(_room.Caller(), "resume", new Dictionary<string, string> { ["handoff"] = key }, default)).Value.Text;
        text.ShouldContain($"handoff_claim with id {id}.");
        text.ShouldContain("what is open");
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task Link_ToAKeyThatLooksLikeAnId_LinksThatMemory(string key)
    {
        var one = await _room.MemoryAsync(new { content = "alpha" });
        var other = await _room.MemoryAsync(new { content = "beta gamma", key });
        var shown = await _room.SentAsync("memory_link", new { id = one, to = key });
        (shown.Text("links.0.from"), shown.Text("links.0.to")).ShouldBe((one, other));
        (await _room.SentAsync("memory_link", new { id = one, to = key, remove = true })).At("links").GetArrayLength().ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task Merge_OfKeysThatLookLikeIds_TakesThoseHandoffs(string key)
    {
        var one = await _room.HandoffAsync(new { summary = "one", key });
        var other = await _room.HandoffAsync(new { summary = "two", key = "plain" });
        (await _room.SentAsync("handoff_merge", new { refs = new[] { key, "plain" }, key = "merged" })).At("handoff").Texts("merged_from").ShouldBe([one, other]);
    }

    [Fact]
    public async Task Link_WhereARecordHasTheId_TakesItAndNotTheKey()
    {
        var one = await _room.MemoryAsync(new { content = "alpha" });
        var meant = await _room.MemoryAsync(new { content = "beta gamma" });
        await _room.MemoryAsync(new { content = "delta", key = meant });
        (await _room.SentAsync("memory_link", new { id = one, to = meant })).Text("links.0.to").ShouldBe(meant);
    }

    [Theory]
    [InlineData("m_db", FailureCode.Invalid, "'m_db' is too short for a prefix of an id.")]
    [InlineData("m_01JZZZZZZZZZZZZZZZZZZZZZZZ", FailureCode.NotFound, "No memory 'm_01JZZZZZZZZZZZZZZZZZZZZZZZ' that you may see.")]
    [InlineData("port", FailureCode.NotFound, "No memory has the key 'port' in project 'default'.")]
    public async Task Link_ToWhatIsNeither_SaysWhatWasLookedFor(string to, string code, string message)
    {
        var one = await _room.MemoryAsync(new { content = "alpha" });
        var failure = await _room.UnsentAsync(code, "memory_link", new { id = one, to });
        (failure.Message, failure.Path).ShouldBe((message, "/to"));
    }

    [Fact]
    public async Task Merge_OfAMemorysId_SaysThatItIsNone()
    {
        var memory = await _room.MemoryAsync(new { content = "alpha" });
        await _room.HandoffAsync(new { summary = "one", key = "one" });
        var failure = await _room.UnsentAsync(FailureCode.NotFound, "handoff_merge", new { refs = new[] { "one", memory }, key = "merged" });
        (failure.Message, failure.Path).ShouldBe(($"'{memory}' names a memory, not a handoff.", "/refs/1"));
    }

    [Fact]
    public async Task Link_ToAKeyThatIsAnothersPrivateId_IsFoundAsIfThatWereNotThere()
    {
        var hidden = await _room.MemoryAsync(new { content = "of eve alone", visibility = "private" }, _room.Caller("eve"));
        var one = await _room.MemoryAsync(new { content = "alpha" });
        var keyed = await _room.MemoryAsync(new { content = "beta gamma", key = hidden });
        (await _room.SentAsync("memory_link", new { id = one, to = hidden })).Text("links.0.to").ShouldBe(keyed);
    }
}
