using Baton.Memory.Callers;
using Baton.Memory.Outcomes;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Handoffs;

/// <summary>No path shows, counts or hints at what another principal keeps private or another project holds.</summary>
public sealed class IsolationTests
{
    [Fact]
    public async Task PrivateMemory_OfAnother_IsNowhere()
    {
        await using var room = await Room.OpenAsync();
        var bob = room.Caller("bob", client: "b");
        await room.DoneAsync("memory_save", "{'content':'public note about zebras'}", bob);
        await room.DoneAsync("session_close", "{'summary':'bob was here'}", bob);
        room.Clock.Advance(TimeSpan.FromMinutes(1));
        var id = (await room.DoneAsync("memory_save", "{'content':'secret zebra launch code','key':'launch','visibility':'private','pinned':true,'type':'warning'}")).Text("memories.0.id");
        var open = (await room.DoneAsync("memory_save", "{'content':'open topic'}")).Text("memories.0.id");
        await room.DoneAsync("memory_link", $"{{'id':'{open}','to':'{id}'}}");
        room.Clock.Advance(TimeSpan.FromMinutes(1));

        foreach (var (tool, json) in new[]
        {
            ("memory_search", "{'query':'zebra launch'}"), ("memory_search", "{'query':'\\\"secret zebra\\\"'}"), ("memory_search", "{'query':'launch','as_of':'2026-03-02','explain':true}"),
            ("memory_search", "{'query':'launch','known_at':'2026-03-02'}"), ("memory_search", "{'query':'zebra','visibility':'private'}"),
            ("session_start", "{'max_tokens':5000}"), ("memory_link", $"{{'id':'{open}','depth':3}}"), ("status", "{}"), ("handoff_search", "{'query':'zebra'}"),
        })
        {
            var answer = await room.CallAsync(tool, json, bob);
            var all = answer.Text + answer.Content.GetRawText();
            all.ShouldNotContain("launch code", Case.Insensitive, $"{tool} {json}");
            all.ShouldNotContain(id, Case.Insensitive, $"{tool} {json}");
        }
        (await room.DoneAsync("memory_search", "{'query':'zebra'}", bob)).Number("total").ShouldBe(1);
        (await room.DoneAsync("memory_link", $"{{'id':'{open}'}}", bob)).At("links").GetArrayLength().ShouldBe(0);
        (await room.DoneAsync("memory_link", $"{{'id':'{open}'}}")).At("links").GetArrayLength().ShouldBe(1);
        (await room.DoneAsync("status", "{}", bob)).Number("usage.memory").ShouldBe(2);
    }

    [Theory]
    [InlineData("memory_get", "{'id':'ID'}")]
    [InlineData("memory_get", "{'key':'launch'}")]
    [InlineData("memory_update", "{'id':'ID','content':'x'}")]
    [InlineData("memory_delete", "{'id':'ID'}")]
    [InlineData("memory_delete", "{'id':'ID','restore':true}")]
    [InlineData("memory_link", "{'id':'ID'}")]
    [InlineData("memory_save", "{'content':'y','supersedes':['ID']}")]
    [InlineData("handoff_save", "{'summary':'y','refs':['ID']}")]
    public async Task PrivateMemory_OfAnother_AnswersExactlyLikeOneThatDoesNotExist(string tool, string json)
    {
        await using var room = await Room.OpenAsync();
        var id = (await room.DoneAsync("memory_save", "{'content':'mine alone','key':'launch','visibility':'private'}")).Text("memories.0.id");
        var missing = id[..^4] + "ZZZZ";
        var seen = await room.RefusedAsync(FailureCode.NotFound, tool, json.Replace("ID", id), room.Caller("bob"));
        var none = await room.RefusedAsync(FailureCode.NotFound, tool, json.Replace("ID", missing).Replace("launch", "lunch"), room.Caller("bob"));
        seen.Message.Replace(id, "*").Replace("launch", "*").ShouldBe(none.Message.Replace(missing, "*").Replace("lunch", "*"));
        seen.Hint.ShouldBe(none.Hint);
        seen.DetailsJson.ShouldBe(none.DetailsJson);
    }

    [Fact]
    public async Task KeyOfAnothersPrivateMemory_IsFreeForMe()
    {
        await using var room = await Room.OpenAsync();
        await room.DoneAsync("memory_save", "{'content':'ada','key':'k','visibility':'private'}");
        var saved = await room.DoneAsync("memory_save", "{'content':'bob','key':'k','visibility':'private'}", room.Caller("bob"));
        saved.Number("memories.0.version").ShouldBe(1);
        saved.At("similar").GetArrayLength().ShouldBe(0);
        (await room.DoneAsync("memory_get", "{'key':'k'}")).Text("memory.content").ShouldBe("ada");
        (await room.DoneAsync("memory_get", "{'key':'k'}", room.Caller("bob"))).Text("memory.content").ShouldBe("bob");
    }

    [Fact]
    public async Task BoundGrant_SeesAndWritesOnlyItsProjects_AndShared()
    {
        await using var room = await Room.OpenAsync();
        var hidden = (await room.DoneAsync("handoff_save", "{'summary':'payroll','project':'hr','key':'pay'}")).Text("handoff.id");
        var secret = (await room.DoneAsync("memory_save", "{'content':'payroll runs monthly','project':'hr'}")).Text("memories.0.id");
        var shared = (await room.DoneAsync("memory_save", "{'content':'payroll is outsourced','project':'hr','visibility':'shared'}")).Text("memories.0.id");
        var bound = room.Caller("eve", "ci", "bot", "web");
        foreach (var json in new[] { $"{{'id':'{hidden}'}}", $"{{'id':'{hidden[..20]}'}}" }) await room.RefusedAsync(FailureCode.NotFound, "handoff_load", json, bound);
        await room.RefusedAsync(FailureCode.NotFound, "memory_get", $"{{'id':'{secret}'}}", bound);
        (await room.RefusedAsync(FailureCode.Forbidden, "handoff_load", "{'key':'pay','project':'hr'}", bound)).Path.ShouldBe("/project");
        await room.RefusedAsync(FailureCode.Forbidden, "handoff_save", "{'summary':'s','project':'hr'}", bound);
        await room.RefusedAsync(FailureCode.Forbidden, "handoff_search", "{'project':'hr'}", bound);
        await room.RefusedAsync(FailureCode.Forbidden, "memory_search", "{'query':'x','project':'hr'}", bound);
        (await room.DoneAsync("handoff_search", "{}", bound)).Number("total").ShouldBe(0);
        var results = await room.DoneAsync("memory_search", "{'query':'payroll'}", bound);
        results.Number("total").ShouldBe(1);
        results.Text("results.0.id").ShouldBe(shared);
        await room.RefusedAsync(FailureCode.Forbidden, "memory_update", $"{{'id':'{shared}','content':'mine now'}}", bound);
        await room.RefusedAsync(FailureCode.Forbidden, "memory_delete", $"{{'id':'{shared}'}}", bound);
        (await room.DoneAsync("handoff_save", "{'summary':'s'}", bound)).Text("handoff.project").ShouldBe("web");
    }

    [Fact]
    public async Task Identity_InArguments_IsNoParameter()
    {
        await using var room = await Room.OpenAsync();
        foreach (var field in new[] { "author", "principal", "agent_id", "grant" })
        {
            await room.RefusedAsync(FailureCode.Invalid, "memory_save", $"{{'content':'c','{field}':'bob'}}");
            await room.RefusedAsync(FailureCode.Invalid, "handoff_save", $"{{'summary':'c','{field}':'bob'}}");
        }
    }

    [Fact]
    public async Task Expired_IsNowhereFromTheInstantItExpires()
    {
        await using var room = await Room.OpenAsync();
        var memory = (await room.DoneAsync("memory_save", "{'content':'short lived fact','key':'m','ttl':60}")).Text("memories.0.id");
        var handoff = (await room.DoneAsync("handoff_save", "{'summary':'short lived work','key':'h','ttl':'60s'}")).Text("handoff.id");
        room.Clock.Advance(TimeSpan.FromSeconds(59.999));
        await room.DoneAsync("memory_get", "{'key':'m'}");
        room.Clock.Advance(TimeSpan.FromMilliseconds(1));
        foreach (var json in new[] { "{'key':'m'}", $"{{'id':'{memory}'}}", $"{{'id':'{memory[..25]}'}}" }) await room.RefusedAsync(FailureCode.NotFound, "memory_get", json);
        foreach (var tool in new[] { "handoff_load", "handoff_claim" })
        {
            foreach (var json in new[] { "{'key':'h'}", $"{{'id':'{handoff}'}}" }) await room.RefusedAsync(FailureCode.NotFound, tool, json);
        }
        (await room.DoneAsync("memory_search", "{'query':'short lived'}")).Number("total").ShouldBe(0);
        (await room.DoneAsync("handoff_search")).Number("total").ShouldBe(0);
        (await room.DoneAsync("session_start")).Text("digest").ShouldNotContain("short lived");
        (await room.DoneAsync("memory_save", "{'content':'another','key':'m'}")).Number("memories.0.version").ShouldBe(1);
        (await room.DoneAsync("handoff_save", "{'summary':'another','key':'h'}")).Number("handoff.version").ShouldBe(1);
    }
}
