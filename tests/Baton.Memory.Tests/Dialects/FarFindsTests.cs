using System.Text.Json;
using Baton.Memory.Dialects;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Dialects;

/// <summary>What a dialect's own filter lets through is found behind any number of better hits that it does not let through.</summary>
public sealed class FarFindsTests
{
    /// <summary>More than any one page, and more than a cursor goes on to.</summary>
    private const int Better = 410;
    private static readonly string Far = "far away a zebra was seen once " + string.Join(' ', Enumerable.Range(0, 60).Select(number => $"by{number}"));

    [Fact]
    public async Task Sovereign_RecallsARareDomain()
    {
        await using var room = await Room.OpenAsync();
        var dialect = new DialectRoom(room, DialectNames.Sovereign);
        var first = room.Clock.GetUtcNow().ToString("o");
        await dialect.DoneAsync("record_insight", $"{{'domain':'rare','content':'{Far}'}}");
        room.Clock.Advance(TimeSpan.FromMinutes(1));
        await FillAsync(room, "insight");
        foreach (var filter in (string[])["'domain':'rare'", "'domain_contains':'RAR'", "'domain':'rare','order':'oldest'", "'domain':'rare','limit':1", $"'end_date':'{first}'"])
        {
            var found = (await dialect.DoneAsync("recall_insights", $"{{'query':'zebra',{filter}}}")).Content;
            found.At("insights").EnumerateArray().Select(insight => insight.Text("content")).ShouldBe([Far], filter);
            found.Number("total").ShouldBe(1, filter);
        }
        (await dialect.DoneAsync("recall_insights", "{'query':'zebra','domain':'none'}")).Content.Number("total").ShouldBe(0);
    }

    [Fact]
    public async Task Sovereign_RecallsAnInsight_BehindMessagesThatAreNone()
    {
        await using var room = await Room.OpenAsync();
        var dialect = new DialectRoom(room, DialectNames.Sovereign);
        await dialect.DoneAsync("record_insight", $"{{'domain':'d','content':'{Far}'}}");
        await FillAsync(room, "message");
        (await dialect.DoneAsync("recall_insights", "{'query':'zebra'}")).Content.Number("total").ShouldBe(1);
    }

    [Fact]
    public async Task Sovereign_SaysThatThereIsMore_WhereTheLimitCutsOff()
    {
        await using var room = await Room.OpenAsync();
        var dialect = new DialectRoom(room, DialectNames.Sovereign);
        await FillAsync(room, "insight");
        var found = (await dialect.DoneAsync("recall_insights", "{'query':'zebra','limit':20}")).Content;
        found.At("insights").GetArrayLength().ShouldBe(20);
        found.Text("note").ShouldContain("raise limit");
        var all = (await dialect.DoneAsync("recall_insights", "{'query':'zebra','limit':1000}")).Content;
        all.At("insights").GetArrayLength().ShouldBe(Better);
        all.Number("total").ShouldBe(Better);
        all.Has("note").ShouldBeFalse();
    }

    [Fact]
    public async Task M3_FindsARareLabel()
    {
        await using var room = await Room.OpenAsync();
        var dialect = new DialectRoom(room, DialectNames.M3);
        await dialect.DoneAsync("memory_write", $"{{'type':'lore','content':'{Far}','user_id':'ann','agent_id':'alpha','scope':'user'}}");
        await FillAsync(room, "fact");
        foreach (var filter in (string[])["'user_id':'ann'", "'agent_filter':'alpha'", "'scope':'user'", "'type_filter':'lore'"])
        {
            var found = (await dialect.DoneAsync("memory_search", $"{{'query':'zebra',{filter}}}")).Content;
            found.At("results").EnumerateArray().Select(result => result.Text("content")).ShouldBe([Far], filter);
        }
    }

    [Fact]
    public async Task M3_FindsAHandoffOfARareAgent()
    {
        await using var room = await Room.OpenAsync();
        var dialect = new DialectRoom(room, DialectNames.M3);
        await dialect.DoneAsync("memory_handoff", $"{{'from_agent':'rare','to_agent':'beta','task':'{Far}'}}");
        await FillHandoffsAsync(room);
        (await dialect.DoneAsync("memory_search", "{'query':'zebra','type_filter':'handoff','agent_filter':'rare'}")).Content.Number("count").ShouldBe(1);
    }

    [Fact]
    public async Task ConversationHandoff_FindsARareLabel()
    {
        await using var room = await Room.OpenAsync();
        var dialect = new DialectRoom(room, DialectNames.ConversationHandoff);
        await dialect.DoneAsync("handoff_save", $"{{'key':'rare','summary':'{Far}','conversation':'c','from_ai':'gpt','from_project':'rare','status':'completed'}}");
        await FillHandoffsAsync(room);
        foreach (var filter in (string[])["'from_ai':'gpt'", "'from_project':'rare'", "'status':'completed'"])
        {
            foreach (var query in (string[])["'query':'zebra',", "'query':' ',", ""])
            {
                var found = (await dialect.DoneAsync("handoff_search", $"{{{query}{filter}}}")).Content;
                found.At("handoffs").EnumerateArray().Select(handoff => handoff.Text("key")).ShouldBe(["rare"], query + filter);
            }
        }
    }

    [Fact]
    public async Task Loaditout_RecallsAll_AndThoseSinceAMoment()
    {
        await using var room = await Room.OpenAsync();
        var dialect = new DialectRoom(room, DialectNames.Loaditout);
        await FillAsync(room, "context");
        room.Clock.Advance(TimeSpan.FromHours(1));
        await dialect.DoneAsync("save_memory", $"{{'key':'rare','value':'{Far}','type':'context'}}");
        var since = room.Clock.GetUtcNow().ToString("o");
        (await dialect.DoneAsync("recall_memory", $"{{'query':'zebra','since':'{since}'}}")).Content.At("memories").EnumerateArray().Select(one => one.Text("key")).ShouldBe(["rare"]);
        var all = (await dialect.DoneAsync("recall_memory", "{'query':'zebra','limit':1000}")).Content;
        all.At("memories").GetArrayLength().ShouldBe(Better + 1);
        all.Number("total").ShouldBe(Better + 1);
    }

    [Fact]
    public async Task Ainote_FindsARareTask_AndEachOfThoseThatSayTheSame()
    {
        await using var room = await Room.OpenAsync();
        var dialect = new DialectRoom(room, DialectNames.Ainote);
        await dialect.DoneAsync("create_task", $"{{'content':'{Far}','is_important':true}}");
        for (var number = 0; number < Better; number++) await dialect.DoneAsync("create_task", "{'content':'feed the zebra in the morning and again at night'}");
        (await dialect.DoneAsync("list_tasks", "{'search':'zebra','is_important':true}")).Content.Number("total").ShouldBe(1);
        (await dialect.DoneAsync("list_tasks", "{'search':'zebra'}")).Content.Number("total").ShouldBe(Better + 1);
    }

    private static async Task FillAsync(Room room, string type)
    {
        var items = Enumerable.Range(0, Better).Select(number => new { content = $"zebra {number}", type });
        foreach (var batch in items.Chunk(500)) (await room.RawAsync("memory_save", JsonSerializer.SerializeToUtf8Bytes(new { memories = batch }))).Failure.ShouldBeNull();
    }

    private static async Task FillHandoffsAsync(Room room)
    {
        for (var number = 0; number < Better; number++) await room.DoneAsync("handoff_save", $"{{'summary':'zebra {number}'}}");
    }
}
