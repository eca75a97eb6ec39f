using Baton.Memory.Callers;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Callers;

/// <summary>
/// A label is free again once its grant was revoked. What an earlier grant of the label did and was told is not the later one's; what
/// the same grant did before anything was kept under grants' ids still is its own.
/// </summary>
public sealed class LabelOfAnotherGrantTests : IAsyncLifetime
{
    private Room _room = null!;

    public async ValueTask InitializeAsync() => _room = await Room.OpenAsync();

    public ValueTask DisposeAsync() => _room.DisposeAsync();

    /// <summary>As it was when only the label was known.</summary>
    private MemoryCaller ByLabel => _room.Caller("ada", "ci", "agent");

    private MemoryCaller Grant(string id, double madeHoursAgo) => ByLabel with { GrantId = id, GrantedAt = _room.Clock.GetUtcNow().AddHours(-madeHoursAgo) };

    [Theory]
    [InlineData(2, 1, true)]
    [InlineData(1, 1, true)]
    [InlineData(0.5, 1, false)]
    [InlineData(0, 1, false)]
    [InlineData(100, 23.9, true)]
    [InlineData(100, 24, true)]
    [InlineData(100, 24.1, false)]
    public async Task Repeat_OfAWriteKeptUnderTheLabel_IsOneOnlyWhereTheGrantWasThereThen(double madeHoursAgo, double savedHoursAgo, bool isRepeat)
    {
        var first = await _room.MemoryAsync(new { content = "alpha", idempotency_key = "i" }, ByLabel);
        _room.Clock.Advance(TimeSpan.FromHours(savedHoursAgo));
        var caller = Grant("x1", madeHoursAgo);
        var second = await _room.MemoryAsync(new { content = "alpha", idempotency_key = "i" }, caller);
        (second == first).ShouldBe(isRepeat);
        (await _room.MemoryAsync(new { content = "alpha", idempotency_key = "i" }, caller)).ShouldBe(second);
    }

    [Fact]
    public async Task Repeat_ByAGrantOfWhichNobodyKnowsSinceWhen_IsNone()
    {
        var first = await _room.MemoryAsync(new { content = "alpha", idempotency_key = "i" }, ByLabel);
        (await _room.MemoryAsync(new { content = "alpha", idempotency_key = "i" }, ByLabel with { GrantId = "x1" })).ShouldNotBe(first);
    }

    [Fact]
    public async Task Repeat_UnderALabelThatIsAlsoTheId_IsOneWhoeverAsks()
    {
        var local = _room.Caller("local") with { GrantId = "local" };
        var first = await _room.MemoryAsync(new { content = "alpha", idempotency_key = "i" }, _room.Caller("local"));
        (await _room.MemoryAsync(new { content = "alpha", idempotency_key = "i" }, local)).ShouldBe(first);
        (await _room.MemoryAsync(new { content = "alpha", idempotency_key = "i" }, local with { GrantedAt = _room.Clock.GetUtcNow().AddHours(1) })).ShouldBe(first);
    }

    [Fact]
    public async Task Repeat_OfAnOwnWrite_WinsOverOneUnderTheLabel()
    {
        await _room.MemoryAsync(new { content = "alpha", idempotency_key = "i" }, ByLabel);
        var own = await _room.MemoryAsync(new { content = "beta gamma", idempotency_key = "i" }, ByLabel with { GrantId = "x1" });
        (await _room.MemoryAsync(new { content = "beta gamma", idempotency_key = "i" }, Grant("x1", 5))).ShouldBe(own);
    }

    [Theory]
    [InlineData("x1", 9, true)]
    [InlineData("x2", 0.5, false)]
    [InlineData("x2", 9, false)]
    public async Task SinceLastHere_IsOfTheGrantAndNotOfItsLabel(string grant, double madeHoursAgo, bool isKnown)
    {
        await _room.SentAsync("session_close", new { summary = "closed by the first" }, Grant("x1", 8));
        _room.Clock.Advance(TimeSpan.FromHours(1));
        await _room.MemoryAsync(new { content = "written meanwhile" }, _room.Caller("bob", "other"));
        var started = await _room.SentAsync("session_start", new { }, Grant(grant, madeHoursAgo));
        started.At("changes").GetArrayLength().ShouldBe(isKnown ? 1 : 0);
        started.Text("digest").Contains("Changed since you were last here (2026-03-01 12:00", StringComparison.Ordinal).ShouldBe(isKnown);
    }

    [Theory]
    [InlineData(3, true)]
    [InlineData(1, true)]
    [InlineData(0.9, false)]
    public async Task SinceLastHere_KeptUnderTheLabel_IsTheGrantsWhereItWasThereThen(double madeHoursAgo, bool isKnown)
    {
        await _room.SentAsync("session_close", new { summary = "closed under the label" }, ByLabel);
        _room.Clock.Advance(TimeSpan.FromHours(1));
        await _room.MemoryAsync(new { content = "written meanwhile" }, _room.Caller("bob", "other"));
        (await _room.SentAsync("session_start", new { }, Grant("x1", madeHoursAgo))).At("changes").GetArrayLength().ShouldBe(isKnown ? 1 : 0);
    }

    [Fact]
    public async Task SinceLastHere_MovesForTheGrantThatClosed_AndForNoOther()
    {
        await _room.SentAsync("session_close", new { summary = "one" }, Grant("x1", 3));
        _room.Clock.Advance(TimeSpan.FromHours(1));
        await _room.SentAsync("session_close", new { summary = "two" }, Grant("x2", 0.5));
        _room.Clock.Advance(TimeSpan.FromHours(1));
        (await _room.SentAsync("session_start", new { }, Grant("x1", 5))).Text("digest").ShouldContain("Changed since you were last here (2026-03-01 12:00");
        (await _room.SentAsync("session_start", new { }, Grant("x2", 1.5))).Text("digest").ShouldNotContain("(2026-03-01 12:00");
    }

    [Theory]
    [InlineData(2, "done")]
    [InlineData(1, "done")]
    [InlineData(0.5, "open")]
    public async Task Close_CompletesWhatTheGrantLeftOpen_AndNotWhatAnEarlierOneOfItsLabelDid(double madeHoursAgo, string status)
    {
        var left = await _room.HandoffAsync(new { summary = "left open" }, ByLabel);
        _room.Clock.Advance(TimeSpan.FromHours(1));
        await _room.SentAsync("session_close", new { summary = "next" }, Grant("x2", madeHoursAgo));
        (await _room.SentAsync("handoff_load", new { id = left })).Text("handoff.status").ShouldBe(status);
    }

    [Fact]
    public async Task Save_OfWhatAnEarlierGrantOfTheLabelWasShown_IsNoEchoOfThisOne()
    {
        const string Text = "the gearbox of the old tractor was full of fine sand from the north field";
        await _room.MemoryAsync(new { content = Text, key = "k" }, _room.Caller("bob", "other"));
        await _room.SentAsync("memory_get", new { key = "k" }, Grant("x1", 3));
        await _room.UnsentAsync("duplicate", "memory_save", new { content = Text }, Grant("x1", 3));
        await _room.MemoryAsync(new { content = Text }, Grant("x2", 0));
    }
}
