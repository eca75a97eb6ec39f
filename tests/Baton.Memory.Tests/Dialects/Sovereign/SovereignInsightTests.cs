using Baton.Memory.Outcomes;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Dialects.Sovereign;

/// <summary><c>record_insight</c>, <c>record_learning</c>, <c>recall_insights</c> and <c>supersede_insight</c>, argument by argument.</summary>
public sealed class SovereignInsightTests
{
    [Fact]
    public async Task Record_OfWhatIsRequired_IsAHypothesisOfMiddlingWeight()
    {
        await using var room = await Room.OpenAsync();
        var tools = room.Sovereign();
        var recorded = await tools.DoneAsync("record_insight", "{'domain':'wood, rivers','content':'Alder floats'}");
        var id = recorded.Content.Text("insight_id");
        recorded.Text.ShouldBe($"Insight recorded: {id}, project default.");
        recorded.Content.Text("project").ShouldBe("default");
        var memory = (await room.DoneAsync("memory_get", $"{{'id':'{id}'}}")).At("memory");
        memory.Text("content").ShouldBe("Alder floats");
        memory.Text("type").ShouldBe("insight");
        memory.Text("layer").ShouldBe("hypothesis");
        memory.At("importance").GetDouble().ShouldBe(0.5);
        memory.Texts("tags").ShouldBe(["wood", "rivers"]);
        memory.Text("visibility").ShouldBe("project");
        var shown = (await tools.DoneAsync("recall_insights")).Content.At("insights.0");
        shown.Text("domain").ShouldBe("wood, rivers");
        shown.Text("layer").ShouldBe("hypothesis");
        shown.Text("by").ShouldBe("ada");
    }

    [Fact]
    public async Task Record_OfEverything_KeepsEachUnderItsName()
    {
        await using var room = await Room.OpenAsync();
        var tools = room.Sovereign();
        var old = await tools.InsightAsync("Alder sinks");
        var id = await tools.InsightAsync("Alder floats", $$"""
            'domain':'wood','intensity':0.9,'layer':'ground_truth','confidence':0.8,'vantage':'the bank','verified_by':[{'who':'ada','how':'tried'}],'supersedes':['{{old}}'],
            'carry_forward_summary':'It floats','observed_emotion':['calm','glad'],'emotional_intensity':0.25,'emotion_source':'witness_interpreted','emotion_note':'quietly'
            """);
        var memory = (await room.DoneAsync("memory_get", $"{{'id':'{id}'}}")).At("memory");
        memory.At("importance").GetDouble().ShouldBe(0.9);
        memory.At("confidence").GetDouble().ShouldBe(0.8);
        memory.Text("layer").ShouldBe("verified");
        memory.Texts("supersedes").ShouldBe([old]);
        memory.At("evidence").GetArrayLength().ShouldBe(1);
        var labels = (await tools.DoneAsync("recall_insights")).Content.At("insights.0.labels");
        foreach (var (name, value) in new Dictionary<string, string>
        {
            ["domain"] = "wood", ["layer"] = "ground_truth", ["vantage"] = "the bank", ["carry_forward_summary"] = "It floats", ["observed_emotion"] = "calm, glad",
            ["emotional_intensity"] = "0.25", ["emotion_source"] = "witness_interpreted", ["emotion_note"] = "quietly",
        }) labels.Text(name).ShouldBe(value, name);
        (await room.DoneAsync("memory_get", $"{{'id':'{old}'}}")).Text("memory.superseded_by").ShouldBe(id);
    }

    [Theory]
    [InlineData("hypothesis", "insight", "hypothesis")]
    [InlineData("ground_truth", "insight", "stated")]
    [InlineData("open_thread", "question", "hypothesis")]
    public async Task Layer_OfEachWord_IsTheNativeOne(string layer, string type, string native)
    {
        await using var room = await Room.OpenAsync();
        var tools = room.Sovereign();
        var id = await tools.InsightAsync("Alder floats", $"'domain':'wood','layer':'{layer}'");
        var memory = (await room.DoneAsync("memory_get", $"{{'id':'{id}'}}")).At("memory");
        memory.Text("type").ShouldBe(type);
        memory.Text("layer").ShouldBe(native);
        var isOpen = layer == "open_thread";
        (await tools.DoneAsync("get_open_threads")).Content.Number("total").ShouldBe(isOpen ? 1 : 0);
        (await tools.InsightsAsync()).Count.ShouldBe(isOpen ? 0 : 1);
    }

    [Theory]
    [InlineData("'intensity':1.01", "/intensity")]
    [InlineData("'intensity':-0.01", "/intensity")]
    [InlineData("'confidence':1.5", "/confidence")]
    [InlineData("'domain':'a\\nb'", "/domain")]
    [InlineData("'vantage':'ghp_0123456789abcdefghijABCDEFGHIJ012345'", "/vantage")]
    public async Task Record_OfWhatCannotBe_IsRefusedAtItsPlace_AndNothingIsKept(string said, string path)
    {
        await using var room = await Room.OpenAsync();
        var tools = room.Sovereign();
        var domain = said.StartsWith("'domain'", StringComparison.Ordinal) ? said : "'domain':'wood'," + said;
        (await tools.RefusedAsync(FailureCode.Invalid, "record_insight", $"{{'content':'Alder floats',{domain}}}")).Failure!.Path.ShouldBe(path);
        (await tools.InsightsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Record_SupersedingWhatIsNotThere_IsRefused_AndKeepsNothing()
    {
        await using var room = await Room.OpenAsync();
        var tools = room.Sovereign();
        (await tools.RefusedAsync(FailureCode.NotFound, "record_insight", $"{{'domain':'wood','content':'Alder floats','supersedes':['{SovereignCalls.Unknown}']}}")).Failure!.Path.ShouldBe("/supersedes/0");
        (await tools.InsightsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Learning_KeepsBoth_UnderWhatItAppliesTo_AndSaysWhichOfThemIsTooLong()
    {
        await using var room = await Room.OpenAsync();
        var tools = room.Sovereign();
        var id = (await tools.DoneAsync("record_learning", "{'what_happened':'It sank','what_learned':'Weigh it','applies_to':'rafts,wood'}")).Content.Text("learning_id");
        var memory = (await room.DoneAsync("memory_get", $"{{'id':'{id}'}}")).At("memory");
        memory.Text("content").ShouldBe("Weigh it\n\nWhat happened: It sank");
        memory.Text("type").ShouldBe("learning");
        memory.Texts("tags").ShouldBe(["rafts", "wood"]);
        var large = new string('x', 1024 * 1024);
        foreach (var (argument, call) in new Dictionary<string, string>
        {
            ["/what_happened"] = $"{{'what_happened':'{large}','what_learned':'Weigh it'}}",
            ["/what_learned"] = $"{{'what_happened':'It sank','what_learned':'{large}'}}",
        }) (await tools.RefusedAsync(FailureCode.TooLarge, "record_learning", call)).Failure!.Path.ShouldBe(argument);
    }

    [Fact]
    public async Task Learning_WithoutAField_AppliesToGeneral()
    {
        await using var room = await Room.OpenAsync();
        var tools = room.Sovereign();
        await tools.DoneAsync("record_learning", "{'what_happened':'It sank','what_learned':'Weigh it'}");
        var learned = (await tools.DoneAsync("recall_insights", "{'domain':'general'}")).Content.At("insights.0");
        learned.Text("domain").ShouldBe("general");
        (await tools.DoneAsync("check_mistakes", "{'context':'why it sank'}")).Content.Text("learnings.0.id").ShouldBe(learned.Text("id"));
    }

    [Fact]
    public async Task Recall_TakesEachFilter()
    {
        await using var room = await Room.OpenAsync();
        var tools = room.Sovereign();
        await tools.InsightAsync("Alder floats", "'domain':'wood,river'");
        room.Clock.Advance(TimeSpan.FromDays(1));
        await tools.InsightAsync("Basalt sinks", "'domain':'stone'");
        room.Clock.Advance(TimeSpan.FromDays(1));
        await tools.InsightAsync("Cork floats", "'domain':'wood'");
        (await tools.InsightsAsync()).ShouldBe(["Cork floats", "Basalt sinks", "Alder floats"]);
        (await tools.InsightsAsync("{'order':'oldest'}")).ShouldBe(["Alder floats", "Basalt sinks", "Cork floats"]);
        (await tools.InsightsAsync("{'limit':1}")).ShouldBe(["Cork floats"]);
        (await tools.InsightsAsync("{'domain':'wood'}")).ShouldBe(["Cork floats", "Alder floats"]);
        (await tools.InsightsAsync("{'domain':'wood,river'}")).ShouldBe(["Alder floats"]);
        (await tools.InsightsAsync("{'domain':'woo'}")).ShouldBeEmpty();
        (await tools.InsightsAsync("{'domain_contains':'TON'}")).ShouldBe(["Basalt sinks"]);
        (await tools.InsightsAsync("{'start_date':'2026-03-02'}")).ShouldBe(["Cork floats", "Basalt sinks"]);
        (await tools.InsightsAsync("{'end_date':'2026-03-02'}")).ShouldBe(["Alder floats"]);
        (await tools.InsightsAsync("{'query':'floats','order':'oldest'}")).ShouldBe(["Alder floats", "Cork floats"]);
        (await tools.InsightsAsync("{'query':'floats','domain':'river'}")).ShouldBe(["Alder floats"]);
        (await tools.InsightsAsync("{'query':'granite'}")).ShouldBeEmpty();
        foreach (var date in (string[])["start_date", "end_date"]) (await tools.RefusedAsync(FailureCode.Invalid, "recall_insights", $"{{'{date}':'soon'}}")).Failure!.Path.ShouldBe("/" + date);
    }

    [Fact]
    public async Task Superseded_IsShownUnlessLeftOut_AndRevokingBringsItBack()
    {
        await using var room = await Room.OpenAsync();
        var tools = room.Sovereign();
        var old = await tools.InsightAsync("Alder sinks");
        var next = await tools.InsightAsync("Cork floats");
        var linked = await tools.DoneAsync("supersede_insight", $"{{'predecessor_id':'{old}','successor_id':'{next}','carry_forward_summary':'Weighed','reason':'tried','by':'beta'}}");
        linked.Text.ShouldBe($"Superseded by: {next}, project default.");
        linked.Content.Text("successor_id").ShouldBe(next);
        (await tools.InsightsAsync("{'exclude_superseded':true}")).ShouldBe(["Cork floats"]);
        (await tools.InsightsAsync()).Order().ShouldBe(["Alder sinks", "Cork floats"]);
        (await room.DoneAsync("memory_get", $"{{'id':'{old}'}}")).Text("memory.superseded_by").ShouldBe(next);
        (await tools.RefusedAsync(FailureCode.Invalid, "supersede_insight", $"{{'predecessor_id':'{next}','action':'revoke'}}")).Failure!.Path.ShouldBe("/predecessor_id");
        var revoked = await tools.DoneAsync("supersede_insight", $"{{'predecessor_id':'{old}','action':'revoke','reason':'mistaken'}}");
        revoked.Text.ShouldBe($"In force again: {old}, project default.");
        (await tools.InsightsAsync("{'exclude_superseded':true}")).Order().ShouldBe(["Alder sinks", "Cork floats"]);
    }

    [Theory]
    [InlineData("'predecessor_id':'{unknown}','successor_id':'{known}'", FailureCode.NotFound, "/predecessor_id")]
    [InlineData("'predecessor_id':'{known}','successor_id':'{unknown}'", FailureCode.NotFound, "/successor_id")]
    [InlineData("'predecessor_id':'{known}'", FailureCode.Invalid, "/successor_id")]
    [InlineData("'predecessor_id':'{unknown}','action':'revoke'", FailureCode.NotFound, "/predecessor_id")]
    [InlineData("'predecessor_id':'nonsense','action':'revoke'", FailureCode.NotFound, "/predecessor_id")]
    public async Task Supersede_OfWhatIsNotThere_NamesWhichOfTheTwo(string said, string code, string path)
    {
        await using var room = await Room.OpenAsync();
        var tools = room.Sovereign();
        var known = await tools.InsightAsync("Alder sinks");
        var call = said.Replace("{known}", known, StringComparison.Ordinal).Replace("{unknown}", SovereignCalls.Unknown, StringComparison.Ordinal);
        (await tools.RefusedAsync(code, "supersede_insight", $"{{{call}}}")).Failure!.Path.ShouldBe(path);
    }
}
