using Baton.Memory.Outcomes;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Dialects.M3;

/// <summary><c>memory_search</c>: each filter, each mode, and its bounds.</summary>
public sealed class M3SearchToolTests
{
    [Fact]
    public async Task Search_GivesTheWholeRow_WithScoreAndConfidence()
    {
        await using var room = await Room.OpenAsync();
        var m3 = room.M3();
        var id = await m3.WriteAsync("Alder wood floats", "'title':'Alder','agent_id':'alpha','importance':0.7");
        var found = await m3.DoneAsync("memory_search", "{'query':'alder'}");
        var row = found.Content.At("results.0");
        row.Text("id").ShouldBe(id);
        row.Text("content").ShouldBe("Alder wood floats");
        row.Text("title").ShouldBe("Alder");
        row.Text("agent_id").ShouldBe("alpha");
        row.At("importance").GetDouble().ShouldBe(0.7);
        row.At("score").GetDouble().ShouldBeGreaterThan(0);
        found.Content.At("confidence").GetDouble().ShouldBe(1);
        found.Content.Number("count").ShouldBe(1);
        found.Content.Has("explanation").ShouldBeFalse();
        found.Text.ShouldStartWith("1 found in project default. ");
    }

    [Fact]
    public async Task Search_OfNothing_ExplainsItself()
    {
        await using var room = await Room.OpenAsync();
        var m3 = room.M3();
        await m3.WriteAsync("Alder wood floats");
        var none = await m3.DoneAsync("memory_search", "{'query':'basalt'}");
        none.Content.Number("count").ShouldBe(0);
        none.Content.Text("explanation").ShouldNotBeNullOrWhiteSpace();
        none.Text.ShouldStartWith("Nothing found in project default.");
    }

    [Theory]
    [InlineData("hybrid")]
    [InlineData("semantic")]
    [InlineData("keyword")]
    public async Task Mode_OfEachWord_FindsIt_WithTheOtherArgumentsAsTheirDefaults(string mode)
    {
        await using var room = await Room.OpenAsync();
        var m3 = room.M3();
        var id = await m3.WriteAsync("Alder wood floats");
        (await m3.FoundAsync($"{{'query':'alder','search_mode':'{mode}','recency_bias':0.0,'adaptive_k':false,'include_bench_data':false,'requesting_agent':'','explain':false}}")).ShouldBe([id]);
    }

    [Fact]
    public async Task Filters_EachTakeWhatTheyName()
    {
        await using var room = await Room.OpenAsync();
        var m3 = room.M3();
        var fact = await m3.WriteAsync("Alder wood floats", "'agent_id':'alpha','user_id':'u1','scope':'session','conversation_id':'c-1'");
        var decision = await m3.WriteAsync("Alder planks are cut", "'agent_id':'beta','user_id':'u2','scope':'org'", "decision");
        var scratch = await m3.WriteAsync("Alder scribble", "", "scratchpad");
        (await m3.FoundAsync("{'query':'alder','type_filter':'decision'}")).ShouldBe([decision]);
        (await m3.FoundAsync("{'query':'alder','agent_filter':'alpha'}")).ShouldBe([fact]);
        (await m3.FoundAsync("{'query':'alder','agent_filter':'ada'}")).ShouldBeEmpty();
        (await m3.FoundAsync("{'query':'alder','user_id':'u2'}")).ShouldBe([decision]);
        (await m3.FoundAsync("{'query':'alder','scope':'session'}")).ShouldBe([fact]);
        (await m3.FoundAsync("{'query':'alder','conversation_id':'c-1'}")).ShouldBe([fact]);
        (await m3.FoundAsync("{'query':'alder','include_scratchpad':true,'agent_filter':'ada'}")).ShouldBe([scratch]);
        (await m3.FoundAsync("{'query':'alder','type_filter':'scratchpad'}")).ShouldBe([scratch]);
        (await m3.FoundAsync("{'query':'alder'}")).Order().ShouldBe(new[] { fact, decision }.Order());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(200)]
    public async Task K_IsHowManyComeAtMost(int k)
    {
        await using var room = await Room.OpenAsync();
        var m3 = room.M3();
        foreach (var tree in (string[])["Alder", "Birch", "Cedar"]) await m3.WriteAsync($"{tree} floats on the river");
        (await m3.FoundAsync($"{{'query':'floats river','k':{k}}}")).Count.ShouldBe(Math.Min(k, 3));
    }

    [Theory]
    [InlineData("'k':0", "/k")]
    [InlineData("'k':201", "/k")]
    [InlineData("'as_of':'then'", "/as_of")]
    [InlineData("'search_mode':'magic'", "/search_mode")]
    public async Task Search_OutsideItsBounds_IsRefusedAtItsPlace(string said, string path)
    {
        await using var room = await Room.OpenAsync();
        (await room.M3().RefusedAsync(FailureCode.Invalid, "memory_search", $"{{'query':'alder',{said}}}")).Failure!.Path.ShouldBe(path);
    }

    [Fact]
    public async Task Handoffs_AreFoundAmongMemories_AndAloneByTheirType()
    {
        await using var room = await Room.OpenAsync();
        var m3 = room.M3();
        var memory = await m3.WriteAsync("Alder wood floats");
        var handoff = (await m3.DoneAsync("save_handoff", "{'project':'default','summary':'Cut the alder','next_steps':'Then float it'}")).Content.Text("id");
        (await m3.FoundAsync("{'query':'alder'}")).Order().ShouldBe(new[] { memory, handoff }.Order());
        var row = (await m3.DoneAsync("memory_search", "{'query':'alder','type_filter':'handoff'}")).Content.At("results");
        row.GetArrayLength().ShouldBe(1);
        row.Text("0.id").ShouldBe(handoff);
        row.Texts("0.next_steps").ShouldBe(["Then float it"]);
        (await m3.FoundAsync("{'query':'alder','scope':'session'}")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Explain_ShowsWhatTheScoreIsMadeOf_AndWithoutItDoesNot()
    {
        await using var room = await Room.OpenAsync();
        var m3 = room.M3();
        await m3.WriteAsync("Alder wood floats");
        (await m3.DoneAsync("memory_search", "{'query':'alder','explain':true}")).Content.At("results.0").Has("explain").ShouldBeTrue();
        (await m3.DoneAsync("memory_search", "{'query':'alder'}")).Content.At("results.0").Has("explain").ShouldBeFalse();
    }
}
