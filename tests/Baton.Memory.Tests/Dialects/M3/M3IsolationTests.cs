using Baton.Memory.Dialects;
using Baton.Memory.Outcomes;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Dialects.M3;

/// <summary>Isolation, <c>as_of</c> and <c>conversation_id</c> hold on every path, whichever finds a record.</summary>
public sealed class M3IsolationTests
{
    [Theory]
    [InlineData("hybrid")]
    [InlineData("semantic")]
    [InlineData("keyword")]
    public async Task UserIdAndScope_HoldInEveryMode(string mode)
    {
        await using var room = await Room.OpenAsync();
        var m3 = Open(room);
        await m3.DoneAsync("memory_write", "{'type':'fact','content':'garden gate code of Ann','user_id':'ann','scope':'session'}");
        await m3.DoneAsync("memory_write", "{'type':'fact','content':'garden gate code of Ben','user_id':'ben'}");
        (await FoundAsync(m3, $"'query':'garden gate','search_mode':'{mode}','user_id':'ben'")).ShouldBe(["garden gate code of Ben"]);
        (await FoundAsync(m3, $"'query':'garden gate','search_mode':'{mode}','scope':'session'")).ShouldBe(["garden gate code of Ann"]);
        (await FoundAsync(m3, $"'query':'garden gate','search_mode':'{mode}','user_id':'nobody'")).ShouldBeEmpty();
    }

    [Fact]
    public async Task ScopeUser_IsSeenByNobodyElse_OnAnyPath()
    {
        await using var room = await Room.OpenAsync();
        var m3 = Open(room);
        var id = (await m3.DoneAsync("memory_write", "{'type':'fact','content':'private diary entry','scope':'user','agent_id':'alpha'}")).Content.Text("id");
        var other = (await m3.DoneAsync("memory_write", "{'type':'fact','content':'public diary rules'}")).Content.Text("id");
        await m3.DoneAsync("memory_link", $"{{'from_id':'{id}','to_id':'{other}'}}");
        var bob = m3.Caller("bob");
        (await m3.DoneAsync("memory_search", "{'query':'diary entry','user_id':''}", bob)).Content.At("results").EnumerateArray().Select(one => one.Text("id")).ShouldBe([other]);
        await m3.RefusedAsync(FailureCode.NotFound, "memory_get", $"{{'id':'{id}'}}", bob);
        await m3.RefusedAsync(FailureCode.NotFound, "memory_history", $"{{'memory_id':'{id}'}}", bob);
        await m3.RefusedAsync(FailureCode.NotFound, "memory_verify", $"{{'id':'{id}'}}", bob);
        (await m3.DoneAsync("memory_graph", $"{{'memory_id':'{other}','depth':3}}", bob)).Content.At("edges").GetArrayLength().ShouldBe(0);
        (await m3.DoneAsync("memory_export", "{}", bob)).Content.Number("item_count").ShouldBe(1);
        (await m3.DoneAsync("memory_lifecycle_summary", "{}", bob)).Content.Number("total").ShouldBe(1);
        (await m3.DoneAsync("memory_search", "{'query':'diary entry'}")).Content.Text("results.0.scope").ShouldBe("user");
    }

    [Fact]
    public async Task ScopeOrg_IsFoundFromEveryProject()
    {
        await using var room = await Room.OpenAsync();
        var m3 = Open(room);
        await m3.DoneAsync("memory_write", "{'type':'fact','content':'company holiday calendar','scope':'org','project':'one'}");
        await m3.DoneAsync("memory_write", "{'type':'fact','content':'team holiday plan','project':'one'}");
        (await FoundAsync(m3, "'query':'holiday','project':'two'")).ShouldBe(["company holiday calendar"]);
    }

    [Fact]
    public async Task AsOf_IsHonoured()
    {
        await using var room = await Room.OpenAsync();
        var m3 = Open(room);
        await m3.DoneAsync("memory_write", "{'type':'fact','content':'office in Berlin','valid_from':'2020-01-01','valid_to':'2023-01-01'}");
        await m3.DoneAsync("memory_write", "{'type':'fact','content':'office in Lisbon','valid_from':'2023-01-01'}");
        (await FoundAsync(m3, "'query':'office','as_of':'2021-06-01'")).ShouldBe(["office in Berlin"]);
        (await FoundAsync(m3, "'query':'office','as_of':'2024-06-01'")).ShouldBe(["office in Lisbon"]);
        (await FoundAsync(m3, "'query':'office','as_of':'2019-06-01'")).ShouldBeEmpty();
        (await m3.RefusedAsync(FailureCode.Invalid, "memory_search", "{'query':'office','as_of':'then'}")).Failure!.Path.ShouldBe("/as_of");
    }

    [Fact]
    public async Task ConversationId_IsHonouredForMemoriesAndHandoffs()
    {
        await using var room = await Room.OpenAsync();
        var m3 = Open(room);
        var conversation = (await m3.DoneAsync("conversation_start", "{'title':'Planning'}")).Content.Text("conversation_id");
        await m3.DoneAsync("memory_write", $"{{'type':'fact','content':'budget is ten','conversation_id':'{conversation}'}}");
        await m3.DoneAsync("memory_write", "{'type':'fact','content':'budget is twelve elsewhere'}");
        await m3.DoneAsync("save_handoff", "{'project':'default','summary':'budget handoff','next_steps':'ask'}");
        (await FoundAsync(m3, $"'query':'budget','conversation_id':'{conversation}'")).ShouldBe(["budget is ten"]);
    }

    [Theory]
    [InlineData("hybrid")]
    [InlineData("semantic")]
    [InlineData("keyword")]
    public async Task AsOfAndConversationId_HoldInEveryMode(string mode)
    {
        await using var room = await Room.OpenAsync();
        var m3 = Open(room);
        var talk = (await m3.DoneAsync("conversation_start", "{'title':'Moving'}")).Content.Text("conversation_id");
        await m3.DoneAsync("memory_write", $"{{'type':'fact','content':'office in Berlin','valid_from':'2020-01-01','valid_to':'2023-01-01','conversation_id':'{talk}'}}");
        await m3.DoneAsync("memory_write", "{'type':'fact','content':'office in Lisbon','valid_from':'2023-01-01'}");
        (await FoundAsync(m3, $"'query':'office','search_mode':'{mode}','as_of':'2021-06-01'")).ShouldBe(["office in Berlin"]);
        (await FoundAsync(m3, $"'query':'office','search_mode':'{mode}','as_of':'2024-06-01'")).ShouldBe(["office in Lisbon"]);
        (await FoundAsync(m3, $"'query':'office','search_mode':'{mode}','as_of':'2021-06-01','conversation_id':'{talk}'")).ShouldBe(["office in Berlin"]);
        (await FoundAsync(m3, $"'query':'office','search_mode':'{mode}','as_of':'2024-06-01','conversation_id':'{talk}'")).ShouldBeEmpty();
    }

    /// <summary>Handoffs are found beside memories, and the same filters hold for them.</summary>
    [Fact]
    public async Task Filters_HoldForHandoffsToo()
    {
        await using var room = await Room.OpenAsync();
        var m3 = Open(room);
        await m3.DoneAsync("save_handoff", "{'project':'default','summary':'budget handoff','next_steps':'ask'}");
        (await m3.DoneAsync("memory_search", "{'query':'budget'}")).Content.Number("count").ShouldBe(1);
        foreach (var filter in (string[])["'user_id':'ben'", "'as_of':'2021-06-01'", "'conversation_id':'c1'", "'agent_filter':'ben'", "'scope':'user'", "'scope':'org'", "'type_filter':'fact'", "'project':'other'"])
        {
            (await m3.DoneAsync("memory_search", $"{{'query':'budget',{filter}}}")).Content.Number("count").ShouldBe(0, filter);
        }
    }

    [Fact]
    public async Task AgentFilter_GoesByTheLabel_AndTheLabelGivesNoRights()
    {
        await using var room = await Room.OpenAsync();
        var m3 = Open(room);
        var id = (await m3.DoneAsync("memory_write", "{'type':'fact','content':'signed by alpha','agent_id':'alpha','scope':'user'}")).Content.Text("id");
        (await FoundAsync(m3, "'query':'signed','agent_filter':'alpha'")).Count.ShouldBe(1);
        (await FoundAsync(m3, "'query':'signed','agent_filter':'beta'")).ShouldBeEmpty();
        await m3.RefusedAsync(FailureCode.NotFound, "memory_get", $"{{'id':'{id}'}}", m3.Caller("alpha"));
    }

    [Fact]
    public async Task Scratchpad_IsLeftOutUnlessAskedFor()
    {
        await using var room = await Room.OpenAsync();
        var m3 = Open(room);
        await m3.DoneAsync("memory_write", "{'type':'scratchpad','content':'passing thought'}");
        (await FoundAsync(m3, "'query':'thought'")).ShouldBeEmpty();
        (await FoundAsync(m3, "'query':'thought','include_scratchpad':true")).Count.ShouldBe(1);
        (await FoundAsync(m3, "'query':'thought','type_filter':'scratchpad'")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task K_BeyondAPage_IsFilledFromTheNextOnes()
    {
        await using var room = await Room.OpenAsync();
        var m3 = Open(room);
        for (var i = 0; i < 130; i++) await m3.DoneAsync("memory_write", $"{{'type':'fact','content':'ledger line number {i} of {i * 7}','user_id':'{(i % 10 == 0 ? "rare" : "often")}'}}");
        (await FoundAsync(m3, "'query':'ledger line','user_id':'rare','k':13")).Count.ShouldBe(13);
        await m3.RefusedAsync(FailureCode.Invalid, "memory_search", "{'query':'ledger','k':0}");
    }

    private static DialectRoom Open(Room room) => new(room, DialectNames.M3);

    private static async Task<List<string>> FoundAsync(DialectRoom m3, string arguments)
        => [.. (await m3.DoneAsync("memory_search", $"{{{arguments}}}")).Content.At("results").EnumerateArray().Select(one => one.Text("content"))];
}
