using Baton.Memory.Outcomes;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Dialects.Sovereign;

/// <summary>Open threads: recorded, listed, touched and resolved, by their id and by a piece of their question.</summary>
public sealed class SovereignThreadTests
{
    [Fact]
    public async Task Record_KeepsQuestionContextAndDomain()
    {
        await using var room = await Room.OpenAsync();
        var tools = room.Sovereign();
        var recorded = await tools.DoneAsync("record_open_thread", "{'question':'How deep?','context':'At the bend','domain':'river'}");
        var id = recorded.Content.Text("thread_id");
        recorded.Text.ShouldBe($"Open thread recorded: {id}, project default.");
        var memory = (await room.DoneAsync("memory_get", $"{{'id':'{id}'}}")).At("memory");
        memory.Text("content").ShouldBe("How deep?\n\nContext: At the bend");
        memory.Text("type").ShouldBe("question");
        memory.Texts("tags").ShouldBe(["river"]);
        var shown = (await tools.DoneAsync("get_open_threads")).Content;
        shown.Text("threads.0.id").ShouldBe(id);
        shown.Text("threads.0.domain").ShouldBe("river");
        shown.Text("threads.0.layer").ShouldBe("open_thread");
        shown.Number("threads.0.family_size").ShouldBe(1);
        shown.Number("threads.0.touches").ShouldBe(0);
    }

    [Theory]
    [InlineData("{'question':'How deep?','domain':'ghp_0123456789abcdefghijABCDEFGHIJ012345'}", "/domain")]
    [InlineData("{'question':'How deep?','domain':'a\\nb'}", "/domain")]
    [InlineData("{'question':' '}", "/question")]
    public async Task Record_OfWhatCannotBe_IsRefused_AndNothingIsKept(string call, string path)
    {
        await using var room = await Room.OpenAsync();
        var tools = room.Sovereign();
        (await tools.RefusedAsync(FailureCode.Invalid, "record_open_thread", call)).Failure!.Path.ShouldBe(path);
        (await tools.DoneAsync("get_open_threads")).Content.Number("total").ShouldBe(0);
    }

    [Fact]
    public async Task Record_WithAContextThatIsTooLong_SaysItOfTheContext()
    {
        await using var room = await Room.OpenAsync();
        var refused = await room.Sovereign().RefusedAsync(FailureCode.TooLarge, "record_open_thread", $"{{'question':'How deep?','context':'{new string('x', 1024 * 1024)}'}}");
        refused.Failure!.Path.ShouldBe("/context");
    }

    [Fact]
    public async Task List_IsNewestFirst_Paged_AndTellsFamiliesAndTouches()
    {
        await using var room = await Room.OpenAsync();
        var tools = room.Sovereign();
        var ids = new List<string>();
        foreach (var (question, domain) in (IEnumerable<(string, string)>)[("How deep?", "river"), ("How  DEEP?", "river"), ("How wide?", "river"), ("Which tree?", "wood")])
        {
            ids.Add((await tools.DoneAsync("record_open_thread", $"{{'question':'{question}','domain':'{domain}'}}")).Content.Text("thread_id"));
            room.Clock.Advance(TimeSpan.FromMinutes(1));
        }
        await tools.DoneAsync("thread_touch", $"{{'thread_id':'{ids[2]}','note':'Asked again','instance_id':'beta'}}");
        await tools.DoneAsync("thread_touch", $"{{'thread_id':'{ids[2]}','note':'And again'}}");
        (await IdsAsync(tools, "{}")).ShouldBe([ids[3], ids[2], ids[1]]);
        (await IdsAsync(tools, "{'coalesce_families':false}")).ShouldBe([ids[3], ids[2], ids[1], ids[0]]);
        (await IdsAsync(tools, "{'limit':1,'offset':1}")).ShouldBe([ids[2]]);
        (await IdsAsync(tools, "{'domain':'wood'}")).ShouldBe([ids[3]]);
        (await IdsAsync(tools, "{'domain_contains':'IV'}")).ShouldBe([ids[2], ids[1]]);
        (await IdsAsync(tools, "{'offset':3}")).ShouldBeEmpty();
        var all = (await tools.DoneAsync("get_open_threads", "{'limit':2,'with_total':true}")).Content;
        all.Number("total").ShouldBe(3);
        all.Number("threads.1.touches").ShouldBe(2);
        (await tools.DoneAsync("get_open_threads")).Content.Number("threads.2.family_size").ShouldBe(2);
    }

    [Fact]
    public async Task Touch_IsARecordOfItsOwn_AndLeavesTheThreadAsItIs()
    {
        await using var room = await Room.OpenAsync();
        var tools = room.Sovereign();
        var thread = (await tools.DoneAsync("record_open_thread", "{'question':'How deep?'}")).Content.Text("thread_id");
        var touched = await tools.DoneAsync("thread_touch", $"{{'thread_id':'{thread}','note':'Asked at the ferry','instance_id':'beta'}}");
        touched.Content.Text("thread_id").ShouldBe(thread);
        var touch = (await room.DoneAsync("memory_get", $"{{'id':'{touched.Content.Text("touch_id")}'}}")).At("memory");
        touch.Text("content").ShouldBe("Asked at the ferry");
        touch.Text("thread").ShouldBe(thread);
        (await room.DoneAsync("memory_get", $"{{'id':'{thread}'}}")).Number("memory.version").ShouldBe(1);
        (await tools.InsightsAsync()).ShouldBeEmpty();
        (await tools.RefusedAsync(FailureCode.Invalid, "thread_touch", $"{{'thread_id':'{thread}','note':' '}}")).Failure!.Path.ShouldBe("/note");
    }

    [Fact]
    public async Task ResolveById_ClosesIt_KeepsWhatWasAsked_AndASecondTimeSaysSo()
    {
        await using var room = await Room.OpenAsync();
        var tools = room.Sovereign();
        var thread = (await tools.DoneAsync("record_open_thread", "{'question':'How deep?'}")).Content.Text("thread_id");
        var resolved = await tools.DoneAsync("resolve_thread_by_id", $"{{'thread_id':'{thread}','resolution':'A span'}}");
        resolved.Content.Text("thread_id").ShouldBe(thread);
        (await tools.DoneAsync("get_open_threads")).Content.Number("total").ShouldBe(0);
        var memory = (await room.DoneAsync("memory_get", $"{{'id':'{thread}','history':true}}"));
        memory.Text("memory.content").ShouldBe("How deep?\n\nResolution: A span");
        memory.Text("memory.valid_to").ShouldBe("2026-03-01T12:00:00.000Z");
        memory.Text("history.0.content").ShouldBe("How deep?");
        (await tools.RefusedAsync(FailureCode.Invalid, "resolve_thread_by_id", $"{{'thread_id':'{thread}','resolution':'Two'}}")).Failure!.Path.ShouldBe("/thread_id");
    }

    [Theory]
    [InlineData("resolve_thread_by_id", "'thread_id':'{thread}','resolution':' '")]
    [InlineData("resolve_thread", "'domain':'river','question_fragment':'deep','resolution':''")]
    public async Task Resolution_ThatSaysNothing_IsRefused_AndTheThreadStaysOpen(string tool, string said)
    {
        await using var room = await Room.OpenAsync();
        var tools = room.Sovereign();
        var thread = (await tools.DoneAsync("record_open_thread", "{'question':'How deep?','domain':'river'}")).Content.Text("thread_id");
        (await tools.RefusedAsync(FailureCode.Invalid, tool, $"{{{said.Replace("{thread}", thread, StringComparison.Ordinal)}}}")).Failure!.Path.ShouldBe("/resolution");
        (await tools.DoneAsync("get_open_threads")).Content.Number("total").ShouldBe(1);
    }

    [Fact]
    public async Task Resolve_ByAPiece_NeedsExactlyOneOfTheDomain()
    {
        await using var room = await Room.OpenAsync();
        var tools = room.Sovereign();
        var deep = (await tools.DoneAsync("record_open_thread", "{'question':'How deep is it?','domain':'river'}")).Content.Text("thread_id");
        var wide = (await tools.DoneAsync("record_open_thread", "{'question':'How wide is it?','domain':'river'}")).Content.Text("thread_id");
        var several = await tools.RefusedAsync(FailureCode.AmbiguousId, "resolve_thread", "{'domain':'river','question_fragment':'how','resolution':'A span'}");
        several.Failure!.Path.ShouldBe("/question_fragment");
        several.Text.ShouldContain(deep);
        several.Text.ShouldContain(wide);
        (await tools.RefusedAsync(FailureCode.NotFound, "resolve_thread", "{'domain':'wood','question_fragment':'deep','resolution':'A span'}")).Failure!.Path.ShouldBe("/question_fragment");
        (await tools.DoneAsync("resolve_thread", "{'domain':'river','question_fragment':'DEEP','resolution':'A span'}")).Content.Text("thread_id").ShouldBe(deep);
        (await IdsAsync(tools, "{}")).ShouldBe([wide]);
    }

    private static async Task<List<string>> IdsAsync(DialectRoom tools, string call)
        => [.. (await tools.DoneAsync("get_open_threads", call)).Content.At("threads").EnumerateArray().Select(one => one.Text("id"))];
}
