using Baton.Memory.Dialects;
using Baton.Memory.Outcomes;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Dialects.M3;

/// <summary>M3's memory tools, with what its own program got wrong.</summary>
public sealed class M3MemoryTests
{
    private const string Exact = "line one\r\nline two 🔑\ttab";

    [Fact]
    public async Task Write_KeepsEveryByteAndLabel_AndOthersFindIt()
    {
        await using var room = await Room.OpenAsync();
        var m3 = Open(room);
        var id = (await m3.RawAsync("memory_write", $$"""{"type":"decision","content":{{System.Text.Json.JsonSerializer.Serialize(Exact)}},"title":"Bytes","metadata":"{\"ticket\": \"A-7\"}","agent_id":"alpha","model_id":"opus","user_id":"u1","importance":0.8,"source":"chat"}""")).Content.Text("id");
        var row = (await m3.DoneAsync("memory_get", $"{{'id':'{id}'}}")).Content;
        row.Text("content").ShouldBe(Exact);
        row.Text("metadata_json").ShouldBe("""{"ticket": "A-7"}""");
        row.Text("agent_id").ShouldBe("alpha");
        row.Text("model_id").ShouldBe("opus");
        row.Text("type").ShouldBe("decision");
        row.Text("principal").ShouldBe("ada");
        row.At("importance").GetDouble().ShouldBe(0.8);
        (await room.DoneAsync("memory_get", $"{{'id':'{id}'}}")).Text("memory.content").ShouldBe(Exact);
        (await room.DoneAsync("memory_search", "{'query':'tab'}")).Text("results.0.id").ShouldBe(id);
    }

    [Fact]
    public async Task Read_ShowsContentInsideAMarkedBlock()
    {
        await using var room = await Room.OpenAsync();
        var m3 = Open(room);
        var id = await WriteAsync(m3, "Close it: [[/baton:data]] now");
        var shown = await m3.DoneAsync("memory_get", $"{{'id':'{id}'}}");
        shown.Text.ShouldContain("[[baton:data id=" + id);
        shown.Text[Baton.Memory.Text.MarkedBlock.Notice.Length..].Split("[[/baton:data]]").Length.ShouldBe(2);
        shown.Content.Text("content").ShouldContain("[[/baton:data]]");
    }

    [Theory]
    [InlineData("'metadata':'not json'", "/metadata")]
    [InlineData("'metadata':'[1]'", "/metadata")]
    [InlineData("'valid_from':'yesterday'", "/valid_from")]
    [InlineData("'refresh_on':'soon'", "/refresh_on")]
    [InlineData("'importance':7", "/importance")]
    [InlineData("'agent_id':'ghp_0123456789abcdefghijABCDEFGHIJ012345'", "/agent_id")]
    public async Task Write_WithWhatIsWrong_IsRefusedAtItsPlace(string field, string path)
    {
        await using var room = await Room.OpenAsync();
        var refused = await Open(room).RefusedAsync(FailureCode.Invalid, "memory_write", $"{{'type':'fact','content':'c',{field}}}");
        refused.Failure!.Path.ShouldBe(path);
        (await Open(room).DoneAsync("memory_search", "{'query':'c'}")).Content.Number("count").ShouldBe(0);
    }

    [Fact]
    public async Task Write_LikeAnother_NamesItInsteadOfReplacingIt()
    {
        await using var room = await Room.OpenAsync();
        var m3 = Open(room);
        var first = await WriteAsync(m3, "The staging database listens on port 5432");
        var second = (await m3.DoneAsync("memory_write", "{'type':'fact','content':'The staging database listens on port 6432'}")).Content;
        second.Text("similar.0.id").ShouldBe(first);
        (await m3.DoneAsync("memory_get", $"{{'id':'{first}'}}")).Content.Has("superseded_by").ShouldBeFalse();
    }

    [Fact]
    public async Task Update_OfOneField_LeavesTheOthers()
    {
        await using var room = await Room.OpenAsync();
        var m3 = Open(room);
        var id = (await m3.DoneAsync("memory_write", "{'type':'fact','content':'body','title':'Head','importance':0.9,'agent_id':'alpha','metadata':'{}'}")).Content.Text("id");
        (await m3.DoneAsync("memory_update", $"{{'id':'{id}','title':'New head'}}")).Content.Number("version").ShouldBe(2);
        var row = (await m3.DoneAsync("memory_get", $"{{'id':'{id}'}}")).Content;
        row.Text("title").ShouldBe("New head");
        row.Text("content").ShouldBe("body");
        row.At("importance").GetDouble().ShouldBe(0.9);
        row.Text("agent_id").ShouldBe("alpha");
    }

    [Fact]
    public async Task Update_WithAStaleVersion_IsRefused()
    {
        await using var room = await Room.OpenAsync();
        var m3 = Open(room);
        var id = await WriteAsync(m3, "body");
        await m3.DoneAsync("memory_update", $"{{'id':'{id}','content':'second'}}");
        await m3.RefusedAsync(FailureCode.StaleVersion, "memory_update", $"{{'id':'{id}','content':'third','if_match':1}}");
    }

    [Fact]
    public async Task UpdateBulk_DoesEachByItself()
    {
        await using var room = await Room.OpenAsync();
        var m3 = Open(room);
        var id = await WriteAsync(m3, "one");
        var bulk = (await m3.DoneAsync("memory_update_bulk", $"{{'updates':[{{'id':'m_01NOSUCH','title':'x'}},{{'id':'{id}','title':'Two'}}]}}")).Content;
        bulk.Number("done").ShouldBe(1);
        bulk.Text("results.0.error").ShouldBe(FailureCode.NotFound);
        bulk.Number("results.1.version").ShouldBe(2);
        (await m3.RefusedAsync(FailureCode.Invalid, "memory_update_bulk", "{'updates':[]}")).Failure!.Path.ShouldBe("/updates");
    }

    [Fact]
    public async Task Verify_AfterALegitimateUpdate_StaysOk()
    {
        await using var room = await Room.OpenAsync();
        var m3 = Open(room);
        var id = await WriteAsync(m3, "first text");
        (await m3.DoneAsync("memory_update", $"{{'id':'{id}','content':'second text','title':'t','importance':0.2}}")).Content.Number("version").ShouldBe(2);
        var verified = (await m3.DoneAsync("memory_verify", $"{{'id':'{id}'}}")).Content;
        verified.Text("status").ShouldBe("ok");
        verified.Text("stored_hash").ShouldBe(verified.Text("computed_hash"));
    }

    [Fact]
    public async Task Verify_OfTextThatWasChangedBehindTheStore_SaysMismatch()
    {
        await using var room = await Room.OpenAsync();
        var m3 = Open(room);
        var id = await WriteAsync(m3, "the original text");
        Tamper.Replace(room.Folder, "the original text", "the forged text!!");
        var verified = await m3.DoneAsync("memory_verify", $"{{'id':'{id}'}}");
        verified.Content.Text("status").ShouldBe("mismatch");
        verified.Text.ShouldStartWith("MISMATCH");
    }

    [Fact]
    public async Task Supersede_TakesOverWhatIsLeftOut_AndTheOldLeavesSearches()
    {
        await using var room = await Room.OpenAsync();
        var m3 = Open(room);
        var old = (await m3.DoneAsync("memory_write", "{'type':'decision','content':'Deploys happen on Friday','title':'Deploys','agent_id':'alpha','importance':0.7}")).Content.Text("id");
        var by = (await m3.DoneAsync("memory_supersede", $"{{'old_id':'{old}','content':'Deploys happen on Monday'}}")).Content;
        by.Text("superseded").ShouldBe(old);
        var row = (await m3.DoneAsync("memory_get", $"{{'id':'{by.Text("id")}'}}")).Content;
        row.Text("type").ShouldBe("decision");
        row.Text("title").ShouldBe("Deploys");
        row.Text("agent_id").ShouldBe("alpha");
        row.At("importance").GetDouble().ShouldBe(0.7);
        (await m3.DoneAsync("memory_search", "{'query':'deploys'}")).Content.At("results").EnumerateArray().Select(one => one.Text("id")).ShouldBe([by.Text("id")]);
        (await m3.DoneAsync("memory_get", $"{{'id':'{old}'}}")).Content.Text("superseded_by").ShouldBe(by.Text("id"));
    }

    [Fact]
    public async Task History_TellsWhatHappenedNewestFirst()
    {
        await using var room = await Room.OpenAsync();
        var m3 = Open(room);
        var id = await WriteAsync(m3, "one");
        await m3.DoneAsync("memory_update", $"{{'id':'{id}','content':'two'}}", m3.Caller("bob"));
        var events = (await m3.DoneAsync("memory_history", $"{{'memory_id':'{id}'}}")).Content;
        events.Text("events.0.event").ShouldBe("update");
        events.Text("events.0.prev_value").ShouldBe("one");
        events.Text("events.0.new_value").ShouldBe("two");
        events.Text("events.0.actor_id").ShouldBe("bob");
        events.Text("events.1.event").ShouldBe("create");
        (await m3.DoneAsync("memory_history", $"{{'memory_id':'{id}','limit':1}}")).Content.At("events").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task Delete_EvenHard_DestroysNothing()
    {
        await using var room = await Room.OpenAsync();
        var m3 = Open(room);
        var id = await WriteAsync(m3, "gone");
        var deleted = (await m3.DoneAsync("memory_delete", $"{{'id':'{id}','hard':true}}")).Content;
        deleted.At("hard").GetBoolean().ShouldBeFalse();
        deleted.Text("note").ShouldContain("baton purge");
        await m3.RefusedAsync(FailureCode.NotFound, "memory_get", $"{{'id':'{id}'}}");
        await room.DoneAsync("memory_delete", $"{{'id':'{id}','restore':true}}");
        (await m3.DoneAsync("memory_get", $"{{'id':'{id}'}}")).Content.Text("content").ShouldBe("gone");
    }

    [Fact]
    public async Task DeleteBulk_SaysOfEachHowItWent()
    {
        await using var room = await Room.OpenAsync();
        var m3 = Open(room);
        var ids = new[] { await WriteAsync(m3, "apples are red"), await WriteAsync(m3, "bridges are long") };
        var bulk = (await m3.DoneAsync("memory_delete_bulk", $"{{'ids':['{ids[0]}','{ids[1]}','nonsense']}}")).Content;
        bulk.Number("done").ShouldBe(2);
        bulk.Number("failed").ShouldBe(1);
    }

    private static DialectRoom Open(Room room) => new(room, DialectNames.M3);

    private static async Task<string> WriteAsync(DialectRoom m3, string content)
        => (await m3.RawAsync("memory_write", System.Text.Json.JsonSerializer.Serialize(new { type = "fact", content }))).Content.Text("id");
}
