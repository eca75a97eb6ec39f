using Baton.Memory.Outcomes;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Memories;

public sealed class MemoryChangingTests
{
    [Fact]
    public async Task Update_ChangesWhatIsGiven_AndMakesAVersion()
    {
        await using var room = await Room.OpenAsync();
        var id = (await room.DoneAsync("memory_save", "{'content':'one','key':'k','title':'T','importance':0.3,'tags':['a']}")).Text("memories.0.id");
        var updated = await room.DoneAsync("memory_update", "{'key':'k','content':'two','title':null,'if_match':1}");
        updated.Number("memory.version").ShouldBe(2);
        updated.Text("memory.content").ShouldBe("two");
        updated.At("memory").Has("title").ShouldBeFalse();
        updated.Texts("memory.tags").ShouldBe(["a"]);
        updated.At("memory.importance").GetDouble().ShouldBe(0.3);
        updated.Text("memory.by.operation").ShouldBe("memory_update");
        updated.Text("memory.created_by.operation").ShouldBe("memory_save");
        updated.Text("memory.id").ShouldBe(id);
    }

    [Fact]
    public async Task Update_ContentToValueAndBack_ExchangesThem()
    {
        await using var room = await Room.OpenAsync();
        await room.DoneAsync("memory_save", "{'content':'text','key':'k'}");
        var value = await room.DoneAsync("memory_update", "{'key':'k','value':{'a':1}}");
        value.At("memory").Has("content").ShouldBeFalse();
        value.At("memory.value").GetRawText().ShouldBe("{\"a\":1}");
        (await room.DoneAsync("memory_update", "{'key':'k','content':'again'}")).At("memory").Has("value").ShouldBeFalse();
    }

    [Fact]
    public async Task Update_ByIdWithKey_RenamesIt()
    {
        await using var room = await Room.OpenAsync();
        var id = (await room.DoneAsync("memory_save", "{'content':'c','key':'old'}")).Text("memories.0.id");
        await room.DoneAsync("memory_save", "{'content':'d','key':'taken'}");
        await room.RefusedAsync(FailureCode.Duplicate, "memory_update", $"{{'id':'{id}','key':'taken'}}");
        (await room.DoneAsync("memory_update", $"{{'id':'{id}','key':'new'}}")).Text("memory.key").ShouldBe("new");
        await room.RefusedAsync(FailureCode.NotFound, "memory_get", "{'key':'old'}");
        (await room.DoneAsync("memory_get", "{'key':'new'}")).Text("memory.id").ShouldBe(id);
    }

    [Fact]
    public async Task Update_StaleIfMatch_ShowsWhatChanged()
    {
        await using var room = await Room.OpenAsync();
        await room.DoneAsync("memory_save", "{'content':'one','key':'k'}");
        await room.DoneAsync("memory_update", "{'key':'k','content':'two','pinned':true}");
        var failure = await room.RefusedAsync(FailureCode.StaleVersion, "memory_update", "{'key':'k','content':'three','if_match':1}");
        failure.Message.ShouldContain("content");
        failure.Message.ShouldContain("pinned");
        (await room.RefusedAsync(FailureCode.StaleVersion, "memory_save", "{'key':'k','content':'three','if_match':9}")).Message.ShouldContain("current version is 2");
        await room.RefusedAsync(FailureCode.NotFound, "memory_save", "{'key':'none','content':'three','if_match':1}");
    }

    [Fact]
    public async Task Update_ToPrivate_IsForItsOwnerOnly()
    {
        await using var room = await Room.OpenAsync();
        await room.DoneAsync("memory_save", "{'content':'team fact','key':'k'}");
        await room.RefusedAsync(FailureCode.Forbidden, "memory_update", "{'key':'k','visibility':'private'}", room.Caller("bob"));
        await room.DoneAsync("memory_update", "{'key':'k','visibility':'private'}");
        await room.RefusedAsync(FailureCode.NotFound, "memory_get", "{'key':'k'}", room.Caller("bob"));
        await room.DoneAsync("memory_update", "{'key':'k','visibility':'shared'}");
        await room.DoneAsync("memory_get", "{'key':'k'}", room.Caller("bob"));
    }

    [Theory]
    [InlineData("{'key':'k'}", "")]
    [InlineData("{'key':'k','if_match':1}", "")]
    [InlineData("{'content':'x'}", "/id")]
    [InlineData("{'key':'k','content':''}", "/content")]
    [InlineData("{'key':'k','layer':'verified'}", "/evidence")]
    [InlineData("{'key':'k','layer':'sure'}", "/layer")]
    [InlineData("{'key':'k','importance':1.5}", "/importance")]
    [InlineData("{'key':'k','valid_from':'2026-02-02','valid_to':'2026-02-01'}", "/valid_to")]
    [InlineData("{'key':'k','content':'a','value':1}", "/value")]
    public async Task Update_WhatIsWrong_IsRefusedWithItsPlace(string json, string path)
    {
        await using var room = await Room.OpenAsync();
        await room.DoneAsync("memory_save", "{'content':'one','key':'k'}");
        (await room.RefusedAsync(FailureCode.Invalid, "memory_update", json)).Path.ShouldBe(path);
        (await room.DoneAsync("memory_get", "{'key':'k'}")).Number("memory.version").ShouldBe(1);
    }

    [Theory]
    [InlineData("{}", "/content")]
    [InlineData("{'memories':[]}", "/memories")]
    [InlineData("{'content':'a','memories':[{'content':'b'}]}", "/memories")]
    [InlineData("{'memories':[{'content':'b','colour':'red'}]}", "/memories/0/colour")]
    [InlineData("{'content':'a','type':''}", "/type")]
    [InlineData("{'content':'a','tags':['ok','']}", "/tags/1")]
    [InlineData("{'content':'a','visibility':'public'}", "/visibility")]
    public async Task Save_WhatIsWrong_IsRefusedWithItsPlace(string json, string path)
    {
        await using var room = await Room.OpenAsync();
        (await room.RefusedAsync(FailureCode.Invalid, "memory_save", json)).Path.ShouldBe(path);
    }

    [Fact]
    public async Task Save_OverTheLimits_IsRefusedWithLimitAndSize()
    {
        await using var room = await Room.OpenAsync();
        var content = await room.RefusedAsync(FailureCode.TooLarge, "memory_save", $"{{'content':'{new string('x', (1024 * 1024) + 1)}'}}");
        content.Limit.ShouldBe(1024 * 1024);
        content.Path.ShouldBe("/content");
        var many = string.Join(',', Enumerable.Repeat("{'content':'a'}", 501));
        (await room.RefusedAsync(FailureCode.TooLarge, "memory_save", $"{{'memories':[{many}]}}")).Limit.ShouldBe(500);
        (await room.RefusedAsync(FailureCode.TooLarge, "memory_save", $"{{'content':'c','title':'{new string('t', 501)}'}}")).Path.ShouldBe("/title");
    }

    [Fact]
    public async Task Save_OverTheStoresLimit_IsRefusedAndNothingIsEvicted()
    {
        await using var room = await Room.OpenAsync(new Memory.Limits.MemoryLimits { Records = 2 });
        await room.DoneAsync("memory_save", "{'content':'one thing','key':'a'}");
        await room.DoneAsync("handoff_save", "{'summary':'two'}");
        (await room.RefusedAsync(FailureCode.TooLarge, "memory_save", "{'content':'three'}")).Limit.ShouldBe(2);
        await room.RefusedAsync(FailureCode.TooLarge, "handoff_save", "{'summary':'three'}");
        await room.DoneAsync("memory_save", "{'content':'one again','key':'a'}");
    }

    [Fact]
    public async Task Delete_IsSoft_HistoryStaysAndRestoreBringsItBack()
    {
        await using var room = await Room.OpenAsync();
        var id = (await room.DoneAsync("memory_save", "{'content':'walrus','key':'k'}")).Text("memories.0.id");
        (await room.DoneAsync("memory_delete", "{'key':'k'}")).Texts("ids").ShouldBe([id]);
        await room.RefusedAsync(FailureCode.NotFound, "memory_get", $"{{'id':'{id}'}}");
        (await room.DoneAsync("memory_search", "{'query':'walrus'}")).Number("total").ShouldBe(0);
        await room.DoneAsync("memory_delete", $"{{'id':'{id}','restore':true}}");
        var got = await room.DoneAsync("memory_get", "{'key':'k','history':true}");
        got.Number("memory.version").ShouldBe(3);
        got.At("history").GetArrayLength().ShouldBe(3);
        (await room.DoneAsync("memory_search", "{'query':'walrus'}")).Number("total").ShouldBe(1);
        await room.RefusedAsync(FailureCode.Invalid, "memory_delete", $"{{'id':'{id}','restore':true}}");
    }

    [Fact]
    public async Task Supersede_CannotHideAFactFromThoseWhoSeeIt()
    {
        await using var room = await Room.OpenAsync();
        var id = (await room.DoneAsync("memory_save", "{'content':'team fact about otters'}")).Text("memories.0.id");
        await room.RefusedAsync(FailureCode.Forbidden, "memory_save", $"{{'content':'mine','visibility':'private','supersedes':['{id}']}}", room.Caller("eve"));
        await room.RefusedAsync(FailureCode.Forbidden, "memory_save", $"{{'content':'elsewhere','project':'other','supersedes':['{id}']}}", room.Caller("eve"));
        (await room.DoneAsync("memory_search", "{'query':'otters'}", room.Caller("bob"))).Number("total").ShouldBe(1);
    }

    [Fact]
    public async Task Save_OntoASupersededKey_BringsItBack()
    {
        await using var room = await Room.OpenAsync();
        var old = (await room.DoneAsync("memory_save", "{'content':'queue is rabbit','key':'queue'}")).Text("memories.0.id");
        await room.DoneAsync("memory_save", $"{{'content':'queue is kafka','supersedes':'{old}'}}");
        await room.DoneAsync("memory_save", "{'content':'queue is rabbit again','key':'queue'}");
        var got = await room.DoneAsync("memory_get", "{'key':'queue'}");
        got.At("memory").Has("superseded_by").ShouldBeFalse();
        got.At("memory").Has("valid_to").ShouldBeFalse();
    }
}
