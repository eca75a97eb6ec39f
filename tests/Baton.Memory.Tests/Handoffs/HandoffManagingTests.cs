using Baton.Memory.Outcomes;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Handoffs;

public sealed class HandoffManagingTests
{
    [Fact]
    public async Task Append_InOrder_GrowsTheBodyAndARepeatIsHarmless()
    {
        await using var room = await Room.OpenAsync();
        await room.DoneAsync("handoff_save", "{'summary':'s','key':'k','body':'a'}");
        for (var seq = 1; seq <= 70; seq++) await room.DoneAsync("handoff_append", $"{{'key':'k','chunk':'[{seq}]','seq':{seq}}}");
        var repeat = await room.DoneAsync("handoff_append", "{'key':'k','chunk':'[70]','seq':70}");
        repeat.Number("handoff.version").ShouldBe(71);
        repeat.Texts("warnings").ShouldHaveSingleItem().ShouldContain("already");
        var body = "a" + string.Concat(Enumerable.Range(1, 70).Select(seq => $"[{seq}]"));
        var loaded = await room.DoneAsync("handoff_load", "{'key':'k'}");
        loaded.Text("handoff.body").ShouldBe(body);
        loaded.Text("handoff.sha256").ShouldBe(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(body))));
    }

    [Fact]
    public async Task Append_OtherTextUnderTheSameNumber_OrAGap_IsRefused()
    {
        await using var room = await Room.OpenAsync();
        await room.DoneAsync("handoff_save", "{'summary':'s','key':'k'}");
        await room.DoneAsync("handoff_append", "{'key':'k','chunk':'one','seq':1}");
        (await room.RefusedAsync(FailureCode.Invalid, "handoff_append", "{'key':'k','chunk':'other','seq':1}")).Path.ShouldBe("/seq");
        (await room.RefusedAsync(FailureCode.Invalid, "handoff_append", "{'key':'k','chunk':'three','seq':3}")).Message.ShouldContain("2");
        (await room.DoneAsync("handoff_load", "{'key':'k'}")).Text("handoff.body").ShouldBe("one");
    }

    [Fact]
    public async Task Append_BeyondTheLimit_IsRefusedWithTheWholeSize()
    {
        await using var room = await Room.OpenAsync(new Memory.Limits.MemoryLimits { BodyBytes = 100 });
        await room.DoneAsync("handoff_save", $"{{'summary':'s','key':'k','body':'{new string('x', 90)}'}}");
        var failure = await room.RefusedAsync(FailureCode.TooLarge, "handoff_append", "{'key':'k','chunk':'12345678901'}");
        failure.Limit.ShouldBe(100);
        failure.Message.ShouldContain("101");
    }

    [Fact]
    public async Task Update_AddsCommentsKeepsVersionsAndHonoursIfMatch()
    {
        await using var room = await Room.OpenAsync();
        await room.DoneAsync("handoff_save", "{'summary':'s','key':'k'}");
        await room.DoneAsync("handoff_update", "{'key':'k','comment':'one','if_match':1}");
        await room.RefusedAsync(FailureCode.StaleVersion, "handoff_update", "{'key':'k','comment':'two','if_match':1}");
        var updated = await room.DoneAsync("handoff_update", "{'key':'k','comment':'two','tags':[' a ','a'],'next_actions':['n'],'pinned':true,'ttl':'1d'}", room.Caller("bob"));
        updated.At("handoff.comments").GetArrayLength().ShouldBe(2);
        updated.Text("handoff.comments.0.id").ShouldBe("c2");
        updated.Text("handoff.comments.1.author").ShouldBe("bob");
        updated.Texts("handoff.tags").ShouldBe(["a"]);
        updated.Text("handoff.expires_at").ShouldBe("2026-03-02T12:00:00.000Z");
        (await room.DoneAsync("handoff_update", "{'key':'k','ttl':null,'pinned':null,'tags':[]}")).At("handoff").Has("expires_at").ShouldBeFalse();
    }

    [Theory]
    [InlineData("{'key':'k'}", "")]
    [InlineData("{'key':'k','comment':'  '}", "/comment")]
    [InlineData("{'key':'k','status':'claimed'}", "/status")]
    [InlineData("{'status':'done'}", "/id")]
    public async Task Update_WhatIsWrong_IsRefused(string json, string path)
    {
        await using var room = await Room.OpenAsync();
        await room.DoneAsync("handoff_save", "{'summary':'s','key':'k'}");
        (await room.RefusedAsync(FailureCode.Invalid, "handoff_update", json)).Path.ShouldBe(path);
    }

    [Fact]
    public async Task Merge_DropsNothing()
    {
        await using var room = await Room.OpenAsync();
        var one = (await room.DoneAsync("handoff_save", "{'summary':'s1','key':'a','title':'A','body':'body one','decisions':['d1','d'],'tags':['x'],'files':['f1']}")).Text("handoff.id");
        room.Clock.Advance(TimeSpan.FromMinutes(1));
        var two = (await room.DoneAsync("handoff_save", "{'summary':'s2','key':'b','body':'body two','decisions':['d2','d'],'tags':['y'],'priority':1}", room.Caller("bob"))).Text("handoff.id");
        await room.DoneAsync("handoff_update", "{'key':'b','comment':'c'}");
        var merged = await room.DoneAsync("handoff_merge", $"{{'refs':['b','{one}'],'key':'m','archive_sources':true}}");
        merged.Text("handoff.status").ShouldBe("open");
        var loaded = (await room.DoneAsync("handoff_load", "{'key':'m'}")).At("handoff");
        loaded.Text("title").ShouldBe("A + b");
        loaded.Texts("decisions").ShouldBe(["d1", "d", "d2"]);
        loaded.Texts("tags").ShouldBe(["x", "y"]);
        loaded.Number("priority").ShouldBe(1);
        loaded.Text("comments.0.text").ShouldBe("c");
        loaded.Texts("merged_from").ShouldBe([one, two]);
        var body = loaded.Text("body");
        body.IndexOf("body one", StringComparison.Ordinal).ShouldBeInRange(1, body.IndexOf("body two", StringComparison.Ordinal));
        body.ShouldContain(two);
        (await room.DoneAsync("handoff_load", "{'key':'a'}")).Text("handoff.status").ShouldBe("archived");
        await room.RefusedAsync(FailureCode.Duplicate, "handoff_merge", "{'refs':['a','b'],'key':'m'}");
        await room.RefusedAsync(FailureCode.Invalid, "handoff_merge", "{'refs':['a']}");
        (await room.RefusedAsync(FailureCode.NotFound, "handoff_merge", "{'refs':['a','nope']}")).Path.ShouldBe("/refs/1");
        await room.RefusedAsync(FailureCode.Invalid, "handoff_merge", "{'refs':['a','a']}");
    }

    [Fact]
    public async Task Delete_IsSoftAndRestoreBringsItBack()
    {
        await using var room = await Room.OpenAsync();
        var id = (await room.DoneAsync("handoff_save", "{'summary':'s','key':'k','body':'b'}")).Text("handoff.id");
        (await room.DoneAsync("handoff_delete", "{'key':'k'}")).Texts("ids").ShouldBe([id]);
        await room.RefusedAsync(FailureCode.NotFound, "handoff_load", $"{{'id':'{id}'}}");
        await room.RefusedAsync(FailureCode.NotFound, "handoff_delete", $"{{'id':'{id}'}}");
        (await room.DoneAsync("handoff_search")).Number("total").ShouldBe(0);
        (await room.DoneAsync("handoff_delete", $"{{'id':'{id}','restore':true}}")).Number("count").ShouldBe(1);
        (await room.DoneAsync("handoff_load", "{'key':'k'}")).Text("handoff.body").ShouldBe("b");
        await room.RefusedAsync(FailureCode.Invalid, "handoff_delete", $"{{'id':'{id}','restore':true}}");
        await room.DoneAsync("handoff_delete", "{'key':'k'}");
        await room.DoneAsync("handoff_save", "{'summary':'new','key':'k'}");
        await room.RefusedAsync(FailureCode.Duplicate, "handoff_delete", $"{{'id':'{id}','restore':true}}");
    }

    [Fact]
    public async Task Delete_ByFilter_NeedsTheRightNumber()
    {
        await using var room = await Room.OpenAsync();
        for (var i = 0; i < 3; i++) await room.DoneAsync("handoff_save", $"{{'summary':'s{i}','tags':['old']}}");
        await room.DoneAsync("handoff_save", "{'summary':'keep'}");
        var failure = await room.RefusedAsync(FailureCode.ConfirmRequired, "handoff_delete", "{'tags':['old']}");
        failure.DetailsJson.ShouldBe("{\"count\":3}");
        await room.RefusedAsync(FailureCode.ConfirmRequired, "handoff_delete", "{'tags':['old'],'confirm':2}");
        (await room.DoneAsync("handoff_delete", "{'tags':['old'],'confirm':3}")).Number("count").ShouldBe(3);
        (await room.DoneAsync("handoff_search")).Number("total").ShouldBe(1);
        (await room.DoneAsync("handoff_delete", "{'tags':['old'],'restore':true,'confirm':3}")).Number("count").ShouldBe(3);
        (await room.DoneAsync("handoff_search")).Number("total").ShouldBe(4);
    }

    [Fact]
    public async Task List_FiltersAndPages_NewestFirst()
    {
        await using var room = await Room.OpenAsync();
        for (var i = 0; i < 7; i++)
        {
            await room.DoneAsync("handoff_save", $"{{'summary':'s{i}','key':'k{i}','tags':['t{i % 2}','all'],'thread':'th{i % 3}'}}", room.Caller(i % 2 == 0 ? "ada" : "bob"));
            room.Clock.Advance(TimeSpan.FromMinutes(1));
        }
        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = await room.DoneAsync("handoff_list", cursor is null ? "{'limit':3}" : $"{{'limit':3,'cursor':'{cursor}'}}");
            page.Number("total").ShouldBeInRange(7, 8);
            seen.AddRange(page.At("handoffs").EnumerateArray().Select(handoff => handoff.Text("key")));
            cursor = page.At("next_cursor").GetString();
            if (seen.Count == 3) await room.DoneAsync("handoff_save", "{'summary':'late','key':'late'}");
        }
        while (cursor is not null && seen.Count < 20);
        seen.Take(3).ShouldBe(["k6", "k5", "k4"]);
        seen.Order().ShouldBe(Enumerable.Range(0, 7).Select(i => $"k{i}"));
        (await room.DoneAsync("handoff_list", "{'tags':['t1']}")).Number("total").ShouldBe(3);
        (await room.DoneAsync("handoff_list", "{'tags_all':['t1','all']}")).Number("total").ShouldBe(3);
        (await room.DoneAsync("handoff_list", "{'from':'bob'}")).Number("total").ShouldBe(3);
        (await room.DoneAsync("handoff_list", "{'thread':'th0'}")).Number("total").ShouldBe(3);
        (await room.DoneAsync("handoff_list", "{'created_after':'2026-03-01T12:04:30Z'}")).Number("total").ShouldBe(3);
        (await room.DoneAsync("handoff_list", "{'status':['done']}")).Number("total").ShouldBe(0);
    }

    [Fact]
    public async Task List_CursorOfOtherFilters_IsRefused()
    {
        await using var room = await Room.OpenAsync();
        for (var i = 0; i < 3; i++) await room.DoneAsync("handoff_save", $"{{'summary':'s{i}'}}");
        var cursor = (await room.DoneAsync("handoff_list", "{'limit':1}")).Text("next_cursor");
        await room.RefusedAsync(FailureCode.BadCursor, "handoff_list", $"{{'limit':1,'status':'open','cursor':'{cursor}'}}");
    }

    [Fact]
    public async Task Search_FindsBodyAndComments_WithSnippets()
    {
        await using var room = await Room.OpenAsync();
        await room.DoneAsync("handoff_save", "{'summary':'Login work','key':'a','body':'long text about the quarterly penguin census\\nand more'}");
        await room.DoneAsync("handoff_save", "{'summary':'Other work','key':'b'}");
        var found = await room.DoneAsync("handoff_search", "{'query':'penguins'}");
        found.Number("total").ShouldBe(1);
        found.Text("handoffs.0.key").ShouldBe("a");
        found.Text("handoffs.0.snippet").ShouldContain("penguin census");
        var range = found.At("handoffs.0.ranges.0");
        found.Text("handoffs.0.snippet")[range[0].GetInt32()..range[1].GetInt32()].ShouldBe("penguin");
        await room.DoneAsync("handoff_update", "{'key':'b','comment':'watch the walrus'}");
        (await room.DoneAsync("handoff_search", "{'query':'walrus'}")).Text("handoffs.0.key").ShouldBe("b");
        (await room.CallAsync("handoff_search", "{'query':'giraffe'}")).Text.ShouldContain("None of");
    }
}
