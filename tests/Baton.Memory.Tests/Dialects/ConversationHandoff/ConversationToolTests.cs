using System.Text.Json;
using Baton.Memory.Dialects;
using Baton.Memory.Outcomes;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Dialects.ConversationHandoff;

/// <summary>The tools beside saving and loading: what each argument does, at its bounds, and what is refused.</summary>
public sealed class ConversationToolTests
{
    [Fact]
    public async Task List_OfNone_SaysSo_AndOfSeveralIsNewestFirst()
    {
        await using var room = await Room.OpenAsync();
        var tools = Open(room);
        (await tools.DoneAsync("handoff_list")).Text.ShouldBe("No handoffs saved.");
        await SaveAsync(tools, "raft");
        room.Clock.Advance(TimeSpan.FromMinutes(1));
        await SaveAsync(tools, "stone");
        var listed = await tools.DoneAsync("handoff_list");
        listed.Content.Number("total").ShouldBe(2);
        Keys(listed).ShouldBe(["stone", "raft"]);
        listed.Text.ShouldBe("""
            2 handoff(s), newest first:
            - stone (active, 2 messages, 39 bytes): Of stone. Of stone
            - raft (active, 2 messages, 38 bytes): Of raft. Of raft
            """.ReplaceLineEndings("\n"));
    }

    [Theory]
    [InlineData("active", "open")]
    [InlineData("pending", "open")]
    [InlineData("completed", "done")]
    public async Task Status_OfEachWord_RoundTrips_AndIsTheNativeOne(string status, string native)
    {
        await using var room = await Room.OpenAsync();
        var tools = Open(room);
        await SaveAsync(tools, "raft", $"'status':'{status}'");
        (await tools.DoneAsync("handoff_load", "{'key':'raft'}")).Content.Text("handoff.status").ShouldBe(status);
        Keys(await tools.DoneAsync("handoff_search", $"{{'status':'{status}'}}")).ShouldBe(["raft"]);
        foreach (var other in ((string[])["active", "pending", "completed"]).Where(word => word != status))
        {
            Keys(await tools.DoneAsync("handoff_search", $"{{'status':'{other}'}}")).ShouldBeEmpty(other);
        }
        (await room.DoneAsync("handoff_load", "{'key':'raft'}")).Text("handoff.status").ShouldBe(native);
    }

    [Fact]
    public async Task Status_ThatANativeToolChanged_IsWhatItBecame()
    {
        await using var room = await Room.OpenAsync();
        var tools = Open(room);
        await SaveAsync(tools, "raft", "'status':'pending'");
        await room.DoneAsync("handoff_update", "{'key':'raft','status':'done'}");
        (await tools.DoneAsync("handoff_load", "{'key':'raft'}")).Content.Text("handoff.status").ShouldBe("completed");
    }

    [Theory]
    [InlineData("structured")]
    [InlineData("verbatim")]
    public async Task Format_OfEachWord_RoundTrips_AndKeepsTheBytes(string format)
    {
        await using var room = await Room.OpenAsync();
        var tools = Open(room);
        const string Text = "user: hi\r\n\r\nassistant:  there 😀 \n";
        var saved = await tools.RawAsync("handoff_save", JsonSerializer.Serialize(new { key = "raft", summary = "s", conversation = Text, format }));
        saved.Content.Text("handoff.format").ShouldBe(format);
        saved.Content.Text("handoff.from_ai").ShouldBe("claude");
        saved.Content.Text("handoff.from_project").ShouldBe("");
        (await tools.DoneAsync("handoff_load", "{'key':'raft'}")).Content.Text("handoff.conversation").ShouldBe(Text);
        (await room.DoneAsync("handoff_load", "{'key':'raft'}")).Text("handoff.body").ShouldBe(Text);
    }

    [Fact]
    public async Task Search_TakesEachFilter_Together_AndAsManyAsAskedFor()
    {
        await using var room = await Room.OpenAsync();
        var tools = Open(room);
        await SaveAsync(tools, "raft", "'tags':['Wood','river'],'from_ai':'gpt','from_project':'boats'");
        room.Clock.Advance(TimeSpan.FromDays(1));
        await SaveAsync(tools, "stone", "'tags':['river']");
        async Task<List<string>> Found(string call) => Keys(await tools.DoneAsync("handoff_search", call));
        (await Found("{}")).ShouldBe(["stone", "raft"]);
        (await Found("{'tags':['wood','none']}")).ShouldBe(["raft"]);
        (await Found("{'tags_all':['RIVER','wood']}")).ShouldBe(["raft"]);
        (await Found("{'tags_all':['river','none']}")).ShouldBeEmpty();
        (await Found("{'from_ai':'gpt'}")).ShouldBe(["raft"]);
        (await Found("{'from_project':'boats','tags':['river']}")).ShouldBe(["raft"]);
        (await Found("{'created_after':'2026-03-02'}")).ShouldBe(["stone"]);
        (await Found("{'created_before':'2026-03-02'}")).ShouldBe(["raft"]);
        (await Found("{'limit':1}")).ShouldBe(["stone"]);
        (await Found("{'query':'stone'}")).ShouldBe(["stone"]);
        foreach (var (said, path) in (IEnumerable<(string, string)>)[("'limit':0", "/limit"), ("'limit':101", "/limit"), ("'created_after':'soon'", "/created_after"), ("'status':'open'", "/status")])
        {
            (await tools.RefusedAsync(FailureCode.Invalid, "handoff_search", $"{{{said}}}")).Failure!.Path.ShouldBe(path);
        }
    }

    [Fact]
    public async Task Comment_KeepsItsWords_TheNameGiven_AndWhoItIs_AndIsDeletedByItsId()
    {
        await using var room = await Room.OpenAsync();
        var tools = Open(room);
        await SaveAsync(tools, "raft");
        var added = await tools.DoneAsync("handoff_add_comment", "{'key':'raft','content':'It floats','author':'grace'}");
        var id = added.Content.Text("comment.id");
        added.Text.ShouldBe($"Comment {id} added to raft.");
        added.Content.Text("comment.content").ShouldBe("It floats");
        added.Content.Text("comment.author").ShouldBe("grace");
        added.Content.Text("comment.principal").ShouldBe("ada");
        (await tools.DoneAsync("handoff_add_comment", "{'key':'raft','content':'It sinks'}")).Content.Text("comment.author").ShouldBe("anonymous");
        var deleted = await tools.DoneAsync("handoff_delete_comment", $"{{'key':'raft','comment_id':'{id}'}}");
        deleted.Text.ShouldBe($"Comment {id} deleted from raft; earlier versions keep it.");
        deleted.Content.Number("comments").ShouldBe(1);
        (await tools.RefusedAsync(FailureCode.NotFound, "handoff_delete_comment", $"{{'key':'raft','comment_id':'{id}'}}")).Failure!.Path.ShouldBe("/comment_id");
    }

    [Theory]
    [InlineData("{'key':'raft','content':' '}", FailureCode.Invalid, "/content")]
    [InlineData("{'key':'none','content':'c'}", FailureCode.NotFound, "/key")]
    [InlineData("{'key':'raft','content':'c','author':'ghp_0123456789abcdefghijABCDEFGHIJ012345'}", FailureCode.Invalid, "/author")]
    public async Task Comment_OfWhatCannotBe_IsRefusedAtItsPlace_AndNoneIsKept(string call, string code, string path)
    {
        await using var room = await Room.OpenAsync();
        var tools = Open(room);
        await SaveAsync(tools, "raft");
        (await tools.RefusedAsync(code, "handoff_add_comment", call)).Failure!.Path.ShouldBe(path);
        (await tools.DoneAsync("handoff_load", "{'key':'raft'}")).Content.Number("handoff.comment_count").ShouldBe(0);
    }

    [Fact]
    public async Task Comment_WithASecret_ReplacesAndReportsIt_AlsoBesideAnAuthor()
    {
        await using var room = await Room.OpenAsync();
        var tools = Open(room);
        await SaveAsync(tools, "raft");
        foreach (var author in (string[])["", ",'author':'grace'"])
        {
            var added = await tools.DoneAsync("handoff_add_comment", $"{{'key':'raft','content':'It is ghp_0123456789abcdefghijABCDEFGHIJ012345'{author}}}");
            added.Content.Text("comment.content").ShouldBe("It is [redacted:github_token]");
            added.Content.Text("redacted.0.kind").ShouldBe("github_token");
            added.Text.ShouldContain("Redacted: 1 github_token");
        }
    }

    [Fact]
    public async Task Append_AddsToTheEnd_AndSaysTheNewSize_UpToTheLimit()
    {
        await using var room = await Room.OpenAsync(new Memory.Limits.MemoryLimits { ConversationBytes = 60 });
        var tools = Open(room);
        await SaveAsync(tools, "raft");
        var appended = await tools.DoneAsync("handoff_append", "{'key':'raft','chunk':'\\nuser: more'}");
        appended.Content.Number("handoff.conversation_bytes").ShouldBe(49);
        appended.Content.Number("handoff.message_count").ShouldBe(3);
        appended.Text.ShouldBe("Appended to raft: 49 bytes, 3 messages.");
        await tools.DoneAsync("handoff_append", "{'key':'raft','chunk':'0123456789'}");
        var large = await tools.RefusedAsync(FailureCode.TooLarge, "handoff_append", "{'key':'raft','chunk':'!!'}");
        large.Failure!.Path.ShouldBe("/chunk");
        large.Failure.Limit.ShouldBe(60);
        (await tools.RefusedAsync(FailureCode.NotFound, "handoff_append", "{'key':'none','chunk':'c'}")).Failure!.Path.ShouldBe("/key");
    }

    [Fact]
    public async Task Merge_ThatDeletesItsSources_IsOneChange()
    {
        await using var room = await Room.OpenAsync();
        var tools = new DialectRoom(room, DialectNames.ConversationHandoff);
        await tools.DoneAsync("handoff_save", "{'key':'raft','summary':'r','conversation':'## User\\none','status':'pending','from_ai':'gpt'}");
        room.Clock.Advance(TimeSpan.FromMinutes(1));
        await tools.DoneAsync("handoff_save", "{'key':'stone','summary':'s','conversation':'## User\\ntwo','status':'completed','from_ai':'claude'}");
        room.Clock.Advance(TimeSpan.FromMinutes(1));
        var before = await room.Store.ChangeStampAsync(default);

        var merged = (await tools.DoneAsync("handoff_merge", "{'keys':['raft','stone'],'new_key':'both','delete_sources':true}")).Content;

        (await room.Store.ChangeStampAsync(default) - before).ShouldBe(1);
        merged.Texts("deleted").ShouldBe(["raft", "stone"]);
        (merged.Text("handoff.status"), merged.Text("handoff.from_ai")).ShouldBe(("completed", "claude"));
        (await tools.RefusedAsync(FailureCode.NotFound, "handoff_load", "{'key':'raft'}")).Failure!.Path.ShouldBe("/key");
        (await tools.DoneAsync("handoff_load", "{'key':'both'}")).Content.Number("handoff.version").ShouldBe(1);
        (await room.DoneAsync("handoff_delete", "{'key':'raft','restore':true}")).Number("count").ShouldBe(1);
    }

    [Fact]
    public async Task Merge_WithATitleAndSummaryOfItsOwn_TakesThem_AndRefusesWhatTheyCannotBe()
    {
        await using var room = await Room.OpenAsync();
        var tools = Open(room);
        await SaveAsync(tools, "raft");
        await SaveAsync(tools, "stone");
        foreach (var (said, path) in (IEnumerable<(string, string)>)[("'new_summary':' '", "/new_summary"), ("'new_key':'merge'", "/new_key"), ("'new_key':'raft'", "/new_key")])
        {
            (await tools.CallAsync("handoff_merge", $"{{'keys':['raft','stone'],{said}}}")).Failure.ShouldNotBeNull(said).Path.ShouldBe(path);
        }
        (await tools.RefusedAsync(FailureCode.NotFound, "handoff_merge", "{'keys':['raft','none']}")).Failure!.Path.ShouldBe("/keys/1");
        var merged = await tools.DoneAsync("handoff_merge", "{'keys':['raft','stone'],'new_key':'both','new_title':'Both','new_summary':'Of both ghp_0123456789abcdefghijABCDEFGHIJ012345'}");
        merged.Content.Text("handoff.key").ShouldBe("both");
        merged.Content.Text("handoff.title").ShouldBe("Both");
        merged.Content.Text("handoff.summary").ShouldBe("Of both [redacted:github_token]");
        merged.Content.Texts("merged").ShouldBe(["raft", "stone"]);
        merged.Content.At("deleted").GetArrayLength().ShouldBe(0);
        merged.Text.ShouldContain("Redacted: 1 github_token at /new_summary.");
    }

    /// <summary>A place is a word of this dialect's, and each source keeps its head.</summary>
    [Fact]
    public async Task Merge_OfConversationsThatMakeASecretTogether_SaysSoOfTheConversation()
    {
        await using var room = await Room.OpenAsync();
        var tools = Open(room);
        await tools.DoneAsync("handoff_save", "{'key':'one','title':'One','summary':'s','conversation':'-----BEGIN PRIVATE KEY-----\\n'}");
        await tools.DoneAsync("handoff_save", "{'key':'two','title':'Two','summary':'s','conversation':'MIIEvQIBADANBgkqhkiG\\n-----END PRIVATE KEY-----'}");
        var merged = await tools.DoneAsync("handoff_merge", "{'keys':['one','two'],'new_key':'both','strategy':'sequential'}");
        merged.Text.ShouldEndWith("\nRedacted: 1 private_key at /conversation.");
        var loaded = (await tools.DoneAsync("handoff_load", "{'key':'both'}")).Content.Text("handoff.conversation");
        loaded.ShouldContain(")\n\n[redacted:private_key]\n\n## From Two (");
        loaded.ShouldNotContain("MIIEvQ");
    }

    [Fact]
    public async Task Restart_LosesNothing_AndSaysHowManyThereAre()
    {
        await using var room = await Room.OpenAsync();
        var tools = Open(room);
        await SaveAsync(tools, "raft");
        var restarted = (await tools.DoneAsync("handoff_restart")).Content;
        restarted.Text("health").ShouldBe("ok");
        restarted.Number("handoffs").ShouldBe(1);
        restarted.Number("lost").ShouldBe(0);
        Keys(await tools.DoneAsync("handoff_list")).ShouldBe(["raft"]);
    }

    private static DialectRoom Open(Room room) => new(room, DialectNames.ConversationHandoff);

    private static Task<Answer> SaveAsync(DialectRoom tools, string key, string members = "")
        => tools.DoneAsync("handoff_save", $"{{'key':'{key}','summary':'Of {key}','conversation':'user: where is {key}\\nassistant: is here'{(members.Length == 0 ? "" : "," + members)}}}");

    private static List<string> Keys(Answer answer) => [.. answer.Content.At("handoffs").EnumerateArray().Select(one => one.Text("key"))];
}
