using Baton.Memory.Dialects;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Dialects;

/// <summary>Two records that say the same are two: the one that a dialect's own filter leaves out hides nothing of the other.</summary>
public sealed class AlikeTests
{
    private const string Said = "we saw one zebra at noon and then went home again";

    [Fact]
    public async Task ConversationHandoff_FindsTheOneOfTheOtherAi()
    {
        await using var room = await Room.OpenAsync();
        var dialect = new DialectRoom(room, DialectNames.ConversationHandoff);
        foreach (var ai in (string[])["claude", "gpt"]) await dialect.DoneAsync("handoff_save", $"{{'key':'{ai}','title':'t','summary':'{Said}','conversation':'{Said}','from_ai':'{ai}'}}");
        (await KeysAsync("")).ShouldBe(["claude", "gpt"], ignoreOrder: true);
        (await KeysAsync(",'from_ai':'claude'")).ShouldBe(["claude"]);
        (await KeysAsync(",'from_ai':'gpt'")).ShouldBe(["gpt"]);

        async Task<IEnumerable<string>> KeysAsync(string more)
            => (await dialect.DoneAsync("handoff_search", $"{{'query':'zebra'{more}}}")).Content.At("handoffs").EnumerateArray().Select(one => one.Text("key"));
    }

    [Fact]
    public async Task M3_FindsTheOneOfTheOtherUser()
    {
        await using var room = await Room.OpenAsync();
        var dialect = new DialectRoom(room, DialectNames.M3);
        foreach (var user in (string[])["ann", "ben"]) await dialect.DoneAsync("memory_write", $"{{'type':'fact','content':'{Said}','user_id':'{user}'}}");
        foreach (var user in (string[])["ann", "ben"]) (await dialect.DoneAsync("memory_search", $"{{'query':'zebra','user_id':'{user}'}}")).Content.Number("count").ShouldBe(1, user);
    }

    [Fact]
    public async Task Loaditout_RecallsEveryKey()
    {
        await using var room = await Room.OpenAsync();
        var dialect = new DialectRoom(room, DialectNames.Loaditout);
        foreach (var key in (string[])["one", "two"]) await dialect.DoneAsync("save_memory", $"{{'key':'{key}','value':'{Said}','type':'context'}}", dialect.Caller(key));
        (await dialect.DoneAsync("recall_memory", "{'query':'zebra'}")).Content.Number("total").ShouldBe(2);
    }

    [Fact]
    public async Task Sovereign_RecallsTheOneOfTheOtherDomain()
    {
        await using var room = await Room.OpenAsync();
        var dialect = new DialectRoom(room, DialectNames.Sovereign);
        foreach (var domain in (string[])["one", "two"]) await dialect.DoneAsync("record_insight", $"{{'domain':'{domain}','content':'{Said}'}}");
        foreach (var domain in (string[])["one", "two"]) (await dialect.DoneAsync("recall_insights", $"{{'query':'zebra','domain':'{domain}'}}")).Content.At("insights").GetArrayLength().ShouldBe(1, domain);
    }
}
