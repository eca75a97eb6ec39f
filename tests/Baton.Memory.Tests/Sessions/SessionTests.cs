using Baton.Memory.Outcomes;
using Baton.Memory.Tests.Support;
using Baton.Memory.Text;

namespace Baton.Memory.Tests.Sessions;

public sealed class SessionTests
{
    [Fact]
    public async Task Start_OnAnEmptyStore_SaysSoAndNamesTheProject()
    {
        await using var room = await Room.OpenAsync();
        var content = await room.DoneAsync("session_start");
        content.Text("project").ShouldBe("default");
        content.Text("digest").ShouldContain("Nothing is recorded");
        content.Text("as_of").ShouldBe("2026-03-01T12:00:00.000Z");
    }

    [Fact]
    public async Task Start_ShowsOpenHandoffsMemoriesWarningsQuestions()
    {
        await using var room = await Room.OpenAsync();
        await room.DoneAsync("handoff_save", "{'summary':'Login half done','project':'demo','next_actions':['fix AuthTests']}");
        await room.DoneAsync("memory_save", "{'content':'never deploy on Friday','type':'warning','project':'demo'}");
        await room.DoneAsync("memory_save", "{'content':'who owns billing?','type':'question','project':'demo'}");
        await room.DoneAsync("memory_save", "{'content':'we use Postgres','pinned':true,'project':'demo'}");
        var content = await room.DoneAsync("session_start", "{'project':'demo'}");
        var digest = content.Text("digest");
        digest.ShouldContain("Login half done");
        digest.ShouldContain("fix AuthTests");
        digest.ShouldContain("Warnings:\n");
        digest.ShouldContain("Open questions:\n");
        digest.ShouldContain("Pinned:\n");
        content.At("memories").GetArrayLength().ShouldBe(3);
    }

    [Fact]
    public async Task Start_StaysWithinItsBudgetAndSaysWhatIsMissing()
    {
        await using var room = await Room.OpenAsync();
        for (var i = 0; i < 60; i++) await room.DoneAsync("memory_save", $"{{'content':'fact number {i} about subject{i} {new string('x', 200)}'}}");
        var answer = await room.CallAsync("session_start", "{'max_tokens':500}");
        TokenCount.Of(answer.Content.Text("digest")).ShouldBeLessThanOrEqualTo(500);
        TokenCount.Of(answer.Text).ShouldBeLessThanOrEqualTo(500);
        answer.Content.Text("digest").ShouldContain("more not shown");
    }

    [Fact]
    public async Task Start_DoesNotShowWhatIsAddressedToOthers_ButSearchDoes()
    {
        await using var room = await Room.OpenAsync();
        await room.DoneAsync("handoff_save", "{'summary':'for bob only','to':'bob'}");
        await room.DoneAsync("handoff_save", "{'summary':'for reviewers','to':'reviewer'}");
        (await room.DoneAsync("session_start")).At("handoffs").GetArrayLength().ShouldBe(0);
        (await room.DoneAsync("session_start", "{}", room.Caller("bob"))).Text("handoffs.0.summary").ShouldBe("for bob only");
        (await room.DoneAsync("session_start", "{}", room.Caller("eve") with { Roles = ["reviewer"] })).Text("handoffs.0.summary").ShouldBe("for reviewers");
        (await room.DoneAsync("handoff_search")).Number("total").ShouldBe(2);
    }

    [Fact]
    public async Task Close_WritesHandoffAndMemoriesAndCompletesOwnNewestOpenOne()
    {
        await using var room = await Room.OpenAsync();
        var first = (await room.DoneAsync("session_close", "{'summary':'one','project':'demo'}")).Text("handoff.id");
        room.Clock.Advance(TimeSpan.FromMinutes(1));
        var other = (await room.DoneAsync("handoff_save", "{'summary':'of another client','project':'demo'}", room.Caller(client: "other"))).Text("handoff.id");
        room.Clock.Advance(TimeSpan.FromMinutes(1));
        var closed = await room.DoneAsync("session_close", "{'summary':'two','project':'demo','learned':['CI needs Node 22',{'content':'use tabs','type':'preference','key':'tabs'}]}");
        closed.Text("completed").ShouldBe(first);
        closed.At("memories").GetArrayLength().ShouldBe(2);
        closed.Text("memories.1.key").ShouldBe("tabs");
        (await room.DoneAsync("handoff_load", $"{{'id':'{first}'}}")).Text("handoff.status").ShouldBe("done");
        (await room.DoneAsync("handoff_load", $"{{'id':'{other}'}}")).Text("handoff.status").ShouldBe("open");
        var links = await room.DoneAsync("memory_link", $"{{'id':'{closed.Text("handoff.id")}'}}");
        links.Text("links.0.relation").ShouldBe("resumes");
        links.Text("links.0.to").ShouldBe(first);
    }

    [Fact]
    public async Task Close_WithClaimToken_CompletesTheClaimedHandoff()
    {
        await using var room = await Room.OpenAsync();
        var id = (await room.DoneAsync("handoff_save", "{'summary':'work'}", room.Caller("bob"))).Text("handoff.id");
        var token = (await room.DoneAsync("handoff_claim", $"{{'id':'{id}'}}")).Text("claim.token");
        var closed = await room.DoneAsync("session_close", $"{{'summary':'done it','claim_token':'{token}'}}");
        closed.Text("completed").ShouldBe(id);
        (await room.DoneAsync("handoff_load", $"{{'id':'{id}'}}")).Text("handoff.status").ShouldBe("done");
    }

    [Fact]
    public async Task Close_WithInvalidLearned_WritesNothingAtAll()
    {
        await using var room = await Room.OpenAsync();
        var failure = await room.RefusedAsync(FailureCode.Invalid, "session_close", "{'summary':'s','learned':['fine',{'content':'x','layer':'verified'}]}");
        failure.Path.ShouldBe("/learned/1/evidence");
        (await room.DoneAsync("handoff_search")).Number("total").ShouldBe(0);
        (await room.DoneAsync("memory_search", "{'query':'fine'}")).At("results").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Close_LearnedThatWasJustRecalled_IsLeftOutWithAWarning()
    {
        await using var room = await Room.OpenAsync();
        await room.DoneAsync("memory_save", "{'content':'the build needs the old compiler on Windows'}");
        await room.DoneAsync("session_start");
        var closed = await room.DoneAsync("session_close", "{'summary':'s','learned':['the build needs the old compiler on Windows','new thing']}");
        closed.At("memories").GetArrayLength().ShouldBe(1);
        closed.Texts("warnings").ShouldContain(warning => warning.Contains("/learned/0"));
    }

    [Fact]
    public async Task Presence_MovesOnCloseNeverOnStart()
    {
        await using var room = await Room.OpenAsync();
        await room.DoneAsync("session_close", "{'summary':'mine'}");
        room.Clock.Advance(TimeSpan.FromHours(1));
        await room.DoneAsync("memory_save", "{'content':'bob was here'}", room.Caller("bob", client: "other"));
        for (var i = 0; i < 2; i++)
        {
            var start = await room.DoneAsync("session_start");
            start.Text("since").ShouldBe("2026-03-01T12:00:00.000Z");
            start.At("changes").GetArrayLength().ShouldBe(1);
            start.Text("changes.0.principal").ShouldBe("bob");
        }
        (await room.DoneAsync("session_start", "{}", room.Caller(client: "third"))).At("since").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        room.Clock.Advance(TimeSpan.FromHours(1));
        await room.DoneAsync("session_close", "{'summary':'again'}");
        (await room.DoneAsync("session_start")).At("changes").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Close_SameIdempotencyKey_ReturnsTheFirstResult()
    {
        await using var room = await Room.OpenAsync();
        var first = await room.DoneAsync("session_close", "{'summary':'s','learned':['l'],'idempotency_key':'k'}");
        var repeat = await room.DoneAsync("session_close", "{'summary':'s','learned':['l'],'idempotency_key':'k'}");
        repeat.GetRawText().ShouldBe(first.GetRawText());
        (await room.DoneAsync("handoff_search")).Number("total").ShouldBe(1);
    }
}
