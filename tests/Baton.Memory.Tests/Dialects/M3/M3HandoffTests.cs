using Baton.Memory.Dialects;
using Baton.Memory.Outcomes;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Dialects.M3;

public sealed class M3HandoffTests
{
    [Fact]
    public async Task SavedHandoff_CanBeLoadedAndSearched_HereAndByTheNativeTools()
    {
        await using var room = await Room.OpenAsync();
        var m3 = Open(room);
        var saved = (await m3.DoneAsync("save_handoff", "{'project':'shop','summary':'Login is fixed','next_steps':'Deploy it'}")).Content;
        var loaded = await m3.DoneAsync("memory_get", $"{{'id':'{saved.Text("id")}'}}", m3.Caller("bob"));
        loaded.Content.Text("type").ShouldBe("handoff");
        loaded.Content.Text("summary").ShouldBe("Login is fixed");
        loaded.Content.Texts("next_steps").ShouldBe(["Deploy it"]);
        (await m3.DoneAsync("memory_search", "{'query':'login','project':'shop'}")).Content.Text("results.0.id").ShouldBe(saved.Text("id"));
        (await m3.DoneAsync("memory_search", "{'query':'login','project':'shop','type_filter':'handoff'}")).Content.Number("count").ShouldBe(1);
        (await m3.DoneAsync("memory_search", "{'query':'login','project':'other'}")).Content.Number("count").ShouldBe(0);
        (await room.DoneAsync("handoff_load", "{'project':'shop'}")).Text("handoff.summary").ShouldBe("Login is fixed");
    }

    [Fact]
    public async Task SaveHandoff_Twice_KeepsBoth()
    {
        await using var room = await Room.OpenAsync();
        var m3 = Open(room);
        await m3.DoneAsync("save_handoff", "{'project':'shop','summary':'one','next_steps':''}");
        await m3.DoneAsync("save_handoff", "{'project':'shop','summary':'two','next_steps':''}");
        (await room.DoneAsync("handoff_list", "{'project':'shop'}")).Number("total").ShouldBe(2);
    }

    [Fact]
    public async Task Handoff_ReachesTheInbox_IsNotConsumedByReading_AndIsAcknowledgedOnce()
    {
        await using var room = await Room.OpenAsync();
        var m3 = Open(room);
        var memory = (await m3.DoneAsync("memory_write", "{'type':'fact','content':'the schema is in docs'}")).Content.Text("id");
        var handed = (await m3.DoneAsync("memory_handoff", $"{{'from_agent':'alpha','to_agent':'beta','task':'Review the schema','context_ids':['{memory}'],'note':'before noon'}}")).Content;
        handed.Texts("context_ids").ShouldBe([memory]);
        for (var i = 0; i < 3; i++) (await m3.DoneAsync("memory_inbox", "{'agent_id':'beta'}", m3.Caller("bob"))).Content.Number("count").ShouldBe(1);
        var item = (await m3.DoneAsync("memory_inbox", "{'agent_id':'beta'}")).Content;
        item.Text("items.0.id").ShouldBe(handed.Text("id"));
        item.Text("items.0.from_agent").ShouldBe("alpha");
        item.At("items.0.unread").GetBoolean().ShouldBeTrue();
        var read = (await m3.DoneAsync("memory_inbox_ack", $"{{'memory_id':'{handed.Text("id")}'}}")).Content.Text("read_at");
        (await m3.DoneAsync("memory_inbox", "{'agent_id':'beta'}")).Content.Number("count").ShouldBe(0);
        (await m3.DoneAsync("memory_inbox", "{'agent_id':'beta','unread_only':false}")).Content.Text("items.0.read_at").ShouldBe(read);
        room.Clock.Advance(TimeSpan.FromHours(1));
        (await m3.DoneAsync("memory_inbox_ack", $"{{'memory_id':'{handed.Text("id")}'}}")).Content.Text("read_at").ShouldBe(read);
        (await m3.DoneAsync("memory_inbox", "{'agent_id':'alpha'}")).Content.Number("count").ShouldBe(0);
    }

    [Fact]
    public async Task Handoff_WithContextThatDoesNotResolve_IsRefusedAndSavesNothing()
    {
        await using var room = await Room.OpenAsync();
        var m3 = Open(room);
        var refused = await m3.RefusedAsync(FailureCode.NotFound, "memory_handoff", "{'from_agent':'a','to_agent':'b','task':'t','context_ids':['m_01JNOSUCHMEMORY']}");
        refused.Failure!.Path.ShouldBe("/context_ids/0");
        (await m3.RefusedAsync(FailureCode.NotFound, "memory_handoff", "{'from_agent':'a','to_agent':'b','task':'t','task_id':'t_01JNOSUCH'}")).Failure!.Path.ShouldBe("/task_id");
        (await m3.DoneAsync("memory_inbox", "{'agent_id':'b'}")).Content.Number("count").ShouldBe(0);
    }

    [Fact]
    public async Task Notifications_HaveNumbersThatStay()
    {
        await using var room = await Room.OpenAsync();
        var m3 = Open(room);
        var first = (await m3.DoneAsync("notify", "{'agent_id':'beta','kind':'build','payload':{'ok':true}}")).Content.At("notification_id").GetInt64();
        room.Clock.Advance(TimeSpan.FromSeconds(1));
        var second = (await m3.DoneAsync("notify", "{'agent_id':'beta','kind':'deploy'}")).Content.At("notification_id").GetInt64();
        second.ShouldNotBe(first);
        first.ShouldBeInRange(1, (1L << 52) - 1);
        var polled = (await m3.DoneAsync("notifications_poll", "{'agent_id':'beta'}")).Content;
        polled.Number("count").ShouldBe(2);
        polled.At("notifications.0.id").GetInt64().ShouldBe(second);
        polled.At("notifications.1.payload.ok").GetBoolean().ShouldBeTrue();
        polled.Text("notifications.1.kind").ShouldBe("build");
        await m3.DoneAsync("notifications_ack", $"{{'notification_id':{first}}}");
        (await m3.DoneAsync("notifications_poll", "{'agent_id':'beta'}")).Content.At("notifications.0.id").GetInt64().ShouldBe(second);
        (await m3.DoneAsync("notifications_ack_all", "{'agent_id':'beta'}")).Content.Number("acked").ShouldBe(1);
        (await m3.DoneAsync("notifications_poll", "{'agent_id':'beta','unread_only':false}")).Content.Number("count").ShouldBe(2);
        await m3.RefusedAsync(FailureCode.NotFound, "notifications_ack", "{'notification_id':99}");
        await m3.RefusedAsync(FailureCode.Invalid, "notify", "{'agent_id':'beta','kind':'x','payload':[1]}");
    }

    [Fact]
    public async Task Agents_AreEntries_NotRights()
    {
        await using var room = await Room.OpenAsync();
        var m3 = Open(room);
        var entry = (await m3.DoneAsync("agent_register", "{'agent_id':'alpha','role':'reviewer','capabilities':['csharp'],'metadata':{'team':'core'}}")).Content;
        entry.Text("status").ShouldBe("active");
        entry.Text("principal").ShouldBe("ada");
        room.Clock.Advance(TimeSpan.FromMinutes(5));
        (await m3.DoneAsync("agent_heartbeat", "{'agent_id':'alpha'}")).Content.Text("last_seen").ShouldNotBe(entry.Text("last_seen"));
        (await m3.DoneAsync("agent_set_trust", "{'agent_id':'alpha','trust_score':0.9}")).Content.At("trust_score").GetDouble().ShouldBe(0.9);
        (await m3.DoneAsync("agent_list", "{'role':'reviewer','status':'active'}")).Content.Number("count").ShouldBe(1);
        (await m3.DoneAsync("agent_offline", "{'agent_id':'alpha'}")).Content.Text("status").ShouldBe("offline");
        var got = (await m3.DoneAsync("agent_get", "{'agent_id':'alpha'}")).Content;
        got.Text("metadata.team").ShouldBe("core");
        got.Texts("capabilities").ShouldBe(["csharp"]);
        (await m3.DoneAsync("agent_list", "{'status':'offline'}")).Content.Text("agents.0.agent_id").ShouldBe("alpha");
        await m3.RefusedAsync(FailureCode.NotFound, "agent_get", "{'agent_id':'nobody'}");
        await m3.RefusedAsync(FailureCode.Invalid, "agent_set_trust", "{'agent_id':'alpha','trust_score':2}");
        (await m3.DoneAsync("memory_search", "{'query':'alpha reviewer'}")).Content.Number("count").ShouldBe(0);
    }

    [Fact]
    public async Task Conversation_IsAppendedAndSearchedWithItsNeighbours()
    {
        await using var room = await Room.OpenAsync();
        var m3 = Open(room);
        var id = (await m3.DoneAsync("conversation_start", "{'title':'Release','tags':'ops, release','agent_id':'alpha'}")).Content.Text("conversation_id");
        foreach (var (role, content) in ((string, string)[])[("user", "when does the freighter dock"), ("assistant", "on Thursday at dawn"), ("user", "thanks a lot")])
        {
            await m3.DoneAsync("conversation_append", $"{{'conversation_id':'{id}','role':'{role}','content':'{content}'}}");
        }
        var found = (await m3.DoneAsync("conversation_search", "{'query':'freighter dock'}")).Content;
        (found.Text("results.0.content"), found.Text("results.0.title")).ShouldBe(("when does the freighter dock", "user"));
        found.Text("results.0.role").ShouldBe("user");
        found.Text("results.0.conversation_id").ShouldBe(id);
        found.At("results.0.context").EnumerateArray().Select(one => one.Text("text")).ShouldContain(text => text.Contains("Thursday"));
        await m3.RefusedAsync(FailureCode.NotFound, "conversation_append", "{'conversation_id':'m_01JNOSUCHONE','role':'user','content':'x'}");
        var memory = (await m3.DoneAsync("memory_write", "{'type':'fact','content':'no talk'}")).Content.Text("id");
        await m3.RefusedAsync(FailureCode.Invalid, "conversation_append", $"{{'conversation_id':'{memory}','role':'user','content':'x'}}");
    }

    private static DialectRoom Open(Room room) => new(room, DialectNames.M3);
}
