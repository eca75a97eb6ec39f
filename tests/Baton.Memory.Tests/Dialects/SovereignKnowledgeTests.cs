using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Baton.Memory.Dialects;
using Baton.Memory.Outcomes;
using Baton.Memory.Server;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Dialects;

/// <summary>Insights, learnings, open threads, archives, compaction and comms of the dialect <c>sovereign</c>.</summary>
public sealed class SovereignKnowledgeTests
{
    [Fact]
    public async Task Insight_IsRecalledByDomainQueryAndOrder_AndSeenByNativeTools()
    {
        await using var room = await Room.OpenAsync();
        var agent = Open(room);
        var first = (await agent.DoneAsync("record_insight", "{'domain':'infra,queue','content':'Kafka keeps seven days','layer':'ground_truth','intensity':0.9,'confidence':0.8,'vantage':'ops','observed_emotion':['calm','glad'],'emotional_intensity':0.25}")).Content.Text("insight_id");
        room.Clock.Advance(TimeSpan.FromMinutes(1));
        await agent.DoneAsync("record_insight", "{'domain':'ui','content':'The button is blue'}");
        room.Clock.Advance(TimeSpan.FromMinutes(1));
        await room.DoneAsync("memory_save", "{'content':'A native fact about Kafka','tags':['queue']}");

        Contents(await agent.DoneAsync("recall_insights")).ShouldBe(["A native fact about Kafka", "The button is blue", "Kafka keeps seven days"]);
        Contents(await agent.DoneAsync("recall_insights", "{'order':'oldest','limit':1}")).ShouldBe(["Kafka keeps seven days"]);
        Contents(await agent.DoneAsync("recall_insights", "{'domain':'queue'}")).ShouldBe(["A native fact about Kafka", "Kafka keeps seven days"]);
        Contents(await agent.DoneAsync("recall_insights", "{'domain_contains':'INFRA'}")).ShouldBe(["Kafka keeps seven days"]);
        Contents(await agent.DoneAsync("recall_insights", "{'query':'button','order':'relevance'}")).ShouldBe(["The button is blue"]);
        var native = await room.DoneAsync("memory_get", $"{{'id':'{first}'}}");
        native.Text("memory.layer").ShouldBe("stated");
        native.At("memory.importance").GetDouble().ShouldBe(0.9);
        native.Text("memory.labels.observed_emotion").ShouldBe("calm, glad");
        native.Text("memory.labels.emotional_intensity").ShouldBe("0.25");
        native.Texts("memory.tags").ShouldBe(["infra", "queue"]);
    }

    [Fact]
    public async Task Insight_WithVerification_IsVerified_AndGroundTruthWithoutIsOnlyStated()
    {
        await using var room = await Room.OpenAsync();
        var agent = Open(room);
        var id = (await agent.DoneAsync("record_insight", "{'domain':'d','content':'c','layer':'ground_truth','verified_by':[{'test':'passed'}]}")).Content.Text("insight_id");
        (await room.DoneAsync("memory_get", $"{{'id':'{id}'}}")).Text("memory.layer").ShouldBe("verified");
        (await agent.RefusedAsync(FailureCode.Invalid, "record_insight", "{'domain':'d','content':'c','intensity':7}")).Failure!.Path.ShouldBe("/intensity");
        await agent.RefusedAsync(FailureCode.Invalid, "record_insight", "{'domain':'d','content':'c','layer':'myth'}");
        await agent.RefusedAsync(FailureCode.NotFound, "record_insight", "{'domain':'d','content':'c','supersedes':['m_01ZZZZZZZZZZZZZZZZZZZZZZZZ']}");
    }

    [Fact]
    public async Task Insights_BetweenDates_AndSinceTheLastReflection()
    {
        await using var room = await Room.OpenAsync();
        var agent = Open(room);
        await agent.DoneAsync("record_insight", "{'domain':'d','content':'early bird'}");
        room.Clock.Advance(TimeSpan.FromDays(2));
        var between = room.Clock.GetUtcNow().ToString("o");
        await agent.DoneAsync("close_session", "{'what_i_learned':'closing words'}");
        room.Clock.Advance(TimeSpan.FromDays(2));
        await agent.DoneAsync("record_insight", "{'domain':'d','content':'late riser'}");
        Contents(await agent.DoneAsync("recall_insights", $"{{'end_date':'{between}'}}")).ShouldBe(["closing words", "early bird"]);
        Contents(await agent.DoneAsync("recall_insights", $"{{'start_date':'{between}','domain':'d'}}")).ShouldBe(["late riser"]);
        Contents(await agent.DoneAsync("recall_insights", "{'since_last_reflection':true}")).ShouldBe(["late riser"]);
        await agent.RefusedAsync(FailureCode.Invalid, "recall_insights", "{'start_date':'yesterday-ish'}");
    }

    [Fact]
    public async Task Supersede_LinksAndRevokes_AndNothingIsLost()
    {
        await using var room = await Room.OpenAsync();
        var agent = Open(room);
        var old = (await agent.DoneAsync("record_insight", "{'domain':'d','content':'Port 5432 is used'}")).Content.Text("insight_id");
        var fresh = (await agent.DoneAsync("record_insight", "{'domain':'d','content':'The port is 5433 now'}")).Content.Text("insight_id");
        await agent.DoneAsync("supersede_insight", $"{{'predecessor_id':'{old}','successor_id':'{fresh}','reason':'moved','by':'ada'}}");
        Contents(await agent.DoneAsync("recall_insights", "{'exclude_superseded':true}")).ShouldBe(["The port is 5433 now"]);
        Contents(await agent.DoneAsync("recall_insights")).Count.ShouldBe(2);
        await agent.DoneAsync("supersede_insight", $"{{'predecessor_id':'{old}','action':'revoke'}}");
        Contents(await agent.DoneAsync("recall_insights", "{'exclude_superseded':true}")).Count.ShouldBe(2);
        await agent.RefusedAsync(FailureCode.Invalid, "supersede_insight", $"{{'predecessor_id':'{old}','action':'revoke'}}");
        await agent.RefusedAsync(FailureCode.Invalid, "supersede_insight", $"{{'predecessor_id':'{old}'}}");
        await agent.RefusedAsync(FailureCode.NotFound, "supersede_insight", $"{{'predecessor_id':'m_01ZZZZZZZZZZZZZZZZZZZZZZZZ','successor_id':'{fresh}'}}");
    }

    [Fact]
    public async Task Learning_ComesToMindAgain()
    {
        await using var room = await Room.OpenAsync();
        var agent = Open(room);
        await agent.DoneAsync("record_learning", "{'what_happened':'the migration locked the table','what_learned':'add indexes concurrently','applies_to':'postgres'}");
        var found = await agent.DoneAsync("check_mistakes", "{'context':'I am going to run a migration that adds an index'}");
        found.Content.Text("learnings.0.content").ShouldBe("add indexes concurrently\n\nWhat happened: the migration locked the table");
        found.Content.Text("learnings.0.domain").ShouldBe("postgres");
        (await agent.DoneAsync("check_mistakes", "{'context':'zebra'}")).Content.At("learnings").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task OpenThread_IsListedOncePerFamily_Touched_AndResolved()
    {
        await using var room = await Room.OpenAsync();
        var agent = Open(room);
        var first = (await agent.DoneAsync("record_open_thread", "{'question':'Why is the build slow?','domain':'ci'}")).Content.Text("thread_id");
        await agent.DoneAsync("record_open_thread", "{'question':'why is the BUILD slow?','domain':'ci'}");
        var other = (await agent.DoneAsync("record_open_thread", "{'question':'Who owns the queue?','context':'asked twice'}")).Content.Text("thread_id");
        await agent.DoneAsync("thread_touch", $"{{'thread_id':'{other}','note':'asked Bob','instance_id':'opus'}}");

        var listed = (await agent.DoneAsync("get_open_threads")).Content;
        listed.Number("total").ShouldBe(2);
        listed.Number("threads.0.touches").ShouldBe(1);
        listed.Number("threads.1.family_size").ShouldBe(2);
        (await agent.DoneAsync("get_open_threads", "{'coalesce_families':false,'domain':'ci'}")).Content.Number("total").ShouldBe(2);
        (await agent.DoneAsync("get_open_threads", "{'offset':1,'limit':5}")).Content.At("threads").GetArrayLength().ShouldBe(1);

        (await agent.RefusedAsync(FailureCode.AmbiguousId, "resolve_thread", "{'domain':'ci','question_fragment':'slow','resolution':'cache'}")).Text.ShouldContain(first);
        await agent.DoneAsync("resolve_thread_by_id", $"{{'thread_id':'{first}','resolution':'no cache'}}");
        await agent.DoneAsync("resolve_thread", "{'domain':'ci','question_fragment':'SLOW','resolution':'cache'}");
        await agent.RefusedAsync(FailureCode.NotFound, "resolve_thread", "{'domain':'ci','question_fragment':'slow','resolution':'cache'}");
        await agent.RefusedAsync(FailureCode.Invalid, "resolve_thread_by_id", $"{{'thread_id':'{first}','resolution':'again'}}");
        (await agent.DoneAsync("get_open_threads")).Content.Number("total").ShouldBe(1);
        (await room.DoneAsync("memory_get", $"{{'id':'{first}'}}")).Text("memory.content").ShouldBe("Why is the build slow?\n\nResolution: no cache");
        (await room.DoneAsync("memory_search", "{'query':'asked Bob'}")).Text("results.0.type").ShouldBe("touch");
    }

    [Theory]
    [InlineData("two\r\nlines\r\n🦓 \u00e9")]
    [InlineData(" ")]
    [InlineData("<script>eval('SELECT 1')</script>")]
    public async Task Exchange_IsArchivedByteForByte_AndOnce(string content)
    {
        await using var room = await Room.OpenAsync();
        var agent = Open(room);
        var json = JsonSerializer.Serialize(new { content, source = "chat", descriptor = "a talk", conversation_id = "c1", tags = new[] { "x" } });
        var archived = (await agent.RawAsync("archive_exchange", json)).Content;
        var again = (await agent.RawAsync("archive_exchange", json)).Content;
        if (content.Trim().Length > 0) again.Text("archive_id").ShouldBe(archived.Text("archive_id"));
        var recalled = (await agent.DoneAsync("recall_exchange", $"{{'archive_id':'{archived.Text("archive_id")}'}}")).Content;
        recalled.Text("content").ShouldBe(content);
        recalled.Text("sha256").ShouldBe(archived.Text("sha256"));
        recalled.Text("sha256").ShouldBe(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content))));
        recalled.Text("descriptor").ShouldBe("a talk");
        foreach (var filter in (string[])["{'tag':'x'}", "{'source':'chat'}", "{'conversation_id':'c1'}"]) (await agent.DoneAsync("list_exchanges", filter)).Content.Text("exchanges.0.archive_id").ShouldNotBeNull();
        (await agent.DoneAsync("list_exchanges", "{'source':'mail'}")).Content.Number("total").ShouldBe(0);
    }

    [Fact]
    public async Task Exchange_WithASecret_IsRefused_NeverAltered()
    {
        await using var room = await Room.OpenAsync();
        const string Token = "ghp_" + "0123456789abcdefghijABCDEFGHIJ012345";
        await Open(room).RefusedAsync(FailureCode.Forbidden, "archive_exchange", $"{{'content':'use {Token}','source':'chat'}}");
        (await Open(room).DoneAsync("list_exchanges")).Content.Number("total").ShouldBe(0);
        await Open(room).RefusedAsync(FailureCode.NotFound, "recall_exchange", "{'archive_id':'m_01ZZZZZZZZZZZZZZZZZZZZZZZZ'}");
    }

    [Fact]
    public async Task Compaction_KeepsEverySummary_AndShowsThree()
    {
        await using var room = await Room.OpenAsync();
        var agent = Open(room);
        (await agent.DoneAsync("get_compaction_stats")).Content.Number("count").ShouldBe(0);
        for (var i = 0; i < 5; i++)
        {
            await agent.DoneAsync("store_compaction_summary", $"{{'summary_text':'summary {i}','session_id':'s{i}','key_points':['a','b']}}");
            room.Clock.Advance(TimeSpan.FromSeconds(1));
        }
        var context = (await agent.DoneAsync("get_compaction_context")).Content;
        context.At("summaries").GetArrayLength().ShouldBe(3);
        context.Text("summaries.0.content.summary_text").ShouldBe("summary 4");
        context.Texts("summaries.0.content.key_points").ShouldBe(["a", "b"]);
        context.Text("note").ShouldStartWith("3 of 5");
        (await agent.DoneAsync("get_compaction_stats")).Content.Number("count").ShouldBe(5);
    }

    [Fact]
    public async Task Comms_AreSentReadAndAcknowledged_PerInstance()
    {
        await using var room = await Room.OpenAsync();
        var agent = Open(room);
        (await agent.DoneAsync("comms_channels")).Content.At("channels").GetArrayLength().ShouldBe(0);
        var first = (await agent.DoneAsync("comms_send", "{'body':'the deploy is finished','source_instance':'opus'}")).Content.Text("message_id");
        room.Clock.Advance(TimeSpan.FromSeconds(1));
        await agent.DoneAsync("comms_send", "{'body':'the deploy is finished'}");
        await agent.DoneAsync("comms_send", "{'channel':'alerts','body':'disk'}");

        (await agent.DoneAsync("comms_recall")).Content.At("messages").EnumerateArray().Select(one => one.Text("from")).ShouldBe(["ada", "opus"]);
        (await agent.DoneAsync("comms_recall", "{'order':'asc','limit':1}")).Content.Text("messages.0.message_id").ShouldBe(first);
        await agent.DoneAsync("comms_acknowledge", $"{{'message_id':'{first}','instance_id':'haiku','note':'seen'}}");
        (await agent.DoneAsync("comms_unread_bodies", "{'instance_id':'haiku'}")).Content.Number("total").ShouldBe(1);
        (await agent.DoneAsync("comms_unread_bodies", "{'instance_id':'opus'}")).Content.Number("total").ShouldBe(2);
        (await agent.DoneAsync("comms_recall", "{'unread_for':'haiku'}")).Content.At("messages").GetArrayLength().ShouldBe(1);
        (await agent.DoneAsync("comms_channels")).Content.At("channels").EnumerateArray().Select(channel => channel.Number("messages")).ShouldBe([1, 2]);
        await agent.RefusedAsync(FailureCode.NotFound, "comms_acknowledge", "{'message_id':'m_01ZZZZZZZZZZZZZZZZZZZZZZZZ','instance_id':'x'}");
        (await agent.DoneAsync("recall_insights")).Content.At("insights").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Acknowledgements_OfManyAtOnce_AreAllKept()
    {
        await using var room = await Room.OpenAsync();
        var agent = Open(room);
        var id = (await agent.DoneAsync("comms_send", "{'body':'hello everyone'}")).Content.Text("message_id");
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => agent.DoneAsync("comms_acknowledge", $"{{'message_id':'{id}','instance_id':'i{i}'}}"))));
        for (var i = 0; i < 8; i++) (await agent.DoneAsync("comms_unread_bodies", $"{{'instance_id':'i{i}'}}")).Content.Number("total").ShouldBe(0);
    }

    [Fact]
    public async Task InheritableContext_KeepsTruthAndSuppositionApart()
    {
        await using var room = await Room.OpenAsync();
        var agent = Open(room);
        await agent.DoneAsync("record_insight", "{'domain':'d','content':'certain thing','layer':'ground_truth'}");
        await agent.DoneAsync("record_insight", "{'domain':'d','content':'supposed thing'}");
        await agent.DoneAsync("record_insight", "{'domain':'d','content':'asked thing?','layer':'open_thread'}");
        var context = (await agent.DoneAsync("get_inheritable_context")).Content;
        context.Text("ground_truth.0.content").ShouldBe("certain thing");
        context.Text("hypotheses.0.content").ShouldBe("supposed thing");
        context.Text("open_threads.0.content").ShouldBe("asked thing?");
        context.At("ground_truth").GetArrayLength().ShouldBe(1);
    }

    [Theory]
    [InlineData("handoff", "{'note':' '}", "/note")]
    [InlineData("close_session", "{'what_i_learned':''}", "/what_i_learned")]
    [InlineData("record_insight", "{'domain':'d','content':''}", "/content")]
    [InlineData("record_open_thread", "{'question':'','context':'c'}", "/question")]
    [InlineData("comms_send", "{'body':''}", "/body")]
    [InlineData("resolve_thread", "{'domain':'d','question_fragment':' ','resolution':'r'}", "/question_fragment")]
    public async Task EmptyText_IsRefused_NamingTheArgument(string tool, string arguments, string path)
    {
        await using var room = await Room.OpenAsync();
        (await Open(room).RefusedAsync(FailureCode.Invalid, tool, arguments)).Failure!.Path.ShouldBe(path);
    }

    [Fact]
    public async Task Lists_WithNumbersBelowZero_AreEmpty()
    {
        await using var room = await Room.OpenAsync();
        var agent = Open(room);
        var none = (await agent.DoneAsync("comms_recall", "{'limit':-3,'offset':-1}")).Content;
        none.Number("total").ShouldBe(0);
        none.Has("note").ShouldBeFalse();
        (await agent.DoneAsync("recall_insights", "{'limit':-1}")).Content.At("insights").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Recall_OfTheNewest_ReadsNoMoreAsTheStoreGrows()
    {
        await using var room = await Room.OpenAsync();
        var few = await RowsReadAsync(room, 50);
        var many = await RowsReadAsync(room, 600);
        many.ShouldBe(few);
        few.ShouldBeInRange(10, 20);
    }

    /// <summary>Where hardly anything is supposed, or nothing, no more is read than is shown.</summary>
    [Fact]
    public async Task InheritableContext_WhereALayerIsRare_ReadsNoMoreAsTheStoreGrows()
    {
        await using var room = await Room.OpenAsync();
        await Open(room).DoneAsync("record_insight", "{'domain':'d','content':'supposed thing','layer':'hypothesis'}");
        await Open(room).DoneAsync("record_open_thread", "{'question':'asked thing?','domain':'d'}");
        var few = await RowsReadAsync(room, 50, "get_inheritable_context");
        var many = await RowsReadAsync(room, 600, "get_inheritable_context");
        (few, many).ShouldBe((23, 23));
        (await Open(room).DoneAsync("get_inheritable_context")).Content.Text("hypotheses.0.content").ShouldBe("supposed thing");
    }

    [Fact]
    public async Task Names_ThatLookLikePaths_StayNames()
    {
        await using var room = await Room.OpenAsync();
        var agent = Open(room);
        var before = Files(room);
        await agent.DoneAsync("handoff", "{'note':'n','thread':'../../../tmp/x'}");
        await agent.DoneAsync("record_insight", "{'domain':'../../y','content':'c'}");
        await agent.DoneAsync("comms_send", "{'channel':'/etc/passwd','body':'b'}");
        await agent.DoneAsync("store_compaction_summary", "{'summary_text':'s','session_id':'../z'}");
        Files(room).ShouldBe(before);
        (await agent.DoneAsync("comms_recall", "{'channel':'/etc/passwd'}")).Content.Text("messages.0.body").ShouldBe("b");
    }

    [Fact]
    public async Task Anothers_PrivateMemories_AreInNoAnswer()
    {
        await using var room = await Room.OpenAsync();
        var agent = Open(room);
        await room.DoneAsync("memory_save", "{'content':'only mine','type':'question','visibility':'private'}");
        await room.DoneAsync("memory_save", "{'content':'mine alone','visibility':'private'}");
        var bob = agent.Caller("bob");
        foreach (var tool in (string[])["recall_insights", "get_open_threads", "get_inheritable_context", "arrive", "start_here", "where_did_i_leave_off"])
        {
            var answer = await agent.DoneAsync(tool, caller: bob);
            (answer.Text + answer.Content.GetRawText()).ShouldNotContain("mine", Case.Sensitive, tool);
        }
    }

    private static async Task<int> RowsReadAsync(Room room, int memories, string tool = "recall_insights")
    {
        var items = Enumerable.Range(0, memories).Select(number => new { content = $"note {number} about the greenhouse {Guid.NewGuid():N}" });
        foreach (var batch in items.Chunk(500)) (await room.RawAsync("memory_save", JsonSerializer.SerializeToUtf8Bytes(new { memories = batch }))).Failure.ShouldBeNull();
        await using var counting = new CountingStore(room.Store);
        var server = MemoryServer.Create(counting, room.Clock);
        var caller = room.Caller() with { Dialect = DialectNames.Sovereign };
        (await server.CallAsync(caller, tool, "{}"u8.ToArray(), null, default)).ShouldNotBeNull().Failure.ShouldBeNull();
        return counting.Rows;
    }

    private static List<string> Files(Room room) => [.. Directory.EnumerateFiles(room.Folder, "*", SearchOption.AllDirectories).Order()];

    private static DialectRoom Open(Room room) => new(room, DialectNames.Sovereign);

    private static List<string> Contents(Answer answer) => [.. answer.Content.At("insights").EnumerateArray().Select(insight => insight.Text("content"))];
}
