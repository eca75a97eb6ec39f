using Baton.Memory.Tests.Support;
using Baton.Memory.Text;

namespace Baton.Memory.Tests.Sessions;

public sealed class DigestTests : IAsyncLifetime
{
    private Room _room = null!;

    public async ValueTask InitializeAsync() => _room = await Room.OpenAsync();

    public ValueTask DisposeAsync() => _room.DisposeAsync();

    [Theory]
    [InlineData(300)]
    [InlineData(600)]
    [InlineData(1500)]
    public async Task Start_WithManyHandoffs_StillShowsAWarningAndAChangeAndCountsTheRest(int tokens)
    {
        await _room.DoneAsync("session_close", "{'summary':'before'}");
        _room.Clock.Advance(TimeSpan.FromMinutes(1));
        await _room.DoneAsync("memory_save", "{'content':'never deploy on Friday','type':'warning'}");
        for (var i = 0; i < 120; i++)
        {
            _room.Clock.Advance(TimeSpan.FromSeconds(1));
            await _room.DoneAsync("handoff_save", $"{{'summary':'work {i} {new string('x', 300)}','next_actions':['step one of {i}','step two']}}");
        }
        var answer = await _room.CallAsync("session_start", $"{{'max_tokens':{tokens}}}");
        TokenCount.Of(answer.Text).ShouldBeLessThanOrEqualTo(tokens);
        var digest = answer.Content.Text("digest");
        digest.ShouldContain("work 119");
        digest.ShouldContain("next: step one of 119");
        digest.ShouldContain("never deploy on Friday");
        digest.ShouldContain("handoff_save by ada");
        digest.ShouldContain("more not shown");
        answer.Content.At("handoffs").GetArrayLength().ShouldBe(digest.Split("- h_").Length - 1 - digest.Split(": handoff_save by").Length + 1);
    }

    [Fact]
    public async Task Start_UrgentAndPinnedHandoffs_ComeFirstHoweverOldTheyAre()
    {
        await _room.DoneAsync("handoff_save", "{'summary':'old but urgent','priority':1}");
        await _room.DoneAsync("handoff_save", "{'summary':'old but pinned','pinned':true}");
        await _room.DoneAsync("handoff_save", "{'summary':'not urgent at all','priority':-1}");
        for (var i = 0; i < 130; i++)
        {
            _room.Clock.Advance(TimeSpan.FromSeconds(1));
            await _room.DoneAsync("handoff_save", $"{{'summary':'newer {i}'}}");
        }
        var handoffs = (await _room.DoneAsync("session_start")).At("handoffs").EnumerateArray().Select(handoff => handoff.Text("summary")).ToList();
        handoffs.Take(3).ShouldBe(["old but pinned", "old but urgent", "newer 129"]);
        handoffs.ShouldNotContain("not urgent at all");
    }

    [Fact]
    public async Task Start_ManyUrgent_StillShowsWhatWasLeftLast()
    {
        for (var i = 0; i < 40; i++) await _room.DoneAsync("handoff_save", $"{{'summary':'urgent {i}','priority':1}}");
        _room.Clock.Advance(TimeSpan.FromSeconds(1));
        await _room.DoneAsync("handoff_save", "{'summary':'left last'}");
        (await _room.DoneAsync("session_start", "{'max_tokens':600}")).Text("handoffs.2.summary").ShouldBe("left last");
    }

    [Fact]
    public async Task Start_LongRecords_AreCutInTheStructuredContentTooAndSayByHowMuch()
    {
        await _room.DoneAsync("handoff_save", $"{{'summary':'{new string('s', 5000)}'}}");
        await _room.DoneAsync("memory_save", $"{{'content':'{new string('é', 3000)}','pinned':true}}");
        await _room.DoneAsync("memory_save", $"{{'value':{{'list':'{new string('v', 3000)}'}},'pinned':true}}");
        var start = await _room.DoneAsync("session_start");
        start.GetRawText().Length.ShouldBeLessThan(16_000);
        start.Number("handoffs.0.omitted_bytes").ShouldBe(3000);
        start.At("memories").EnumerateArray().Select(memory => (memory.Number("omitted_bytes"), memory.Text("rest"))).ShouldBe([(1011, "memory_get"), (4000, "memory_get")]);
    }

    [Fact]
    public async Task Start_MoreChangedThanIsLooked_ShowsTheNewest()
    {
        await _room.DoneAsync("session_close", "{'summary':'before'}");
        for (var i = 0; i < 80; i++)
        {
            _room.Clock.Advance(TimeSpan.FromSeconds(1));
            await _room.DoneAsync("memory_save", $"{{'content':'fact {i} of day{i}'}}");
        }
        var start = await _room.DoneAsync("session_start");
        start.At("changes").GetArrayLength().ShouldBe(50);
        start.Text("changes.0.at").ShouldBe("2026-03-01T12:01:20.000Z");
        start.Text("digest").ShouldContain("50 or more record(s)");
    }

    [Fact]
    public async Task Start_ManyVersionsOfOne_AreOneChangeThatSaysWhatItIsAbout()
    {
        await _room.DoneAsync("session_close", "{'summary':'before'}");
        for (var i = 0; i < 5; i++)
        {
            _room.Clock.Advance(TimeSpan.FromSeconds(1));
            await _room.DoneAsync("task_save", $"{{'key':'t','title':'Check the parser {i}'}}");
        }
        var start = await _room.DoneAsync("session_start");
        start.At("changes").GetArrayLength().ShouldBe(1);
        start.Text("digest").ShouldContain("version 5: task_save by ada, 2026-03-01 12:00Z: Check the parser 4");
    }

    [Fact]
    public async Task Start_AMemoryOfTwoKinds_IsShownOnce()
    {
        var id = (await _room.DoneAsync("memory_save", "{'content':'never','type':'warning','pinned':true}")).Text("memories.0.id");
        var start = await _room.DoneAsync("session_start");
        start.Text("digest").Split(id).Length.ShouldBe(2);
        start.At("memories").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task Start_WithNotices_CountsThemForThoseWhoCanReadThem()
    {
        await _room.DoneAsync("notify", "{'to':'ada','message':'m'}");
        (await _room.DoneAsync("session_start")).Text("digest").ShouldContain("Unread notices for you: 1");
        (await _room.DoneAsync("session_start", "{}", _room.Caller() with { Toolsets = ["core"] })).Text("digest").ShouldNotContain("notices");
        (await _room.DoneAsync("session_start", "{}", _room.Caller("bob"))).Text("digest").ShouldNotContain("notices");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    [InlineData(120)]
    public async Task Start_WithHardlyAnyBudget_SaysThatMoreIsThere(int tokens)
    {
        for (var i = 0; i < 12; i++) await _room.DoneAsync("handoff_save", $"{{'summary':'work {i}','next_actions':['a']}}");
        var digest = (await _room.DoneAsync("session_start", $"{{'max_tokens':{tokens}}}")).Text("digest");
        digest.ShouldContain("more not shown");
        digest.Length.ShouldBeLessThan(Math.Max(120, 4 * tokens));
    }

    [Fact]
    public async Task Start_PrivateMemoriesOfOthers_AreNeitherShownNorCounted()
    {
        for (var i = 0; i < 60; i++) await _room.DoneAsync("memory_save", $"{{'content':'hidden {i}','type':'warning','visibility':'private'}}", _room.Caller("bob"));
        var digest = (await _room.DoneAsync("session_start", "{'max_tokens':300}")).Text("digest");
        digest.ShouldContain("Nothing is recorded");
        digest.ShouldNotContain("hidden");
        digest.ShouldNotContain("not shown");
    }
}
