using System.Text.Json;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Tools;

/// <summary>What a parameter means that was left out, or given as <c>null</c>.</summary>
public sealed class StandardValueTests : IAsyncLifetime
{
    private Room _room = null!;

    public async ValueTask InitializeAsync() => _room = await Room.OpenAsync();

    public ValueTask DisposeAsync() => _room.DisposeAsync();

    [Theory]
    [InlineData("{'content':'c'}")]
    [InlineData("{'content':'c','value':null,'key':null,'type':null,'title':null,'project':null,'thread':null,'position':null,'visibility':null,'tags':null,'importance':null,'confidence':null,'layer':null,'evidence':null,'pinned':null,'ttl':null,'valid_from':null,'valid_to':null,'supersedes':null,'if_match':null,'idempotency_key':null,'memories':null}")]
    [InlineData("{'content':'c','tags':[],'evidence':[],'supersedes':[]}")]
    public async Task MemorySave_OfAContentAlone_IsAStatedFactOfTheProject(string json)
    {
        var id = (await _room.DoneAsync("memory_save", json)).Text("memories.0.id");
        var memory = (await _room.DoneAsync("memory_get", $"{{'id':'{id}'}}")).At("memory");
        (memory.Text("content"), memory.Text("type"), memory.Text("layer"), memory.Text("visibility"), memory.Text("project"), memory.Number("version"))
            .ShouldBe(("c", "fact", "stated", "project", "default", 1));
        memory.At("pinned").GetBoolean().ShouldBeFalse();
        foreach (var member in (string[])["key", "value", "title", "thread", "position", "tags", "importance", "confidence", "evidence", "expires_at", "valid_from", "valid_to", "supersedes", "superseded_by", "deleted_at"])
        {
            memory.Has(member).ShouldBeFalse(member);
        }
    }

    [Theory]
    [InlineData("{'summary':'s'}")]
    [InlineData("{'summary':'s','project':null,'key':null,'thread':null,'title':null,'body':null,'decisions':null,'pending':null,'changed':null,'next_actions':null,'blockers':null,'files':null,'refs':null,'tags':null,'status':null,'to':null,'priority':null,'ttl':null,'pinned':null,'if_match':null,'on_conflict':null,'idempotency_key':null}")]
    [InlineData("{'summary':'s','decisions':[],'pending':[],'changed':[],'next_actions':[],'blockers':[],'files':[],'refs':[],'tags':[]}")]
    public async Task HandoffSave_OfASummaryAlone_IsOpenToAnyoneForEver(string json)
    {
        var id = (await _room.DoneAsync("handoff_save", json)).Text("handoff.id");
        var handoff = (await _room.DoneAsync("handoff_load", $"{{'id':'{id}'}}")).At("handoff");
        (handoff.Text("summary"), handoff.Text("status"), handoff.Number("priority"), handoff.Text("project"), handoff.Number("version"))
            .ShouldBe(("s", "open", 0, "default", 1));
        handoff.Text("key").ShouldNotBeNullOrEmpty();
        handoff.At("pinned").GetBoolean().ShouldBeFalse();
        foreach (var member in (string[])["thread", "title", "decisions", "pending", "changed", "next_actions", "blockers", "files", "refs", "tags", "to", "expires_at", "comments", "outcome", "claim"])
        {
            handoff.Has(member).ShouldBeFalse(member);
        }
    }

    [Theory]
    [InlineData("{'title':'t'}")]
    [InlineData("{'title':'t','description':null,'to':null,'priority':null,'due_at':null,'parent':null,'tags':null,'project':null,'key':null,'if_match':null,'idempotency_key':null}")]
    public async Task TaskSave_OfATitleAlone_IsOpenToAnyone(string json)
    {
        var task = (await _room.DoneAsync("task_save", json)).At("task");
        (task.Text("title"), task.Text("status"), task.Number("priority"), task.Text("project"), task.Number("version")).ShouldBe(("t", "open", 0, "default", 1));
        foreach (var member in (string[])["key", "description", "to", "due_at", "parent", "result", "outcome", "tags", "claim", "overdue"]) task.Has(member).ShouldBeFalse(member);
    }

    [Theory]
    [InlineData("{'to':'bob','message':'m'}")]
    [InlineData("{'to':['bob'],'message':'m','subject':null,'project':null,'thread':null,'refs':null,'priority':null,'private':null,'ttl':null,'idempotency_key':null}")]
    public async Task Notify_OfAMessageAlone_IsForWhoeverSeesTheProject(string json)
    {
        var notice = (await _room.DoneAsync("notify", json)).At("notices.0");
        (notice.Text("to"), notice.Text("message"), notice.Number("priority"), notice.Text("project")).ShouldBe(("bob", "m", 0, "default"));
        foreach (var member in (string[])["subject", "thread", "refs", "private", "expires_at", "read_by"]) notice.Has(member).ShouldBeFalse(member);
    }

    [Theory]
    [InlineData("handoff_claim", "handoff_save", "{'summary':'s','key':'k'}")]
    [InlineData("task_claim", "task_save", "{'title':'t','key':'k'}")]
    public async Task Claim_WithoutALease_IsForHalfAnHour_AndNullIsLeftOut(string tool, string save, string json)
    {
        await _room.DoneAsync(save, json);
        (await _room.DoneAsync(tool, "{'key':'k','lease_seconds':null,'renew':null,'release':null,'claim_token':null}")).Text("claim.until").ShouldBe("2026-03-01T12:30:00.000Z");
    }

    [Fact]
    public async Task MemoryLink_WithoutARelation_IsAbout_AndShowsOneStep()
    {
        await _room.DoneAsync("memory_save", "{'memories':[{'content':'one','key':'a'},{'content':'two','key':'b'},{'content':'three','key':'c'}]}");
        await _room.DoneAsync("memory_link", "{'key':'a','to':'b'}");
        await _room.DoneAsync("memory_link", "{'key':'b','to':'c','relation':null,'remove':false}");
        var links = await _room.DoneAsync("memory_link", "{'key':'a'}");
        links.At("links").GetArrayLength().ShouldBe(1);
        links.Text("links.0.relation").ShouldBe("about");
        (await _room.DoneAsync("memory_link", "{'key':'a','depth':2}")).At("links").GetArrayLength().ShouldBe(2);
        (await _room.DoneAsync("memory_link", "{'key':'a','depth':0}")).At("links").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task HandoffLoad_WithoutABudget_ShowsEightThousandTokensOfTheBody()
    {
        await _room.SentAsync("handoff_save", new { summary = "s", key = "whole", body = new string('x', 7000 * 4) });
        (await _room.DoneAsync("handoff_load", "{'key':'whole'}")).At("truncated").ValueKind.ShouldBe(JsonValueKind.Null);
        await _room.SentAsync("handoff_save", new { summary = "s", key = "cut", body = new string('x', 9000 * 4) });
        var cut = await _room.DoneAsync("handoff_load", "{'key':'cut','max_tokens':null}");
        (cut.Text("handoff.body").Length / 4).ShouldBeInRange(7000, 8000);
        cut.Number("truncated.omitted_tokens").ShouldBe(9000 - (cut.Text("handoff.body").Length / 4));
    }

    [Theory]
    [InlineData("handoff_list", "{}")]
    [InlineData("handoff_search", "{'query':null,'project':null,'thread':null,'status':null,'to':null,'from':null,'tags':null,'tags_all':null,'created_after':null,'created_before':null,'limit':null,'cursor':null}")]
    [InlineData("handoff_list", "{'status':[],'tags':[],'tags_all':[]}")]
    public async Task HandoffList_WithFiltersThatSayNothing_ListsAll(string tool, string json)
    {
        await _room.HandoffAsync(new { summary = "one", tags = new[] { "x" } });
        await _room.HandoffAsync(new { summary = "two", project = "web", status = "done" });
        (await _room.DoneAsync(tool, json)).Number("total").ShouldBe(2);
    }

    [Fact]
    public async Task ArchiveRead_WithoutOffsetAndLength_BeginsAtTheFirstByteAndShows32000()
    {
        await _room.SentAsync("archive_append", new { key = "a", chunk = new string('x', 40_000) });
        var read = await _room.DoneAsync("archive_read", "{'key':'a','offset':null,'length':null,'version':null,'base64':null}");
        (read.Number("offset"), read.Number("bytes"), read.Number("next_offset"), read.Text("text").Length).ShouldBe((0, 32_000, 32_000, 32_000));
    }

    [Theory]
    [InlineData("session_start", "digest")]
    public async Task SessionStart_WithoutABudget_StaysWithinFifteenHundredTokens(string tool, string member)
    {
        for (var i = 0; i < 20; i++) await _room.HandoffAsync(new { summary = $"{i} " + new string('x', 1000) });
        var digest = (await _room.DoneAsync(tool, "{'max_tokens':null,'project':null,'thread':null}")).Text(member);
        digest.Length.ShouldBeInRange(4500, 6000);
        digest.ShouldContain("more not shown");
    }
}
