using Baton.Memory.Outcomes;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Dialects.M3;

/// <summary><c>conversation_start</c>, <c>_append</c> and <c>_search</c>: a transcript keeps every turn, repeated ones too.</summary>
public sealed class M3ConversationTests
{
    [Fact]
    public async Task Start_KeepsTitleTagsAndLabels_AsAMemory()
    {
        await using var room = await Room.OpenAsync();
        var m3 = room.M3();
        var started = await m3.DoneAsync("conversation_start", "{'title':'Rafts','agent_id':'alpha','model_id':'opus','tags':'wood, river ,,wood','project':'rafts'}");
        var id = started.Content.Text("conversation_id");
        started.Text.ShouldBe($"Conversation started: {id}");
        started.Content.Text("id").ShouldBe(id);
        var memory = await room.NativeAsync(id);
        memory.Text("type").ShouldBe("conversation");
        memory.Text("title").ShouldBe("Rafts");
        memory.Text("project").ShouldBe("rafts");
        memory.Texts("tags").ShouldBe(["wood", "river"]);
        var row = await m3.GetAsync(id);
        row.Text("agent_id").ShouldBe("alpha");
        row.Text("model_id").ShouldBe("opus");
    }

    [Fact]
    public async Task Append_KeepsEachTurnInItsPlace_WithItsRole()
    {
        await using var room = await Room.OpenAsync();
        var m3 = room.M3();
        var conversation = await StartAsync(m3);
        for (var turn = 1; turn <= 3; turn++)
        {
            var appended = (await m3.DoneAsync("conversation_append", $"{{'conversation_id':'{conversation}','role':'user','content':'Turn number {turn} of the talk'}}")).Content;
            appended.Number("position").ShouldBe(turn);
            appended.Text("conversation_id").ShouldBe(conversation);
            var memory = await room.NativeAsync(appended.Text("id"));
            memory.Text("thread").ShouldBe(conversation);
            memory.Text("type").ShouldBe("message");
            memory.Text("content").ShouldBe($"Turn number {turn} of the talk");
            memory.Text("title").ShouldBe("user");
        }
    }

    [Theory]
    [InlineData("Please go on with the next step of the plan")]
    [InlineData("Run all of the tests of the raft again, and then tell me what came of them please")]
    public async Task Append_OfTheSameWordsAgain_KeepsThemAgain(string words)
    {
        await using var room = await Room.OpenAsync();
        var m3 = room.M3();
        var conversation = await StartAsync(m3);
        var call = $"{{'conversation_id':'{conversation}','role':'user','content':'{words}'}}";
        (await m3.DoneAsync("conversation_append", call)).Content.Number("position").ShouldBe(1);
        (await m3.DoneAsync("conversation_append", call)).Content.Number("position").ShouldBe(2);
        (await m3.DoneAsync("conversation_search", "{'query':'the'}")).Content.Number("count").ShouldBe(2);
    }

    [Theory]
    [InlineData("'role':'user','content':''", "/content")]
    [InlineData("'role':'user','content':' '", "/content")]
    [InlineData("'role':'','content':'c'", "/role")]
    [InlineData("'role':' ','content':'c'", "/role")]
    public async Task Append_OfNothingOrByNobody_IsRefused(string said, string path)
    {
        await using var room = await Room.OpenAsync();
        var m3 = room.M3();
        var conversation = await StartAsync(m3);
        (await m3.RefusedAsync(FailureCode.Invalid, "conversation_append", $"{{'conversation_id':'{conversation}',{said}}}")).Failure!.Path.ShouldBe(path);
    }

    [Fact]
    public async Task Append_ToWhatIsNoConversation_IsRefused()
    {
        await using var room = await Room.OpenAsync();
        var m3 = room.M3();
        var fact = await m3.WriteAsync("Alder wood floats");
        (await m3.RefusedAsync(FailureCode.Invalid, "conversation_append", $"{{'conversation_id':'{fact}','role':'user','content':'c'}}")).Failure!.Path.ShouldBe("/conversation_id");
        (await m3.RefusedAsync(FailureCode.NotFound, "conversation_append", "{'conversation_id':'m_01KJMMA2G06ZGY9T49QCDZZZZZ','role':'user','content':'c'}")).Failure!.Path.ShouldBe("/conversation_id");
    }

    [Fact]
    public async Task Start_WithoutATitle_IsRefused_AndASecretInItIsReplacedAndReported()
    {
        await using var room = await Room.OpenAsync();
        var m3 = room.M3();
        (await m3.RefusedAsync(FailureCode.Invalid, "conversation_start", "{'title':' '}")).Failure!.Path.ShouldBe("/title");
        var started = await m3.DoneAsync("conversation_start", "{'title':'Key ghp_0123456789abcdefghijABCDEFGHIJ012345'}");
        started.Text.ShouldContain("Redacted: 1 github_token");
        (await m3.GetAsync(started.Content.Text("id"))).Text("title").ShouldBe("Key [redacted:github_token]");
    }

    [Fact]
    public async Task Append_IntoAProject_StaysInTheConversationsProject()
    {
        await using var room = await Room.OpenAsync();
        var m3 = room.M3();
        var conversation = (await m3.DoneAsync("conversation_start", "{'title':'Rafts','project':'rafts'}")).Content.Text("id");
        var id = (await m3.DoneAsync("conversation_append", $"{{'conversation_id':'{conversation}','role':'user','content':'Does it float?'}}")).Content.Text("id");
        (await room.NativeAsync(id)).Text("project").ShouldBe("rafts");
        (await m3.DoneAsync("conversation_search", "{'query':'float','project':'rafts'}")).Content.Text("results.0.id").ShouldBe(id);
        (await m3.DoneAsync("conversation_search", "{'query':'float'}")).Content.Number("count").ShouldBe(0);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(200)]
    public async Task Search_GivesAsManyAsAskedFor_AndOnlyMessages(int k)
    {
        await using var room = await Room.OpenAsync();
        var m3 = room.M3();
        var conversation = await StartAsync(m3);
        for (var turn = 0; turn < 4; turn++) await m3.DoneAsync("conversation_append", $"{{'conversation_id':'{conversation}','role':'assistant','content':'The raft number {turn} floats'}}");
        await m3.WriteAsync("The raft of alder floats");
        var found = (await m3.DoneAsync("conversation_search", $"{{'query':'raft floats','k':{k}}}")).Content;
        found.Number("count").ShouldBe(Math.Min(k, 4));
        found.At("results").EnumerateArray().ShouldAllBe(one => one.Text("type") == "message" && one.Text("role") == "assistant" && one.Text("conversation_id") == conversation);
    }

    private static async Task<string> StartAsync(DialectRoom m3) => (await m3.DoneAsync("conversation_start", "{'title':'Rafts'}")).Content.Text("conversation_id");
}
