using Baton.Memory.Dialects.M3.Searching;
using Baton.Memory.Outcomes;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Dialects.M3;

/// <summary>The arguments of <c>memory_search</c> that move the ranking or say who asks.</summary>
public sealed class M3RankingArgumentTests
{
    /// <summary>An old memory says more of it than a new one; being new outweighs that only for who asks for it.</summary>
    [Theory]
    [InlineData("", "old")]
    [InlineData(",'recency_bias':0", "old")]
    [InlineData(",'recency_bias':0.01", "old")]
    [InlineData(",'recency_bias':1", "new")]
    public async Task RecencyBias_LiftsTheNew_AsMuchAsItSays(string said, string first)
    {
        await using var room = await Room.OpenAsync();
        var m3 = room.M3();
        await m3.WriteAsync("The relay gate code is kept in the relay gate house", "'title':'old'");
        room.Clock.Advance(TimeSpan.FromDays(360));
        await m3.WriteAsync("The relay gate has a new code since the house was painted in another colour", "'title':'new'");
        var results = (await m3.DoneAsync("memory_search", $"{{'query':'relay gate code'{said}}}")).Content.At("results");
        results.Text("0.title").ShouldBe(first);
    }

    /// <summary>The half-life of a fact is 90 days: 0.8 of the bias is left of nothing else than its age.</summary>
    [Theory]
    [InlineData("fact", 0, 0.8)]
    [InlineData("fact", 90, 0.4)]
    [InlineData("fact", 180, 0.2)]
    [InlineData("context", 14, 0.4)]
    [InlineData("result", 30, 0.4)]
    [InlineData("preference", 365, 0.4)]
    public async Task RecencyBias_IsShownByExplain_HalvedByAge(string type, int days, double part)
    {
        await using var room = await Room.OpenAsync();
        var m3 = room.M3();
        await m3.WriteAsync("Alder wood floats", "", type);
        room.Clock.Advance(TimeSpan.FromDays(days));
        var found = (await m3.DoneAsync("memory_search", "{'query':'alder','recency_bias':0.8,'explain':true}")).Content;
        found.At("results.0.explain.recency").GetDouble().ShouldBe(part, 1e-3);
        (await m3.DoneAsync("memory_search", "{'query':'alder','explain':true}")).Content.At("results.0.explain").Has("recency").ShouldBeFalse();
    }

    [Fact]
    public async Task RecencyBias_HoldsForHandoffsAsForMemories()
    {
        await using var room = await Room.OpenAsync();
        var m3 = room.M3();
        await m3.DoneAsync("save_handoff", "{'project':'default','summary':'Cut the alder','next_steps':'Float it'}");
        room.Clock.Advance(TimeSpan.FromDays(90));
        var found = (await m3.DoneAsync("memory_search", "{'query':'alder','type_filter':'handoff','recency_bias':1,'explain':true}")).Content;
        found.At("results.0.explain.recency").GetDouble().ShouldBe(0.5, 1e-3);
    }

    [Fact]
    public async Task RecencyBias_BringsInNothingThatTheQuestionDoesNotMatch()
    {
        await using var room = await Room.OpenAsync();
        var m3 = room.M3();
        var id = await m3.WriteAsync("Alder wood floats");
        room.Clock.Advance(TimeSpan.FromDays(900));
        await m3.WriteAsync("Basalt sinks");
        (await m3.FoundAsync("{'query':'alder','recency_bias':1}")).ShouldBe([id]);
    }

    [Theory]
    [InlineData("-0.1", "'recency_bias' is 0 to 1, not -0.1.")]
    [InlineData("1.01", "'recency_bias' is 0 to 1, not 1.01.")]
    [InlineData("1e300", "'recency_bias' is 0 to 1, not 1E+300.")]
    public async Task RecencyBias_OutsideItsBounds_IsRefused(string bias, string message)
    {
        await using var room = await Room.OpenAsync();
        var refused = (await room.M3().RefusedAsync(FailureCode.Invalid, "memory_search", $"{{'query':'alder','recency_bias':{bias}}}")).Failure!;
        (refused.Message, refused.Path, refused.Limit).ShouldBe((message, "/recency_bias", 1));
    }

    [Fact]
    public async Task AdaptiveK_EndsBeforeTheFall_AndCountsWhatStayedOut()
    {
        await using var room = await Room.OpenAsync();
        var m3 = room.M3();
        var near = await m3.WriteAsync("relay gate code");
        await m3.WriteAsync("The house beside the river where a relay was seen once, long before anybody lived there or thought of it");
        await m3.WriteAsync("A relay race through the village on a summer day, with music, and with a long table for everyone who came");
        (await m3.DoneAsync("memory_search", "{'query':'relay gate code'}")).Content.Number("count").ShouldBe(3);
        var found = await m3.DoneAsync("memory_search", "{'query':'relay gate code','adaptive_k':true}");
        found.Content.At("results").EnumerateArray().Select(one => one.Text("id")).ShouldBe([near]);
        (found.Content.Number("count"), found.Content.Number("cut_off")).ShouldBe((1, 2));
        found.Content.Texts("notes").ShouldBe(["adaptive_k left out 2 more whose scores fall off; search without it to see them."]);
        found.Text.ShouldContain("Note: adaptive_k left out 2 more whose scores fall off");
    }

    [Fact]
    public async Task AdaptiveK_OfResultsThatAreAlike_KeepsAll_AndSaysThatNoneStayedOut()
    {
        await using var room = await Room.OpenAsync();
        var m3 = room.M3();
        foreach (var tree in (string[])["Alder", "Birch", "Cedar"]) await m3.WriteAsync($"{tree} floats on the river");
        var found = (await m3.DoneAsync("memory_search", "{'query':'floats river','adaptive_k':true}")).Content;
        (found.Number("count"), found.Number("cut_off"), found.Has("notes")).ShouldBe((3, 0, false));
        (await m3.DoneAsync("memory_search", "{'query':'floats river'}")).Content.Has("cut_off").ShouldBeFalse();
        (await m3.DoneAsync("memory_search", "{'query':'basalt','adaptive_k':true}")).Content.Number("cut_off").ShouldBe(0);
    }

    [Theory]
    [InlineData(new double[0], 0)]
    [InlineData(new[] { 1.0 }, 1)]
    [InlineData(new[] { 1.0, 0.9, 0.8, 0.7, 0.6 }, 5)]
    [InlineData(new[] { 1.0, 0.75 }, 1)]
    [InlineData(new[] { 1.0, 0.76 }, 2)]
    [InlineData(new[] { 1.0, 0.9, 0.3, 0.29 }, 2)]
    [InlineData(new[] { 1.0, 0.7, 0.2, 0.1 }, 2)]
    [InlineData(new[] { 0.4, 0.4, 0.1 }, 2)]
    [InlineData(new[] { 1.0, 0.5, 0.0 }, 1)]
    [InlineData(new[] { 0.0, 0.0 }, 2)]
    public void ScoreDrop_IsTheLargestFall_OfAQuarterOfTheBestAtLeast(double[] scores, int kept) => ScoreDrop.Before(scores).ShouldBe(kept);

    /// <summary>Who asks is known from the connection: the argument opens nothing and narrows nothing, and the reply says so.</summary>
    [Theory]
    [InlineData("", null)]
    [InlineData("ada", null)]
    [InlineData("bob", "requesting_agent 'bob' changes nothing: who asks is known from the connection. agent_filter finds what one agent wrote.")]
    public async Task RequestingAgent_ChangesNothing_AndIsAnswered(string agent, string? note)
    {
        await using var room = await Room.OpenAsync();
        var m3 = room.M3();
        var own = await m3.WriteAsync("Alder wood floats", "'agent_id':'alpha'");
        await m3.DoneAsync("memory_write", "{'type':'fact','content':'Alder of Bob','scope':'user','agent_id':'bob'}", m3.Caller("bob"));
        var found = await m3.DoneAsync("memory_search", $"{{'query':'alder','requesting_agent':'{agent}'}}");
        found.Content.At("results").EnumerateArray().Select(one => one.Text("id")).ShouldBe([own]);
        if (note is null) found.Content.Has("notes").ShouldBeFalse();
        else found.Content.Texts("notes").ShouldBe([note]);
    }

    /// <summary>What a tool accepts and does not act on says so where its arguments are listed.</summary>
    [Theory]
    [InlineData("memory_search", "requesting_agent", "Accepted and without effect: who asks is known from the connection. agent_filter finds what one agent wrote.")]
    [InlineData("memory_search", "include_bench_data", "Accepted and without effect: there is no such data.")]
    [InlineData("memory_search", "search_mode", "Any of them: there is one ranking.")]
    [InlineData("memory_write", "auto_classify", "Accepted and without effect: type is what you say.")]
    [InlineData("memory_maintenance", "decay", "Without effect: decay follows the clock.")]
    [InlineData("memory_maintenance", "prune_orphan_embeddings", "Without effect: there are none.")]
    public async Task Index_OfAnArgumentWithoutEffect_SaysSo(string tool, string argument, string description)
    {
        await using var room = await Room.OpenAsync();
        var schema = room.Server.ListTools(room.M3().Caller()).Single(listed => listed.Name == tool).InputSchema;
        using var document = System.Text.Json.JsonDocument.Parse(schema);
        document.RootElement.GetProperty("properties").GetProperty(argument).Text("description").ShouldBe(description);
    }
}
