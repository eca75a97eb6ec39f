using Baton.Memory.Outcomes;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Memories;

public sealed class MemorySavingTests
{
    [Fact]
    public async Task Save_ThenGet_ReturnsEveryField()
    {
        await using var room = await Room.OpenAsync();
        var id = (await room.DoneAsync("memory_save",
            "{'content':'port is 5433','key':'port','type':'decision','title':'Port','project':'demo','thread':'t','position':7,'tags':['db'],'importance':0.5,'confidence':1,'layer':'verified','evidence':[{'url':'x'},'seen'],'pinned':true,'ttl':'30d','valid_from':'2026-01-01'}"))
            .Text("memories.0.id");
        var memory = (await room.DoneAsync("memory_get", $"{{'id':'{id}'}}")).At("memory");
        memory.Text("content").ShouldBe("port is 5433");
        memory.Text("key").ShouldBe("port");
        memory.Text("type").ShouldBe("decision");
        memory.Number("position").ShouldBe(7);
        memory.At("importance").GetDouble().ShouldBe(0.5);
        memory.Text("evidence.0.url").ShouldBe("x");
        memory.Text("expires_at").ShouldBe("2026-03-31T12:00:00.000Z");
        memory.Text("valid_from").ShouldBe("2026-01-01T00:00:00.000Z");
        memory.Text("by.principal").ShouldBe("ada");
        memory.Text("by.operation").ShouldBe("memory_save");
    }

    [Fact]
    public async Task Save_AnyJsonValue_ComesBackAsItCame()
    {
        await using var room = await Room.OpenAsync();
        const string Value = """{"n":1.50,"big":12345678901234567890.123,"s":"é\u00e9","a":[null,true,{}]}""";
        var id = (await room.RawAsync("memory_save", System.Text.Encoding.UTF8.GetBytes($$"""{"value":{{Value}}}"""))).Content.Text("memories.0.id");
        (await room.DoneAsync("memory_get", $"{{'id':'{id}'}}")).At("memory.value").GetRawText().ShouldBe(Value);
    }

    [Fact]
    public async Task Save_ExistingKey_MakesAVersionAndKeepsWhatIsLeftOut()
    {
        await using var room = await Room.OpenAsync();
        await room.DoneAsync("memory_save", "{'content':'one','key':'k','tags':['a'],'title':'T'}");
        var saved = await room.DoneAsync("memory_save", "{'content':'two','key':'k','title':null}");
        saved.Number("memories.0.version").ShouldBe(2);
        var got = await room.DoneAsync("memory_get", "{'key':'k','history':true}");
        got.Text("memory.content").ShouldBe("two");
        got.Texts("memory.tags").ShouldBe(["a"]);
        got.At("memory").Has("title").ShouldBeFalse();
        got.At("history").GetArrayLength().ShouldBe(2);
        got.Text("history.0.content").ShouldBe("one");
    }

    [Fact]
    public async Task Save_KeyInEachVisibility_AreThreeMemoriesAndLookUpPrefersPrivate()
    {
        await using var room = await Room.OpenAsync();
        foreach (var visibility in new[] { "shared", "project", "private" })
        {
            var saved = await room.DoneAsync("memory_save", $"{{'content':'{visibility} one','key':'k','visibility':'{visibility}'}}");
            saved.Number("memories.0.version").ShouldBe(1);
            (await room.DoneAsync("memory_get", "{'key':'k'}")).Text("memory.visibility").ShouldBe(visibility);
        }
        (await room.DoneAsync("memory_get", "{'key':'k'}", room.Caller("bob"))).Text("memory.visibility").ShouldBe("project");
        (await room.DoneAsync("memory_get", "{'key':'k','project':'other'}", room.Caller("bob"))).Text("memory.visibility").ShouldBe("shared");
    }

    [Fact]
    public async Task Save_Many_AllOrNone()
    {
        await using var room = await Room.OpenAsync();
        var failure = await room.RefusedAsync(FailureCode.Invalid, "memory_save", "{'memories':[{'content':'a'},{'content':'b','layer':'verified'}]}");
        failure.Path.ShouldBe("/memories/1/evidence");
        (await room.DoneAsync("memory_search", "{'query':'a b'}")).Number("total").ShouldBe(0);
        (await room.DoneAsync("memory_save", "{'memories':[{'content':'a'},{'content':'b'}]}")).At("memories").GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public async Task Save_NearlyTheSame_IsSavedAndReported()
    {
        await using var room = await Room.OpenAsync();
        var id = (await room.DoneAsync("memory_save", "{'content':'the staging database listens on port 5433'}")).Text("memories.0.id");
        var contradiction = await room.DoneAsync("memory_save", "{'content':'the staging database listens on port 5434'}");
        contradiction.Text("similar.0.id").ShouldBe(id);
        contradiction.Text("similar.0.relation").ShouldBe("may_contradict");
        var same = await room.DoneAsync("memory_save", "{'content':'The  staging database listens on port 5433'}");
        same.Text("similar.0.relation").ShouldBe("same");
        (await room.DoneAsync("memory_save", "{'content':'cats sleep a lot'}")).At("similar").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Save_TextJustRecalled_IsRefusedWithTheIdItCameFrom()
    {
        await using var room = await Room.OpenAsync();
        var id = (await room.DoneAsync("memory_save", "{'content':'Deploys happen on Tuesdays after the stand-up meeting'}")).Text("memories.0.id");
        var answer = await room.CallAsync("memory_search", "{'query':'deploys'}");
        var failure = await room.RefusedAsync(FailureCode.Duplicate, "memory_save", "{'content':'> deploys happen on Tuesdays after  the stand-up meeting'}");
        failure.DetailsJson.ShouldNotBeNull().ShouldContain(id);
        var block = answer.Text[answer.Text.IndexOf("[[baton:data", StringComparison.Ordinal)..];
        await room.RawAsync("memory_save", System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(new { content = block }))
            .ContinueWith(reply => reply.Result.Failure!.Code.ShouldBe(FailureCode.Duplicate), TaskScheduler.Default);
        await room.DoneAsync("memory_save", "{'content':'Deploys happen on Wednesdays after the stand-up meeting'}");
    }

    [Fact]
    public async Task Save_Supersedes_TakesTheOldOutOfSearchButNotOutOfThePast()
    {
        await using var room = await Room.OpenAsync();
        var old = (await room.DoneAsync("memory_save", "{'content':'the queue is RabbitMQ'}")).Text("memories.0.id");
        room.Clock.Advance(TimeSpan.FromDays(10));
        var next = (await room.DoneAsync("memory_save", $"{{'content':'the queue is Kafka','supersedes':['{old}']}}")).Text("memories.0.id");
        var now = await room.DoneAsync("memory_search", "{'query':'queue'}");
        now.At("results").GetArrayLength().ShouldBe(1);
        now.Text("results.0.id").ShouldBe(next);
        now.Number("passed_over.superseded").ShouldBe(1);
        var then = await room.DoneAsync("memory_search", "{'query':'queue rabbitmq','as_of':'2026-03-02'}");
        then.Text("results.0.id").ShouldBe(old);
        (await room.DoneAsync("memory_search", "{'query':'queue','known_at':'2026-03-02'}")).Text("results.0.id").ShouldBe(old);
        (await room.DoneAsync("memory_get", $"{{'id':'{old}'}}")).Text("memory.superseded_by").ShouldBe(next);
    }
}
