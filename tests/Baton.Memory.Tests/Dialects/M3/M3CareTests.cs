using Baton.Memory.Dialects;
using Baton.Memory.Outcomes;
using Baton.Memory.Tests.Dialects.Ainote;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Dialects.M3;

public sealed class M3CareTests
{
    [Fact]
    public async Task Retention_ArchivesTheOldest_NeverAPinnedOne_AndCanBeUndone()
    {
        await using var room = await Room.OpenAsync();
        var m3 = Open(room);
        var ids = new List<string>();
        foreach (var content in (string[])["apples ripen", "bridges sway", "clocks tick", "doors creak"])
        {
            room.Clock.Advance(TimeSpan.FromMinutes(1));
            ids.Add((await m3.DoneAsync("memory_write", $"{{'type':'fact','content':'{content}','agent_id':'alpha'}}")).Content.Text("id"));
        }
        await m3.DoneAsync("memory_pin", $"{{'id':'{ids[0]}'}}");
        var set = (await m3.DoneAsync("memory_set_retention", "{'agent_id':'alpha','max_memories':2}")).Content;
        set.Texts("archived").ShouldNotContain(ids[0]);
        set.Texts("archived").ShouldBe([ids[2], ids[1]], ignoreOrder: true);
        (await m3.DoneAsync("memory_get", $"{{'id':'{ids[0]}'}}")).Content.At("pinned").GetBoolean().ShouldBeTrue();
        await room.DoneAsync("memory_delete", $"{{'id':'{ids[1]}','restore':true}}");
        (await m3.DoneAsync("memory_get", $"{{'id':'{ids[1]}'}}")).Content.Text("content").ShouldBe("bridges sway");
    }

    [Fact]
    public async Task Retention_OfWhatWasSuperseded_ArchivesItBeforeWhatIsInForce()
    {
        await using var room = await Room.OpenAsync();
        var m3 = Open(room);
        async Task<string> IdAsync(string tool, string json)
        {
            room.Clock.Advance(TimeSpan.FromMinutes(1));
            return (await m3.DoneAsync(tool, json)).Content.Text("id");
        }
        var first = await IdAsync("memory_write", "{'type':'fact','content':'apples ripen','agent_id':'alpha'}");
        var second = await IdAsync("memory_supersede", $"{{'old_id':'{first}','content':'apples rot'}}");
        var other = await IdAsync("memory_write", "{'type':'fact','content':'bridges sway','agent_id':'alpha'}");
        var third = await IdAsync("memory_supersede", $"{{'old_id':'{second}','content':'apples fall'}}");
        room.Clock.Advance(TimeSpan.FromMinutes(1));

        (await m3.DoneAsync("memory_set_retention", "{'agent_id':'alpha','max_memories':3}")).Content.Texts("archived").ShouldBe([first]);
        (await m3.DoneAsync("memory_set_retention", "{'agent_id':'alpha','max_memories':2}")).Content.Texts("archived").ShouldBe([second]);
        (await m3.DoneAsync("memory_set_retention", "{'agent_id':'alpha','max_memories':1}")).Content.Texts("archived").ShouldBe([other]);
        (await m3.DoneAsync("memory_get", $"{{'id':'{third}'}}")).Content.Text("content").ShouldBe("apples fall");
    }

    [Fact]
    public async Task Retention_WithoutArchiving_OnlyCounts()
    {
        await using var room = await Room.OpenAsync();
        var m3 = Open(room);
        await m3.DoneAsync("memory_write", "{'type':'fact','content':'apples ripen','agent_id':'alpha'}");
        room.Clock.Advance(TimeSpan.FromDays(40));
        await m3.DoneAsync("memory_write", "{'type':'fact','content':'bridges sway','agent_id':'alpha'}");
        var set = (await m3.DoneAsync("memory_set_retention", "{'agent_id':'alpha','ttl_days':30,'auto_archive':0}")).Content;
        set.Number("over").ShouldBe(1);
        set.At("archived").GetArrayLength().ShouldBe(0);
        await m3.RefusedAsync(FailureCode.Invalid, "memory_set_retention", "{'agent_id':'alpha','max_memories':0}");
    }

    [Fact]
    public async Task Maintenance_AppliesWhatWasSet_AndRunningItOftenChangesNothing()
    {
        await using var room = await Room.OpenAsync();
        var m3 = Open(room);
        await m3.DoneAsync("memory_set_retention", "{'agent_id':'alpha','ttl_days':30}");
        var old = (await m3.DoneAsync("memory_write", "{'type':'fact','content':'apples ripen','agent_id':'alpha'}")).Content.Text("id");
        var kept = (await m3.DoneAsync("memory_write", "{'type':'fact','content':'bridges sway','agent_id':'beta'}")).Content.Text("id");
        room.Clock.Advance(TimeSpan.FromDays(31));
        (await m3.DoneAsync("memory_maintenance", "{'purge_expired':false}")).Content.At("archived").GetArrayLength().ShouldBe(0);
        (await m3.DoneAsync("memory_maintenance")).Content.Texts("archived").ShouldBe([old]);
        var before = (await room.DoneAsync("memory_get", $"{{'id':'{kept}'}}")).At("memory").GetRawText();
        for (var i = 0; i < 20; i++) (await m3.DoneAsync("memory_maintenance")).Content.Number("decayed").ShouldBe(0);
        (await room.DoneAsync("memory_get", $"{{'id':'{kept}'}}")).At("memory").GetRawText().ShouldBe(before);
    }

    [Fact]
    public async Task Maintenance_OfWhatIsTooOld_LeavesThePinned()
    {
        await using var room = await Room.OpenAsync();
        var m3 = Open(room);
        await m3.DoneAsync("memory_set_retention", "{'agent_id':'alpha','ttl_days':30}");
        var pinned = (await m3.DoneAsync("memory_write", "{'type':'fact','content':'apples ripen','agent_id':'alpha'}")).Content.Text("id");
        var loose = (await m3.DoneAsync("memory_write", "{'type':'fact','content':'bridges sway','agent_id':'alpha'}")).Content.Text("id");
        await m3.DoneAsync("memory_pin", $"{{'id':'{pinned}'}}");
        room.Clock.Advance(TimeSpan.FromDays(400));
        (await m3.DoneAsync("memory_maintenance")).Content.Texts("archived").ShouldBe([loose]);
        (await m3.DoneAsync("memory_set_retention", "{'agent_id':'alpha','ttl_days':1,'max_memories':1}")).Content.At("archived").GetArrayLength().ShouldBe(0);
        (await m3.DoneAsync("memory_get", $"{{'id':'{pinned}'}}")).Content.Text("content").ShouldBe("apples ripen");
    }

    [Fact]
    public async Task Decay_FollowsTheClock_NotTheCalls()
    {
        await using var room = await Room.OpenAsync();
        var m3 = Open(room);
        await m3.DoneAsync("memory_write", "{'type':'fact','content':'harbour depth is nine'}");
        async Task<double> ScoreAsync() => (await m3.DoneAsync("memory_search", "{'query':'harbour depth','explain':true}")).Content.At("results.0.explain.factor").GetDouble();
        var first = await ScoreAsync();
        for (var i = 0; i < 10; i++) await m3.DoneAsync("memory_maintenance", "{'decay':true}");
        (await ScoreAsync()).ShouldBe(first);
        room.Clock.Advance(TimeSpan.FromDays(400));
        (await ScoreAsync()).ShouldBeLessThan(first);
    }

    [Fact]
    public async Task Feedback_MovesAMemoryInLaterSearches()
    {
        await using var room = await Room.OpenAsync();
        var m3 = Open(room);
        var one = (await m3.DoneAsync("memory_write", "{'type':'fact','content':'restart the relay with the red switch'}")).Content.Text("id");
        var two = (await m3.DoneAsync("memory_write", "{'type':'fact','content':'restart the relay with the blue switch'}")).Content.Text("id");
        async Task<string> FirstAsync() => (await m3.DoneAsync("memory_search", "{'query':'restart the relay'}")).Content.Text("results.0.id");
        var loser = await FirstAsync();
        var winner = loser == one ? two : one;
        (await m3.DoneAsync("memory_feedback", $"{{'memory_id':'{loser}','feedback':'misleading'}}")).Content.At("importance").GetDouble().ShouldBe(0.2);
        for (var i = 0; i < 5; i++) await m3.DoneAsync("memory_feedback", $"{{'memory_id':'{winner}'}}");
        (await FirstAsync()).ShouldBe(winner);
        await m3.RefusedAsync(FailureCode.Invalid, "memory_feedback", $"{{'memory_id':'{winner}','feedback':'meh'}}");
    }

    [Fact]
    public async Task Dedup_FindsPairs_AndWithoutDryRunTheOlderGoes_UnlessItIsPinned()
    {
        await using var room = await Room.OpenAsync();
        var m3 = Open(room);
        var older = await WriteAsync(room, m3, "The build server runs nightly at two");
        var newer = await WriteAsync(room, m3, "The build server runs nightly at two.");
        var pinned = await WriteAsync(room, m3, "Coffee comes from the third floor machine");
        await m3.DoneAsync("memory_pin", $"{{'id':'{pinned}'}}");
        room.Clock.Advance(TimeSpan.FromMinutes(1));
        await WriteAsync(room, m3, "Coffee comes from the third floor machine!");
        var dry = (await m3.DoneAsync("memory_dedup")).Content;
        dry.Number("count").ShouldBe(2);
        dry.At("deleted").GetArrayLength().ShouldBe(0);
        (await m3.DoneAsync("memory_dedup", "{'dry_run':false}")).Content.Texts("deleted").ShouldBe([older]);
        (await m3.DoneAsync("memory_get", $"{{'id':'{newer}'}}")).Content.Text("id").ShouldBe(newer);
        (await m3.DoneAsync("memory_get", $"{{'id':'{pinned}'}}")).Content.At("pinned").GetBoolean().ShouldBeTrue();
        await m3.RefusedAsync(FailureCode.Invalid, "memory_dedup", "{'threshold':0.1}");
    }

    [Fact]
    public async Task Dedup_LeavesWhatIsItself_WhateverItSays()
    {
        await using var notes = await AinoteRoom.OpenAsync();
        var room = notes.Room;
        var m3 = Open(room);
        const string Said = "the relay of the north tower listens on seven thousand";
        async Task In(string dialect, string tool, string json)
        {
            room.Clock.Advance(TimeSpan.FromHours(3));
            await new DialectRoom(room, dialect).DoneAsync(tool, json.Replace("SAID", Said, StringComparison.Ordinal));
        }
        foreach (var name in (string[])["ann", "ben"])
        {
            await In(DialectNames.M3, "memory_write", $"{{'type':'fact','content':'SAID','user_id':'{name}'}}");
            await In(DialectNames.M3, "memory_write", $"{{'type':'decision','content':'SAID','agent_id':'{name}'}}");
            await In(DialectNames.M3, "memory_write", $"{{'type':'note','content':'SAID','conversation_id':'{name}'}}");
            await In(DialectNames.M3, "memory_write", $"{{'type':'{name}','content':'SAID'}}");
            await In(DialectNames.ClaudeMemory, "memory", $"{{'command':'create','path':'/memories/{name}','file_text':'SAID'}}");
            await In(DialectNames.Ainote, "create_dev_doc", $"{{'title':'{name}','content':'SAID'}}");
            await In(DialectNames.Ainote, "sync_push", $"{{'path':'{name}.md','content':'SAID'}}");
            await In(DialectNames.Loaditout, "save_memory", $"{{'key':'{name}','value':'SAID','type':'context'}}");
            await In(DialectNames.Sovereign, "comms_send", "{'body':'SAID'}");
            await In(DialectNames.Sovereign, "archive_exchange", $"{{'content':'SAID {name}','source':'chat'}}");
        }
        var talk = (await m3.DoneAsync("conversation_start", "{'title':'a talk'}")).Content.Text("conversation_id");
        for (var i = 0; i < 2; i++) await m3.DoneAsync("conversation_append", $"{{'conversation_id':'{talk}','role':'user','content':'{Said}'}}");
        var message = (await new DialectRoom(room, DialectNames.Sovereign).DoneAsync("comms_send", "{'body':'please read'}")).Content.Text("message_id");
        for (var i = 0; i < 2; i++) await In(DialectNames.Sovereign, "comms_acknowledge", $"{{'message_id':'{message}','instance_id':'i{i}','note':'SAID'}}");
        (await m3.DoneAsync("memory_dedup", "{'dry_run':false,'threshold':0.6}")).Content.At("pairs").GetArrayLength().ShouldBe(0);
        await In(DialectNames.M3, "memory_write", "{'type':'fact','content':'SAID','user_id':'ann'}");
        (await m3.DoneAsync("memory_dedup", "{'dry_run':false}")).Content.At("deleted").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task RefreshQueue_ShowsWhatIsDue()
    {
        await using var room = await Room.OpenAsync();
        var m3 = Open(room);
        var today = room.Clock.GetUtcNow();
        var due = (await m3.DoneAsync("memory_write", $"{{'type':'fact','content':'check the certificate','refresh_on':'{today.AddDays(-1):yyyy-MM-dd}','refresh_reason':'expires'}}")).Content.Text("id");
        await m3.DoneAsync("memory_write", $"{{'type':'fact','content':'look at the lease','refresh_on':'{today.AddDays(30):yyyy-MM-dd}'}}");
        var queue = (await m3.DoneAsync("memory_refresh_queue")).Content;
        queue.Number("count").ShouldBe(1);
        queue.Text("items.0.id").ShouldBe(due);
        queue.Text("items.0.refresh_reason").ShouldBe("expires");
        (await m3.DoneAsync("memory_refresh_queue", "{'include_future':true}")).Content.Number("count").ShouldBe(2);
    }

    [Fact]
    public async Task LifecycleSummary_CountsTheWindow()
    {
        await using var room = await Room.OpenAsync();
        var m3 = Open(room);
        await m3.DoneAsync("memory_write", "{'type':'fact','content':'apples ripen'}");
        room.Clock.Advance(TimeSpan.FromDays(10));
        var id = (await m3.DoneAsync("memory_write", "{'type':'fact','content':'bridges sway','importance':0.9}")).Content.Text("id");
        var summary = (await m3.DoneAsync("memory_lifecycle_summary")).Content;
        summary.Number("total").ShouldBe(2);
        summary.Number("created").ShouldBe(1);
        summary.Text("top.0.id").ShouldBe(id);
    }

    private static DialectRoom Open(Room room) => new(room, DialectNames.M3);

    private static async Task<string> WriteAsync(Room room, DialectRoom m3, string content)
    {
        room.Clock.Advance(TimeSpan.FromMinutes(1));
        return (await m3.DoneAsync("memory_write", $"{{'type':'fact','content':'{content}'}}")).Content.Text("id");
    }
}
