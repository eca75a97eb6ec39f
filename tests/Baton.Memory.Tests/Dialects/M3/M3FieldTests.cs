using System.Text.Json;
using Baton.Memory.Dialects;
using Baton.Memory.Outcomes;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Dialects.M3;

/// <summary>Each optional argument of the tools of the dialect <c>m3</c>, by itself.</summary>
public sealed class M3FieldTests
{
    private const string Whole =
        """
        {"type":"fact","content":"the relay listens on 7000","title":"Relay","metadata":"{\"k\":1}","agent_id":"alpha","model_id":"opus","change_agent":"human","source":"chat",
        "user_id":"ann","importance":0.7,"valid_from":"2025-01-01T00:00:00.000Z","refresh_on":"2026-01-01","refresh_reason":"yearly","auto_classify":true}
        """;

    [Fact]
    public async Task Write_WithEveryField_GivesEachBack()
    {
        await using var room = await Room.OpenAsync();
        var memory = await WrittenAsync(room, Open(room));
        foreach (var field in JsonDocument.Parse(Whole).RootElement.EnumerateObject().Where(field => field.Name is not ("auto_classify" or "metadata")))
        {
            memory.GetProperty(field.Name).ToString().ShouldBe(field.Value.ToString(), field.Name);
        }
        (memory.Text("metadata_json"), memory.Text("scope"), memory.Number("version")).ShouldBe(("""{"k":1}""", "agent", 1));
    }

    [Theory]
    [InlineData("type", "decision", "type")]
    [InlineData("title", "Relay 2", "title")]
    [InlineData("metadata", "{\"k\":2}", "metadata_json")]
    [InlineData("agent_id", "beta", "agent_id")]
    [InlineData("model_id", "haiku", "model_id")]
    [InlineData("change_agent", "bot", "change_agent")]
    [InlineData("source", "cli", "source")]
    [InlineData("user_id", "ben", "user_id")]
    [InlineData("scope", "org", "scope")]
    [InlineData("valid_from", "2026-01-01T00:00:00.000Z", "valid_from")]
    public async Task Supersede_WithOneField_TakesTheRestOver(string name, string value, string shown)
    {
        await using var room = await Room.OpenAsync();
        var m3 = Open(room);
        var old = await WrittenAsync(room, m3);
        var arguments = new Dictionary<string, string> { ["old_id"] = old.Text("id"), ["content"] = "the relay listens on 7001", [name] = value };
        var id = (await m3.RawAsync("memory_supersede", JsonSerializer.Serialize(arguments))).Content.Text("id");
        var fresh = (await m3.DoneAsync("memory_get", $"{{'id':'{id}'}}")).Content;
        fresh.Text(shown).ShouldBe(value);
        fresh.Text("content").ShouldBe("the relay listens on 7001");
        foreach (var kept in (string[])["type", "title", "metadata_json", "agent_id", "model_id", "change_agent", "source", "user_id", "importance", "scope"])
        {
            if (kept != shown) fresh.At(kept).ToString().ShouldBe(old.At(kept).ToString(), kept);
        }
        (await m3.DoneAsync("memory_get", $"{{'id':'{old.Text("id")}'}}")).Content.Text("superseded_by").ShouldBe(id);
    }

    [Theory]
    [InlineData("'metadata':'{\\\"z\\\":1}'", "metadata_json", "{\"z\":1}")]
    [InlineData("'refresh_on':'2027-01-01'", "refresh_on", "2027-01-01")]
    [InlineData("'refresh_reason':'moved'", "refresh_reason", "moved")]
    [InlineData("'conversation_id':'talk'", "conversation_id", "talk")]
    [InlineData("'importance':0.2", "importance", "0.2")]
    [InlineData("'title':'New'", "title", "New")]
    [InlineData("'content':'new'", "content", "new")]
    public async Task Update_OfOneField_LeavesTheOthers(string argument, string name, string value)
    {
        await using var room = await Room.OpenAsync();
        var m3 = Open(room);
        var old = await WrittenAsync(room, m3);
        await m3.DoneAsync("memory_update", $"{{'id':'{old.Text("id")}',{argument}}}");
        var now = (await m3.DoneAsync("memory_get", $"{{'id':'{old.Text("id")}'}}")).Content;
        now.At(name).ToString().ShouldBe(value);
        foreach (var kept in old.EnumerateObject().Where(field => field.Name != name && field.Name is not ("version" or "updated_at" or "content_hash"))) now.GetProperty(kept.Name).ToString().ShouldBe(kept.Value.ToString(), kept.Name);
        (await m3.DoneAsync("memory_verify", $"{{'id':'{old.Text("id")}'}}")).Text.ShouldContain("OK");
    }

    [Theory]
    [InlineData("", "fact")]
    [InlineData("'include_scratchpad':true", "fact,scratch")]
    [InlineData("'type_filter':'scratchpad'", "scratch")]
    [InlineData("'conversation_id':'talk'", "talk")]
    [InlineData("'conversation_id':'none'", "")]
    [InlineData("'k':1", "fact")]
    [InlineData("'search_mode':'keyword','recency_bias':0.5,'adaptive_k':true,'include_bench_data':true,'requesting_agent':'x'", "fact")]
    public async Task Search_ByOneArgument(string argument, string expected)
    {
        await using var room = await Room.OpenAsync();
        var m3 = Open(room);
        await m3.DoneAsync("memory_write", "{'type':'fact','content':'relay','title':'fact'}");
        await m3.DoneAsync("memory_write", "{'type':'scratchpad','content':'relay','title':'scratch'}");
        if (expected == "talk") await m3.DoneAsync("memory_write", "{'type':'fact','content':'relay','title':'talk','conversation_id':'talk'}");
        var found = (await m3.DoneAsync("memory_search", $"{{'query':'relay'{(argument.Length > 0 ? "," : "")}{argument}}}")).Content.At("results").EnumerateArray();
        string.Join(',', found.Select(one => one.Text("title")).Order()).ShouldBe(expected);
    }

    [Theory]
    [InlineData("'k':0", "/k")]
    [InlineData("'k':201", "/k")]
    [InlineData("'search_mode':'psychic'", "/search_mode")]
    [InlineData("'as_of':'then'", "/as_of")]
    public async Task Search_ByWhatIsNone_IsRefusedWithItsName(string argument, string path)
    {
        await using var room = await Room.OpenAsync();
        (await Open(room).RefusedAsync(FailureCode.Invalid, "memory_search", $"{{'query':'q',{argument}}}")).Failure!.Path.ShouldBe(path);
    }

    /// <summary>Everything that takes a project writes and reads there, and nowhere else.</summary>
    [Fact]
    public async Task Project_ThatIsGiven_IsTheOneThatIsMeant()
    {
        await using var room = await Room.OpenAsync();
        var m3 = Open(room);
        var talk = (await m3.DoneAsync("conversation_start", "{'title':'t','agent_id':'alpha','model_id':'opus','project':'north'}")).Content.Text("conversation_id");
        await m3.DoneAsync("conversation_append", $"{{'conversation_id':'{talk}','role':'user','content':'where is the relay','agent_id':'alpha','model_id':'opus'}}");
        await m3.DoneAsync("memory_handoff", "{'from_agent':'alpha','to_agent':'beta','task':'move the relay','note':'soon','project':'north'}");
        await m3.DoneAsync("task_create", "{'title':'move it','created_by':'alpha','description':'north tower','metadata':{'a':1},'project':'north'}");
        await m3.DoneAsync("agent_register", "{'agent_id':'alpha','role':'dev','project':'north'}");
        await m3.DoneAsync("memory_import", "{'data':'{\\\"items\\\":[{\\\"id\\\":\\\"q1\\\",\\\"type\\\":\\\"fact\\\",\\\"content\\\":\\\"the relay moved in\\\"}]}','project':'north'}");
        foreach (var (tool, arguments, list, count) in (IEnumerable<(string, string, string, int)>)
        [
            ("conversation_search", "'query':'relay'", "results", 1), ("memory_inbox", "'agent_id':'beta'", "items", 1), ("task_list", "", "tasks", 1),
            ("agent_list", "'role':'dev'", "agents", 1), ("memory_search", "'query':'relay','type_filter':'fact'", "results", 1), ("memory_export", "'type_filter':'fact'", "items", 1),
        ])
        {
            (await m3.DoneAsync(tool, $"{{{arguments}}}")).Content.At(list).GetArrayLength().ShouldBe(0, tool);
            (await m3.DoneAsync(tool, $"{{{arguments}{(arguments.Length > 0 ? "," : "")}'project':'north'}}")).Content.At(list).GetArrayLength().ShouldBe(count, tool);
        }
        var task = (await m3.DoneAsync("task_list", "{'project':'north'}")).Content.At("tasks.0");
        (task.Text("description"), task.Text("metadata_json")).ShouldBe(("north tower", "{'a':1}".Replace('\'', '"')));
    }

    [Fact]
    public async Task Task_UnderOneOfAnotherProject_IsRefusedByTheNameOfTheArgument()
    {
        await using var room = await Room.OpenAsync();
        var m3 = Open(room);
        var parent = (await m3.DoneAsync("task_create", "{'title':'t','created_by':'alpha','project':'north'}")).Content.Text("id");
        (await m3.RefusedAsync(FailureCode.Invalid, "task_create", $"{{'title':'u','created_by':'alpha','parent_task_id':'{parent}'}}")).Failure!.Path.ShouldBe("/parent_task_id");
        var part = (await m3.DoneAsync("task_create", $"{{'title':'u','created_by':'alpha','parent_task_id':'{parent}','project':'north'}}")).Content.Text("id");
        (await m3.DoneAsync("task_list", $"{{'parent_task_id':'{parent}','project':'north'}}")).Content.Text("tasks.0.id").ShouldBe(part);
        (await m3.DoneAsync("task_delete", $"{{'task_id':'{part}','actor':'beta','hard':true}}")).Content.At("hard").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task Bulk_DeletesEachByItself_AndPinsComeOff()
    {
        await using var room = await Room.OpenAsync();
        var m3 = Open(room);
        var id = (await WrittenAsync(room, m3)).Text("id");
        (await m3.DoneAsync("memory_pin", $"{{'id':'{id}'}}")).Content.At("pinned").GetBoolean().ShouldBeTrue();
        (await m3.DoneAsync("memory_unpin", $"{{'id':'{id}'}}")).Content.At("pinned").GetBoolean().ShouldBeFalse();
        var deleted = (await m3.DoneAsync("memory_delete_bulk", $"{{'ids':['{id}','nosuch'],'hard':true}}")).Content;
        (deleted.Number("done"), deleted.Number("failed"), deleted.Text("results.1.error")).ShouldBe((1, 1, FailureCode.NotFound));
        deleted.At("results.0.hard").GetBoolean().ShouldBeFalse();
        await room.DoneAsync("memory_delete", $"{{'id':'{id}','restore':true}}");
        (await m3.DoneAsync("memory_get", $"{{'id':'{id}'}}")).Content.Text("title").ShouldBe("Relay");
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("'agent_id':'alpha'", 1)]
    [InlineData("'agent_id':'beta'", 0)]
    [InlineData("'limit':1", 1)]
    public async Task RefreshQueue_ByOneArgument(string argument, int count)
    {
        await using var room = await Room.OpenAsync();
        var m3 = Open(room);
        await WrittenAsync(room, m3);
        (await m3.DoneAsync("memory_refresh_queue", $"{{{argument}}}")).Content.Number("count").ShouldBe(count);
    }

    private static async Task<JsonElement> WrittenAsync(Room room, DialectRoom m3)
    {
        var id = (await m3.RawAsync("memory_write", Whole)).Content.Text("id");
        room.Clock.Advance(TimeSpan.FromSeconds(1));
        return (await m3.DoneAsync("memory_get", $"{{'id':'{id}'}}")).Content;
    }

    private static DialectRoom Open(Room room) => new(room, DialectNames.M3);
}
