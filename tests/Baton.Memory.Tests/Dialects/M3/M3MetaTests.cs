using System.Text.Json;
using Baton.Memory.Dialects;
using Baton.Memory.Outcomes;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Dialects.M3;

public sealed class M3MetaTests
{
    [Theory]
    [InlineData("m3_index", """{"domain":"string"}""")]
    [InlineData("m3_call", """{"tool":"string","args":"object","batch":"array","dry_run":"boolean","arguments":"object"}""")]
    [InlineData("tools_list_domains", "{}")]
    public async Task Arguments_AreThoseThatPromptsUse_AndNoneIsRequired(string tool, string arguments)
    {
        await using var room = await Room.OpenAsync();
        var listed = room.Server.ListTools(room.Caller() with { Dialect = DialectNames.M3 }).Single(one => one.Name == tool);
        var schema = JsonDocument.Parse(listed.InputSchema).RootElement;
        var types = schema.At("properties").EnumerateObject().ToDictionary(property => property.Name, property => property.Value.Text("type"));
        types.ShouldBe(JsonSerializer.Deserialize<Dictionary<string, string>>(arguments)!, ignoreOrder: true);
        if (schema.Has("required")) schema.Texts("required").ShouldBeEmpty();
    }

    [Fact]
    public async Task Index_ListsEveryToolWithItsArguments()
    {
        await using var room = await Room.OpenAsync();
        var m3 = Open(room);
        var index = (await m3.DoneAsync("m3_index")).Content;
        index.Number("count").ShouldBe(48);
        var write = index.At("tools").EnumerateArray().Single(tool => tool.Text("name") == "memory_write");
        write.At("args").EnumerateArray().Single(arg => arg.Text("name") == "content").At("required").GetBoolean().ShouldBeTrue();
        (await m3.DoneAsync("m3_index", "{'domain':'tasks'}")).Content.Number("count").ShouldBe(8);
        await m3.RefusedAsync(FailureCode.Invalid, "m3_index", "{'domain':'astrology'}");
    }

    [Fact]
    public async Task Domains_AddUpToTheIndex()
    {
        await using var room = await Room.OpenAsync();
        (await Open(room).DoneAsync("tools_list_domains")).Content.At("domains").EnumerateArray().Sum(domain => domain.Number("tools")).ShouldBe(48);
    }

    [Theory]
    [InlineData("args")]
    [InlineData("arguments")]
    public async Task Call_IsTheToolsOwnCall(string name)
    {
        await using var room = await Room.OpenAsync();
        var m3 = Open(room);
        var called = (await m3.DoneAsync("m3_call", $"{{'tool':'memory_write','{name}':{{'type':'fact','content':'by name'}}}}")).Content;
        called.At("ok").GetBoolean().ShouldBeTrue();
        var id = called.Text("result.id");
        (await m3.DoneAsync("memory_get", $"{{'id':'{id}'}}")).Content.Text("content").ShouldBe("by name");
    }

    [Fact]
    public async Task Call_ThatFails_FailsAsTheToolDoes()
    {
        await using var room = await Room.OpenAsync();
        var m3 = Open(room);
        await m3.RefusedAsync(FailureCode.NotFound, "m3_call", "{'tool':'memory_get','args':{'id':'m_01JNOSUCHONE'}}");
        (await m3.RefusedAsync(FailureCode.Invalid, "m3_call", "{'tool':'memory_get','args':{'identifier':'x'}}")).Text.ShouldContain("not a parameter");
        (await m3.RefusedAsync(FailureCode.NotFound, "m3_call", "{'tool':'memory_gte'}")).Text.ShouldContain("memory_get");
        await m3.RefusedAsync(FailureCode.Invalid, "m3_call", "{'tool':'m3_call','args':{'tool':'memory_get'}}");
        await m3.RefusedAsync(FailureCode.Invalid, "m3_call", "{'tool':'agent_list','args':{},'arguments':{}}");
        await m3.RefusedAsync(FailureCode.Invalid, "m3_call", "{}");
    }

    [Fact]
    public async Task Batch_DoesEachByItself_InOrder()
    {
        await using var room = await Room.OpenAsync();
        var m3 = Open(room);
        var batch = (await m3.DoneAsync("m3_call", "{'batch':[{'tool':'memory_write','args':{'type':'fact','content':'one'}},{'tool':'nonsense'},{'tool':'agent_list'}]}")).Content;
        batch.At("batch").EnumerateArray().Select(call => call.At("ok").GetBoolean()).ShouldBe([true, false, true]);
        batch.Text("batch.1.error").ShouldBe(FailureCode.NotFound);
        await m3.RefusedAsync(FailureCode.Invalid, "m3_call", "{'batch':[]}");
        await m3.RefusedAsync(FailureCode.Invalid, "m3_call", "{'tool':'agent_list','batch':[{'tool':'agent_list'}]}");
    }

    [Fact]
    public async Task DryRun_ChecksAndWritesNothing()
    {
        await using var room = await Room.OpenAsync();
        var m3 = Open(room);
        (await m3.DoneAsync("m3_call", "{'tool':'memory_write','args':{'type':'fact','content':'never'},'dry_run':true}")).Content.At("ok").GetBoolean().ShouldBeTrue();
        await m3.RefusedAsync(FailureCode.Invalid, "m3_call", "{'tool':'memory_write','args':{'type':'fact'},'dry_run':true}");
        (await m3.DoneAsync("memory_search", "{'query':'never'}")).Content.Number("count").ShouldBe(0);
    }

    [Fact]
    public async Task Call_UnderAGrantWithoutATool_DoesNotReachIt()
    {
        await using var room = await Room.OpenAsync();
        var m3 = Open(room);
        var narrow = m3.Caller() with { Toolsets = ["core", "more"] };
        room.Server.ListTools(narrow).ShouldNotContain(tool => tool.Name == "task_create");
        (await m3.RefusedAsync(FailureCode.NotFound, "m3_call", "{'tool':'task_create','args':{'title':'t','created_by':'c'}}", narrow)).Failure!.Path.ShouldBe("/tool");
        (await m3.DoneAsync("m3_index", "{'domain':'tasks'}", narrow)).Content.Number("count").ShouldBe(0);
    }

    private static DialectRoom Open(Room room) => new(room, DialectNames.M3);
}
