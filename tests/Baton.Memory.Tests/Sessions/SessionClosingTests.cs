using System.Text.Json;
using Baton.Memory.Outcomes;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Sessions;

/// <summary>One call at the end: the handoff, its memories and the completion of what was resumed are written together or not at all.</summary>
public sealed class SessionClosingTests : IAsyncLifetime
{
    private Room _room = null!;

    public async ValueTask InitializeAsync() => _room = await Room.OpenAsync();

    public ValueTask DisposeAsync() => _room.DisposeAsync();

    [Fact]
    public async Task Close_EveryField_IsInTheHandoffThatIsLeft()
    {
        var closed = await _room.SentAsync("session_close", new
        {
            summary = "Login done", project = "web", thread = " auth ", decisions = new[] { "use OIDC" }, pending = new[] { "docs" }, changed = new[] { "a.cs" },
            next_actions = new[] { "deploy" }, blockers = new[] { "no key" },
            learned = new object[] { "CI needs Node 22", new { content = "Port 5433", type = "warning", key = "port", visibility = "private" } },
        });
        var left = (await _room.SentAsync("handoff_load", new { id = closed.Text("handoff.id") })).At("handoff");
        (left.Text("summary"), left.Text("project"), left.Text("thread"), left.Text("status"), left.Text("by.operation")).ShouldBe(("Login done", "web", "auth", "open", "session_close"));
        (left.Text("decisions.0"), left.Text("pending.0"), left.Text("changed.0"), left.Text("next_actions.0"), left.Text("blockers.0")).ShouldBe(("use OIDC", "docs", "a.cs", "deploy", "no key"));
        closed.At("completed").ValueKind.ShouldBe(JsonValueKind.Null);
        var first = (await _room.SentAsync("memory_get", new { id = closed.Text("memories.0.id") })).At("memory");
        (first.Text("content"), first.Text("project"), first.Text("thread"), first.Text("type"), first.Text("by.operation")).ShouldBe(("CI needs Node 22", "web", "auth", "fact", "session_close"));
        var second = (await _room.SentAsync("memory_get", new { id = closed.Text("memories.1.id") })).At("memory");
        (second.Text("key"), second.Text("type"), second.Text("visibility")).ShouldBe(("port", "warning", "private"));
    }

    [Theory]
    [InlineData("'t'", "'t'")]
    [InlineData("'t'", "' t '")]
    [InlineData("' t '", "'t'")]
    public async Task Close_InTheSameThread_CompletesTheOneLeftBefore(string before, string after)
    {
        var first = (await _room.DoneAsync("session_close", $"{{'summary':'one','thread':{before}}}")).Text("handoff.id");
        _room.Clock.Advance(TimeSpan.FromMinutes(1));
        var second = await _room.DoneAsync("session_close", $"{{'summary':'two','thread':{after}}}");
        second.Text("completed").ShouldBe(first);
        (await _room.SentAsync("handoff_load", new { id = first })).Text("handoff.status").ShouldBe("done");
        var left = (await _room.SentAsync("handoff_load", new { id = second.Text("handoff.id") })).At("handoff");
        left.Texts("refs").ShouldBe([first]);
        (await _room.SentAsync("memory_link", new { id = first })).Text("links.0.relation").ShouldBe("resumes");
    }

    [Theory]
    [InlineData("editor", "local", "ada", "'summary':'x','thread':'other'")]
    [InlineData("editor", "local", "ada", "'summary':'x'")]
    [InlineData("editor", "local", "ada", "'summary':'x','thread':'t','project':'other'")]
    [InlineData("shell", "local", "ada", "'summary':'x','thread':'t'")]
    [InlineData("editor", "ci", "ada", "'summary':'x','thread':'t'")]
    public async Task Close_ByAnotherClientOrElsewhere_LeavesTheOnesOfOthers(string client, string grant, string principal, string fields)
    {
        await _room.DoneAsync("session_close", "{'summary':'one','thread':'t'}");
        var closed = await _room.DoneAsync("session_close", $"{{{fields}}}", _room.Caller(principal, grant, client));
        closed.At("completed").ValueKind.ShouldBe(JsonValueKind.Null);
        (await _room.DoneAsync("handoff_list", "{'status':'open'}")).Number("total").ShouldBe(2);
    }

    [Fact]
    public async Task Close_LeavesWhatIsAddressedToSomebodyElse()
    {
        await _room.DoneAsync("handoff_save", "{'summary':'for bob','to':'bob','key':'k'}");
        (await _room.DoneAsync("session_close", "{'summary':'x'}")).At("completed").ValueKind.ShouldBe(JsonValueKind.Null);
        (await _room.DoneAsync("handoff_load", "{'key':'k'}")).Text("handoff.status").ShouldBe("open");
    }

    [Fact]
    public async Task Close_TenTimes_LeavesOneOpen()
    {
        for (var i = 0; i < 10; i++)
        {
            await _room.DoneAsync("session_close", $"{{'summary':'round {i}'}}");
            _room.Clock.Advance(TimeSpan.FromMinutes(1));
        }
        (await _room.DoneAsync("handoff_list", "{'status':'open'}")).Each("handoffs", "summary").ShouldBe(["round 9"]);
        (await _room.DoneAsync("handoff_list", "{'status':'done'}")).Number("total").ShouldBe(9);
    }

    [Fact]
    public async Task Close_WithTheToken_CompletesTheClaimedOneAndNotOnesOwnNewest()
    {
        var own = (await _room.DoneAsync("session_close", "{'summary':'own'}")).Text("handoff.id");
        var claimed = await _room.HandoffAsync(new { summary = "of bob", project = "web" }, _room.Caller("bob"));
        var token = (await _room.SentAsync("handoff_claim", new { id = claimed })).Text("claim.token");
        var closed = await _room.SentAsync("session_close", new { summary = "did it", claim_token = token });
        closed.Text("completed").ShouldBe(claimed);
        (await _room.SentAsync("handoff_load", new { id = own })).Text("handoff.status").ShouldBe("open");
        (await _room.SentAsync("handoff_load", new { id = claimed })).At("handoff").Has("claim").ShouldBeFalse();
    }

    [Fact]
    public async Task Close_WithTheTokenAfterTheLease_CompletesWhileNobodyTookIt()
    {
        var id = await _room.HandoffAsync(new { summary = "s" });
        var token = (await _room.SentAsync("handoff_claim", new { id, lease_seconds = 60 })).Text("claim.token");
        _room.Clock.Advance(TimeSpan.FromHours(2));
        (await _room.SentAsync("session_close", new { summary = "late", claim_token = token })).Text("completed").ShouldBe(id);
    }

    [Fact]
    public async Task Close_WithATokenThatAnotherTookOver_IsRefusedAndWritesNothing()
    {
        var id = await _room.HandoffAsync(new { summary = "s" });
        var token = (await _room.SentAsync("handoff_claim", new { id, lease_seconds = 60 })).Text("claim.token");
        _room.Clock.Advance(TimeSpan.FromSeconds(60));
        await _room.SentAsync("handoff_claim", new { id }, _room.Caller("bob"));
        var failure = await _room.UnsentAsync(FailureCode.Claimed, "session_close", new { summary = "late", learned = new[] { "A fact that must not stay" }, claim_token = token });
        (failure.Path, failure.Hint).ShouldBe(("/claim_token", "Your lease lapsed and another took it. Close without claim_token."));
        var usage = (await _room.DoneAsync("status")).At("usage");
        (usage.Number("handoff"), usage.Has("memory")).ShouldBe((1, false));
    }

    [Fact]
    public async Task Close_WithATokenOfOneThatIsDone_LinksIt()
    {
        var id = await _room.HandoffAsync(new { summary = "s" });
        var token = (await _room.SentAsync("handoff_claim", new { id })).Text("claim.token");
        await _room.SentAsync("handoff_update", new { id, status = "done", claim_token = token });
        var closed = await _room.SentAsync("session_close", new { summary = "x", claim_token = token });
        closed.Text("completed").ShouldBe(id);
        (await _room.SentAsync("handoff_load", new { id })).Number("handoff.version").ShouldBe(3);
    }

    [Fact]
    public async Task Close_WithAReleasedToken_IsExpired_AndOfADeletedOneNotFound()
    {
        var id = await _room.HandoffAsync(new { summary = "s" });
        var token = (await _room.SentAsync("handoff_claim", new { id })).Text("claim.token");
        await _room.SentAsync("handoff_claim", new { id, claim_token = token, release = true });
        (await _room.UnsentAsync(FailureCode.Expired, "session_close", new { summary = "x", claim_token = token })).Hint.ShouldBe("Claim it again, or close without claim_token.");
        await _room.SentAsync("handoff_delete", new { id });
        (await _room.UnsentAsync(FailureCode.NotFound, "session_close", new { summary = "x", claim_token = token })).Path.ShouldBe("/claim_token");
    }

    [Fact]
    public async Task Close_ARepeat_GivesTheFirstResultThoughMoreWasWrittenSince()
    {
        var request = new { summary = "x", learned = new[] { "A lasting fact about herons and their lakes" }, idempotency_key = "i" };
        var first = await _room.SentAsync("session_close", request);
        await _room.DoneAsync("memory_search", "{'query':'herons lakes'}");
        await _room.DoneAsync("handoff_save", "{'summary':'other'}");
        (await _room.SentAsync("session_close", request)).GetRawText().ShouldBe(first.GetRawText());
        (await _room.DoneAsync("handoff_list")).Number("total").ShouldBe(2);
    }

    [Theory]
    [InlineData("{'summary':'s','learned':'text'}", "/learned")]
    [InlineData("{'summary':'s','learned':[7]}", "/learned/0")]
    [InlineData("{'summary':'s','learned':[{'content':'a','importance':2}]}", "/learned/0/importance")]
    [InlineData("{'summary':'s','learned':['ok',{'contents':'a'}]}", "/learned/1/contents")]
    [InlineData("{'summary':'s','learned':['ok',{'key':'k','content':'a','if_match':3}]}", "/learned/1/if_match")]
    [InlineData("{'summary':'s','thread':'a\\nb'}", "/thread")]
    [InlineData("{'summary':'s','decisions':'d'}", "/decisions")]
    public async Task Close_WhatIsWrong_IsSaidWithItsPlaceAndNothingIsWritten(string json, string path)
    {
        var answer = await _room.CallAsync("session_close", json);
        answer.Failure.ShouldNotBeNull().Path.ShouldBe(path);
        (await _room.DoneAsync("status")).At("usage").EnumerateObject().Select(member => member.Name).ShouldBe(["versions", "bytes"]);
    }

    [Fact]
    public async Task Close_LearnedUnderAKeyThatIsThere_IsItsNextVersion()
    {
        var id = await _room.MemoryAsync(new { content = "Port 1", key = "port" });
        var closed = await _room.DoneAsync("session_close", "{'summary':'s','learned':[{'key':'port','content':'Port 2'}]}");
        (closed.Text("memories.0.id"), closed.Number("memories.0.version")).ShouldBe((id, 2));
    }

    [Fact]
    public async Task Close_ByABoundGrant_StaysInItsProjectWithAllItLearned()
    {
        var bound = _room.Caller("eve", "bot", "c", "web");
        (await _room.CallAsync("session_close", "{'summary':'s','learned':[{'content':'x','project':'hr'}]}", bound)).Failure.ShouldNotBeNull().Path.ShouldBe("/learned/0/project");
        var closed = await _room.DoneAsync("session_close", "{'summary':'s','learned':['a fact for the web project']}", bound);
        closed.Text("memories.0.project").ShouldBe("web");
    }
}
