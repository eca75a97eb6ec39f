using Baton.Memory.Outcomes;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Dialects.Sovereign;

/// <summary><c>handoff</c>, <c>session_handoff</c>, <c>close_session</c>, <c>handoff_acted_on</c> and what arrival shows, argument by argument.</summary>
public sealed class SovereignSessionTests
{
    [Fact]
    public async Task Handoff_KeepsTheNoteWhole_InItsThread_AndTheNativeToolsLoadIt()
    {
        await using var room = await Room.OpenAsync();
        var tools = room.Sovereign();
        var saved = await tools.RawAsync("handoff", "{\"note\":\"first\\r\\nsecond \\ud83d\\ude00\",\"thread\":\"rafts\",\"source_instance\":\"beta\"}");
        var id = saved.Content.Text("handoff.id");
        saved.Content.Text("handoff.handoff_path").ShouldBe(id);
        saved.Content.Text("handoff.thread").ShouldBe("rafts");
        saved.Content.Text("handoff.source_instance").ShouldBe("beta");
        saved.Content.Text("handoff.status").ShouldBe("open");
        saved.Text.ShouldBe($"Handoff recorded: {id}, thread rafts, project default.");
        (await room.DoneAsync("handoff_load", $"{{'id':'{id}'}}")).Text("handoff.body").ShouldBe("first\r\nsecond 😀");
    }

    [Theory]
    [InlineData("{'note':' '}", "/note")]
    [InlineData("{'note':'n','thread':'a\\nb'}", "/thread")]
    [InlineData("{'note':'n','source_instance':'ghp_0123456789abcdefghijABCDEFGHIJ012345'}", "/source_instance")]
    public async Task Handoff_OfWhatCannotBe_IsRefused_AndNothingWaits(string call, string path)
    {
        await using var room = await Room.OpenAsync();
        var tools = room.Sovereign();
        (await tools.RefusedAsync(FailureCode.Invalid, "handoff", call)).Failure!.Path.ShouldBe(path);
        (await tools.DoneAsync("arrive")).Content.Number("handoffs_waiting").ShouldBe(0);
    }

    [Fact]
    public async Task SessionHandoff_OfEveryList_ReadsBackEach_WhereverItIsRead()
    {
        await using var room = await Room.OpenAsync();
        var tools = room.Sovereign();
        var written = await tools.DoneAsync("session_handoff", "{'action':'write','summary':'Float it','decisions':['alder'],'pending':['rope'],'changed':['plan'],'next_priorities':['cut','float']}");
        var id = written.Content.Text("handoff.id");
        var read = (await tools.DoneAsync("session_handoff")).Content.At("handoff");
        read.Text("id").ShouldBe(id);
        read.Text("summary").ShouldBe("Float it");
        read.Texts("decisions").ShouldBe(["alder"]);
        read.Texts("pending").ShouldBe(["rope"]);
        read.Texts("changed").ShouldBe(["plan"]);
        read.Texts("next_priorities").ShouldBe(["cut", "float"]);
        var native = (await room.DoneAsync("handoff_load", $"{{'id':'{id}'}}")).At("handoff");
        native.Texts("next_actions").ShouldBe(["cut", "float"]);
        native.Text("status").ShouldBe("open");
        (await tools.DoneAsync("session_handoff", "{'action':'read'}")).Content.Text("handoff.id").ShouldBe(id);
    }

    [Theory]
    [InlineData("'decisions':['alder']", "alder")]
    [InlineData("'pending':['rope','knots']", "rope; knots")]
    [InlineData("'changed':['plan'],'next_priorities':['cut']", "cut; plan")]
    public async Task SessionHandoff_WithoutASummary_TakesItFromItsLists(string said, string summary)
    {
        await using var room = await Room.OpenAsync();
        (await room.Sovereign().DoneAsync("session_handoff", $"{{'action':'write',{said}}}")).Content.Text("handoff.summary").ShouldBe(summary);
    }

    [Fact]
    public async Task SessionHandoff_OfNothing_IsRefused_AndOfNoneSaysSo()
    {
        await using var room = await Room.OpenAsync();
        var tools = room.Sovereign();
        (await tools.RefusedAsync(FailureCode.Invalid, "session_handoff", "{'action':'write','summary':'','decisions':[]}")).Failure!.Path.ShouldBe("/summary");
        (await tools.DoneAsync("session_handoff")).Text.ShouldBe("No handoff has been written yet.");
    }

    [Theory]
    [InlineData("'what_surprised_me':'It sank'", 2)]
    [InlineData("'what_surprised_me':''", 1)]
    [InlineData("'what_surprised_me':'  '", 1)]
    [InlineData("'what_to_pick_up':'Float it'", 1)]
    [InlineData("'what_to_pick_up':' '", 1)]
    [InlineData("'thread':''", 1)]
    public async Task Close_KeepsWhatIsSaid_AndTakesWhatSaysNothingForNothing(string said, int insights)
    {
        await using var room = await Room.OpenAsync();
        var tools = room.Sovereign();
        var closed = (await tools.DoneAsync("close_session", $"{{'what_i_learned':'Wood floats',{said}}}")).Content;
        closed.At("insights").GetArrayLength().ShouldBe(insights);
        closed.Text("handoff.summary").ShouldBe("Wood floats");
        closed.Text("handoff.thread").ShouldBe("general");
        closed.At("handoff").TryGetProperty("next_priorities", out var next).ShouldBe(said.Contains("Float", StringComparison.Ordinal));
        if (next.ValueKind != System.Text.Json.JsonValueKind.Undefined) next[0].GetString().ShouldBe("Float it");
        (await tools.InsightsAsync()).Count.ShouldBe(insights);
    }

    [Theory]
    [InlineData("what_i_learned", 65 * 1024)]
    [InlineData("what_to_pick_up", 17 * 1024)]
    [InlineData("what_surprised_me", 1025 * 1024)]
    public async Task Close_WithATextThatIsTooLong_SaysWhichAndKeepsNothing(string argument, int length)
    {
        await using var room = await Room.OpenAsync();
        var tools = room.Sovereign();
        var learned = argument == "what_i_learned" ? "" : "'what_i_learned':'Wood floats',";
        (await tools.RefusedAsync(FailureCode.TooLarge, "close_session", $"{{{learned}'{argument}':'{new string('x', length)}'}}")).Failure!.Path.ShouldBe("/" + argument);
        (await tools.InsightsAsync()).ShouldBeEmpty();
        (await tools.DoneAsync("arrive")).Content.Number("handoffs_waiting").ShouldBe(0);
    }

    [Fact]
    public async Task ActedOn_CompletesIt_KeepsWhoAndWhat_AndIsListed()
    {
        await using var room = await Room.OpenAsync();
        var tools = room.Sovereign();
        (await tools.DoneAsync("handoff_acted_on_records")).Text.ShouldBe("No handoff has been acted on.");
        var id = (await tools.DoneAsync("handoff", "{'note':'Float it'}")).Content.Text("handoff.id");
        var acted = await tools.DoneAsync("handoff_acted_on", $"{{'handoff_path':'{id}','consumed_by':'beta','what_was_done':'Floated it'}}");
        acted.Content.Text("handoff.status").ShouldBe("done");
        acted.Content.Text("what_was_done").ShouldBe("Floated it");
        var records = (await tools.DoneAsync("handoff_acted_on_records", $"{{'handoff_path':'{id}'}}")).Content;
        records.Number("count").ShouldBe(1);
        records.Text("records.0.consumed_by").ShouldBe("beta");
        records.Text("records.0.principal").ShouldBe("ada");
        records.Text("records.0.what_was_done").ShouldBe("Floated it");
        (await room.DoneAsync("handoff_load", $"{{'id':'{id}'}}")).Text("handoff.status").ShouldBe("done");
        (await tools.DoneAsync("arrive")).Content.Number("handoffs_waiting").ShouldBe(0);
    }

    [Theory]
    [InlineData("handoff_acted_on", "'consumed_by':'beta','what_was_done':'Floated it'")]
    [InlineData("handoff_acted_on_records", "")]
    public async Task ActedOn_OfAPathThatIsNone_IsNotFound(string tool, string more)
    {
        await using var room = await Room.OpenAsync();
        foreach (var path in (string[])["h_01KJMMA2G06ZGY9T49QCDZZZZZ", "../../etc/passwd", "none.json"])
        {
            var refused = await room.Sovereign().RefusedAsync(FailureCode.NotFound, tool, $"{{'handoff_path':'{path}'{(more.Length == 0 ? "" : "," + more)}}}");
            refused.Failure!.Path.ShouldBe("/handoff_path");
        }
    }

    [Fact]
    public async Task ActedOn_WithNothingDone_IsRefused_AndItWaitsOn()
    {
        await using var room = await Room.OpenAsync();
        var tools = room.Sovereign();
        var id = (await tools.DoneAsync("handoff", "{'note':'Float it'}")).Content.Text("handoff.id");
        (await tools.RefusedAsync(FailureCode.Invalid, "handoff_acted_on", $"{{'handoff_path':'{id}','consumed_by':'beta','what_was_done':' '}}")).Failure!.Path.ShouldBe("/what_was_done");
        (await tools.DoneAsync("arrive")).Content.Number("handoffs_waiting").ShouldBe(1);
    }

    [Fact]
    public async Task LeaveOff_OfOneThread_ShowsThatOne_AndCompactIsALine()
    {
        await using var room = await Room.OpenAsync();
        var tools = room.Sovereign();
        var raft = (await tools.DoneAsync("handoff", "{'note':'Float it','thread':'rafts'}")).Content.Text("handoff.id");
        await tools.DoneAsync("handoff", "{'note':'Sink it','thread':'stones'}");
        var shown = await tools.DoneAsync("where_did_i_leave_off", "{'thread':'rafts','consume':false,'compact':true}");
        shown.Content.Number("waiting").ShouldBe(1);
        shown.Content.Text("handoffs.0.id").ShouldBe(raft);
        shown.Content.Text("handoffs.0.note").ShouldBe("Float it");
        shown.Content.At("handoffs.0").Has("claim").ShouldBeFalse();
        shown.Text.ShouldContain($"- {raft}: Float it");
        (await tools.DoneAsync("where_did_i_leave_off", "{'consume':false}")).Content.Number("waiting").ShouldBe(2);
        (await tools.DoneAsync("where_did_i_leave_off", "{'thread':'none'}")).Content.Number("waiting").ShouldBe(0);
        (await tools.DoneAsync("where_did_i_leave_off", "{'project':'boats'}")).Content.Number("waiting").ShouldBe(0);
    }

    [Fact]
    public async Task LeaveOff_OfALongNote_SaysWhatItLeavesOut_AndWithFullContentNothing()
    {
        await using var room = await Room.OpenAsync();
        var tools = room.Sovereign();
        var note = string.Concat(Enumerable.Range(0, 2000).Select(i => $"line {i}\n"));
        await tools.RawAsync("handoff", System.Text.Json.JsonSerializer.Serialize(new { note }));
        var brief = (await tools.DoneAsync("where_did_i_leave_off", "{'consume':false}")).Content;
        brief.Number("handoffs.0.omitted_tokens").ShouldBeGreaterThan(0);
        var whole = (await tools.DoneAsync("where_did_i_leave_off", "{'consume':false,'full_content':true}")).Content;
        whole.Number("handoffs.0.omitted_tokens").ShouldBe(0);
        whole.Text("handoffs.0.note").ShouldBe(note);
    }

    [Fact]
    public async Task LeaveOff_WithTags_ShowsTheInsightsOfThoseDomains()
    {
        await using var room = await Room.OpenAsync();
        var tools = room.Sovereign();
        await tools.InsightAsync("Alder floats", "'domain':'wood'");
        await tools.InsightAsync("Basalt sinks", "'domain':'stone'");
        (await tools.DoneAsync("where_did_i_leave_off", "{'domain_tags':['stone']}")).Content.At("insights").EnumerateArray().Select(one => one.Text("content")).ShouldBe(["Basalt sinks"]);
        (await tools.DoneAsync("where_did_i_leave_off")).Content.At("insights").GetArrayLength().ShouldBe(2);
    }
}
