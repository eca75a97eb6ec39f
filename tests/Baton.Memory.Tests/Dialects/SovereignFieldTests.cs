using Baton.Memory.Dialects;
using Baton.Memory.Outcomes;
using Baton.Memory.Server;
using Baton.Memory.Tests.Support;
using Baton.Storage.Folders;
using Baton.Storage.Sqlite;

namespace Baton.Memory.Tests.Dialects;

/// <summary>Each optional argument of the tools of the dialect <c>sovereign</c>, by itself.</summary>
public sealed class SovereignFieldTests
{
    [Fact]
    public async Task Insight_WithEveryWord_KeepsEachAsALabel()
    {
        await using var room = await Room.OpenAsync();
        var agent = Open(room);
        await agent.DoneAsync("record_insight", "{'domain':'infra','content':'Kafka keeps seven days','carry_forward_summary':'7d','emotion_source':'anthony_declared','emotion_note':'calm','emotional_intensity':0.2,'observed_emotion':['calm','glad'],'vantage':'ops'}");
        var labels = (await agent.DoneAsync("recall_insights", "{'with_ids':true}")).Content.At("insights.0.labels");
        labels.EnumerateObject().Select(label => $"{label.Name}={label.Value}").ShouldBe(
            ["carry_forward_summary=7d", "domain=infra", "emotion_note=calm", "emotion_source=anthony_declared", "emotional_intensity=0.2", "layer=hypothesis", "observed_emotion=calm, glad", "vantage=ops"]);
        (await agent.RefusedAsync(FailureCode.Invalid, "record_insight", "{'domain':'d','content':'c','emotion_source':'guessed'}")).Failure!.Path.ShouldBe("/emotion_source");
    }

    [Fact]
    public async Task Recall_WithAQuery_ShowsWhatWasSuperseded_UnlessItIsExcluded()
    {
        await using var room = await Room.OpenAsync();
        var agent = Open(room);
        var old = (await agent.DoneAsync("record_insight", "{'domain':'d','content':'Kafka keeps seven days'}")).Content.Text("insight_id");
        var fresh = (await agent.DoneAsync("record_insight", "{'domain':'d','content':'Kafka keeps a month'}")).Content.Text("insight_id");
        await agent.DoneAsync("supersede_insight", $"{{'predecessor_id':'{old}','successor_id':'{fresh}','carry_forward_summary':'a month','reason':'moved','by':'opus'}}");
        foreach (var query in (string[])["'query':'kafka',", ""])
        {
            (await agent.DoneAsync("recall_insights", $"{{{query}'exclude_superseded':false}}")).Content.At("insights").EnumerateArray().Select(one => one.Text("id")).ShouldBe([fresh, old], ignoreOrder: true);
            (await agent.DoneAsync("recall_insights", $"{{{query}'exclude_superseded':true}}")).Content.At("insights").EnumerateArray().Select(one => one.Text("id")).ShouldBe([fresh]);
        }
        var labels = (await agent.DoneAsync("recall_insights", "{'exclude_superseded':true}")).Content.At("insights.0.labels");
        (labels.Text("carry_forward_summary"), labels.Text("reason"), labels.Text("by")).ShouldBe(("a month", "moved", "opus"));
    }

    [Theory]
    [InlineData("'vector_id':'v1'", "a talk")]
    [InlineData("'vector_id':'v3'", "")]
    [InlineData("'source':'mail'", "a letter")]
    [InlineData("'conversation_id':'c1'", "a talk")]
    [InlineData("'tag':'y'", "a letter")]
    [InlineData("'limit':1", "a letter")]
    [InlineData("'limit':0", "")]
    [InlineData("'limit':-3", "")]
    [InlineData("", "a letter,a talk")]
    public async Task Exchanges_ByOneFilter(string filter, string expected)
    {
        await using var room = await Room.OpenAsync();
        var agent = Open(room);
        await agent.DoneAsync("archive_exchange", "{'content':'one','source':'chat','descriptor':'a talk','vector_id':'v1','conversation_id':'c1','source_id':'s1','tags':['x']}");
        room.Clock.Advance(TimeSpan.FromSeconds(1));
        await agent.DoneAsync("archive_exchange", "{'content':'two','source':'mail','descriptor':'a letter','vector_id':'v2','tags':['y']}");
        var listed = (await agent.DoneAsync("list_exchanges", $"{{{filter}}}")).Content.At("exchanges").EnumerateArray().ToList();
        string.Join(',', listed.Select(one => one.Text("descriptor"))).ShouldBe(expected);
        if (filter.Contains("v1", StringComparison.Ordinal)) (listed[0].Text("source_id"), listed[0].Number("bytes")).ShouldBe(("s1", 3));
    }

    [Theory]
    [InlineData("'domain_contains':'BUTT'", "why blue?", 1)]
    [InlineData("'domain':'ui'", "why slow?", 1)]
    [InlineData("'limit':1,'with_total':true", "why blue?", 2)]
    [InlineData("'limit':1,'offset':1", "why slow?", 2)]
    [InlineData("'offset':5", "", 2)]
    [InlineData("'domain':'none'", "", 0)]
    public async Task OpenThreads_ByOneFilter(string filter, string first, int total)
    {
        await using var room = await Room.OpenAsync();
        var agent = Open(room);
        await agent.DoneAsync("record_open_thread", "{'question':'why slow?','domain':'ui'}");
        room.Clock.Advance(TimeSpan.FromSeconds(1));
        await agent.DoneAsync("record_open_thread", "{'question':'why blue?','domain':'ui/buttons'}");
        var listed = (await agent.DoneAsync("get_open_threads", $"{{{filter}}}")).Content;
        (listed.At("threads").EnumerateArray().Select(one => one.Text("content")).FirstOrDefault(""), listed.Number("total")).ShouldBe((first, total));
    }

    [Theory]
    [InlineData("'instance_id':'o'", "one,two", 2)]
    [InlineData("'instance_id':'o','order':'desc'", "two,one", 2)]
    [InlineData("'instance_id':'o','limit':1", "one", 2)]
    [InlineData("'instance_id':'o','order':'desc','limit':1", "two", 2)]
    [InlineData("'instance_id':'reader'", "two", 1)]
    [InlineData("'instance_id':'o','channel':'none'", "", 0)]
    public async Task Unread_OfAChannel(string filter, string bodies, int total)
    {
        await using var room = await Room.OpenAsync();
        var agent = await TalkedAsync(room);
        var unread = (await agent.DoneAsync("comms_unread_bodies", filter.Contains("channel", StringComparison.Ordinal) ? $"{{{filter}}}" : $"{{'channel':'ops',{filter}}}")).Content;
        (string.Join(',', unread.At("messages").EnumerateArray().Select(one => one.Text("body"))), unread.Number("total")).ShouldBe((bodies, total));
        if (unread.Has("note")) unread.Text("note").ShouldNotContain("offset");
    }

    [Theory]
    [InlineData("'since':'2026-03-01T12:00:01Z'", "two")]
    [InlineData("'until':'2026-03-01T12:00:00Z'", "one")]
    [InlineData("'since':'2026-03-02'", "")]
    [InlineData("'order':'asc'", "one,two")]
    [InlineData("'offset':1", "one")]
    [InlineData("'limit':1", "two")]
    [InlineData("'unread_for':'reader'", "two")]
    public async Task Recall_OfAChannel(string filter, string bodies)
    {
        await using var room = await Room.OpenAsync();
        var agent = await TalkedAsync(room);
        var recalled = (await agent.DoneAsync("comms_recall", $"{{'channel':'ops',{filter}}}")).Content.At("messages").EnumerateArray();
        string.Join(',', recalled.Select(one => one.Text("body"))).ShouldBe(bodies);
    }

    [Fact]
    public async Task LeftOff_OfADomainAnotherProjectOrShort()
    {
        await using var room = await Room.OpenAsync();
        var agent = Open(room);
        await agent.DoneAsync("record_insight", "{'domain':'infra','content':'the queue is full'}");
        await agent.DoneAsync("record_insight", "{'domain':'ui','content':'the button is blue'}");
        await agent.DoneAsync("handoff", "{'note':'go on with the queue'}");
        var seen = await agent.DoneAsync("where_did_i_leave_off", "{'consume':false,'domain_tags':['infra'],'source_instance':'opus'}");
        seen.Content.At("insights").EnumerateArray().Select(one => one.Text("content")).ShouldBe(["the queue is full"]);
        (await agent.DoneAsync("where_did_i_leave_off", "{'consume':false,'project':'elsewhere'}")).Content.Number("waiting").ShouldBe(0);
        var id = seen.Content.Text("handoffs.0.id");
        (await agent.DoneAsync("where_did_i_leave_off", "{'consume':false,'compact':true}")).Text.ShouldContain($"- {id}: go on with the queue\n");
        seen.Content.Text("handoffs.0.status").ShouldBe("open");
    }

    [Fact]
    public async Task Compaction_KeepsEveryList()
    {
        await using var room = await Room.OpenAsync();
        var agent = Open(room);
        await agent.DoneAsync("store_compaction_summary", "{'summary_text':'S','session_id':'1','key_points':['k'],'active_tasks':['t','u'],'recent_breakthroughs':['b']}");
        var kept = (await agent.DoneAsync("get_compaction_context")).Content.At("summaries.0.content");
        (kept.Text("summary_text"), kept.Text("session_id")).ShouldBe(("S", "1"));
        kept.Texts("key_points").Concat(kept.Texts("active_tasks")).Concat(kept.Texts("recent_breakthroughs")).ShouldBe(["k", "t", "u", "b"]);
    }

    /// <summary>On a clock that goes on between two looks at it, as every clock does.</summary>
    [Fact]
    public async Task Arrive_AfterClosing_HasNoNewsOfWhatItClosedWith()
    {
        await using var room = await Room.OpenAsync();
        var clock = new GoingClock();
        await using var store = await SqliteMemoryStore.OpenAsync(new DataFolder(room.Folder), clock);
        var server = MemoryServer.Create(store, clock);
        var caller = room.Caller() with { Dialect = DialectNames.Sovereign };
        (await server.CallAsync(caller, "close_session", """{"what_i_learned":"learned this","what_surprised_me":"and that"}"""u8.ToArray(), null, default))!.Failure.ShouldBeNull();
        new Answer((await server.CallAsync(caller, "arrive", "{}"u8.ToArray(), null, default))!).Content.Number("changes").ShouldBe(0);
        (await server.CallAsync(caller with { Principal = "bob" }, "comms_send", """{"body":"news"}"""u8.ToArray(), null, default))!.Failure.ShouldBeNull();
        new Answer((await server.CallAsync(caller, "arrive", "{}"u8.ToArray(), null, default))!).Content.Number("changes").ShouldBe(1);
    }

    private static async Task<DialectRoom> TalkedAsync(Room room)
    {
        var agent = Open(room);
        var first = (await agent.DoneAsync("comms_send", "{'channel':'ops','body':'one'}")).Content.Text("message_id");
        room.Clock.Advance(TimeSpan.FromSeconds(1));
        await agent.DoneAsync("comms_send", "{'channel':'ops','body':'two'}");
        await agent.DoneAsync("comms_send", "{'body':'elsewhere'}");
        await agent.DoneAsync("comms_acknowledge", $"{{'message_id':'{first}','instance_id':'reader','channel':'ops'}}");
        return agent;
    }

    private static DialectRoom Open(Room room) => new(room, DialectNames.Sovereign);

    private sealed class GoingClock : TimeProvider
    {
        private long _looks;

        public override DateTimeOffset GetUtcNow() => new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero).AddMilliseconds(Interlocked.Increment(ref _looks));
    }
}
