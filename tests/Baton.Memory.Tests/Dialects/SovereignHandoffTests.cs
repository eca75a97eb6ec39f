using System.Text.Json;
using Baton.Memory.Callers;
using Baton.Memory.Dialects;
using Baton.Memory.Outcomes;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Dialects;

/// <summary>Handoffs and sessions of the dialect <c>sovereign</c>.</summary>
public sealed class SovereignHandoffTests
{
    [Fact]
    public async Task Handoff_LeftInOneSession_IsTakenInAnother_AndActedOn()
    {
        await using var room = await Room.OpenAsync();
        var (one, two) = (Session(room, "s1"), Session(room, "s2"));
        var agent = Open(room);
        const string Note = "Login is fixed 🔑\r\nNext: deploy";
        var left = await agent.RawAsync("handoff", JsonSerializer.Serialize(new { note = Note, thread = "login", source_instance = "opus" }), one);
        var id = left.Content.Text("handoff.id");

        var taken = await agent.DoneAsync("where_did_i_leave_off", caller: two);
        taken.Content.Text("handoffs.0.handoff_path").ShouldBe(id);
        taken.Content.Text("handoffs.0.note").ShouldBe(Note);
        taken.Content.Text("handoffs.0.source_instance").ShouldBe("opus");
        taken.Content.At("handoffs.0.claim.mine").GetBoolean().ShouldBeTrue();
        taken.Text.ShouldContain(id);

        var done = await agent.DoneAsync("handoff_acted_on", $"{{'handoff_path':'{id}','consumed_by':'opus-2','what_was_done':'deployed'}}", two);
        done.Content.Text("handoff.status").ShouldBe("done");
        var records = (await agent.DoneAsync("handoff_acted_on_records", $"{{'handoff_path':'{id}'}}")).Content;
        records.Text("records.0.consumed_by").ShouldBe("opus-2");
        records.Text("records.0.principal").ShouldBe("ada");
        records.Text("records.0.what_was_done").ShouldBe("deployed");
        (await agent.DoneAsync("where_did_i_leave_off", caller: one)).Content.At("handoffs").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task WhereDidILeaveOff_OfManySessionsAtOnce_GivesEachHandoffToOne()
    {
        await using var room = await Room.OpenAsync();
        var agent = Open(room);
        for (var i = 0; i < 3; i++) await agent.DoneAsync("handoff", $"{{'note':'note {i}'}}");
        var sessions = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() => agent.DoneAsync("where_did_i_leave_off", caller: Session(room, $"s{i}")))));
        var won = sessions.SelectMany(session => session.Content.At("handoffs").EnumerateArray())
            .Where(handoff => handoff.Has("claim") && handoff.At("claim.mine").GetBoolean()).Select(handoff => handoff.Text("id")).ToList();
        won.Count.ShouldBe(3);
        won.Distinct().Count().ShouldBe(3);
    }

    [Fact]
    public async Task WhereDidILeaveOff_Twice_KeepsTheClaim_AlsoAfterItLapsed()
    {
        await using var room = await Room.OpenAsync();
        var agent = Open(room);
        var (mine, other) = (Session(room, "s1"), Session(room, "s2"));
        var id = (await agent.DoneAsync("handoff", "{'note':'n'}")).Content.Text("handoff.id");
        await agent.DoneAsync("where_did_i_leave_off", caller: mine);
        (await agent.DoneAsync("where_did_i_leave_off", caller: mine)).Content.At("handoffs.0.claim.mine").GetBoolean().ShouldBeTrue();
        (await agent.DoneAsync("where_did_i_leave_off", caller: other)).Content.At("handoffs.0.claim.mine").GetBoolean().ShouldBeFalse();
        room.Clock.Advance(TimeSpan.FromMinutes(31));
        (await agent.DoneAsync("where_did_i_leave_off", caller: mine)).Content.At("handoffs.0.claim.mine").GetBoolean().ShouldBeTrue();
        room.Clock.Advance(TimeSpan.FromMinutes(31));
        (await agent.DoneAsync("where_did_i_leave_off", caller: other)).Content.At("handoffs.0.claim.mine").GetBoolean().ShouldBeTrue();
        var late = await agent.DoneAsync("handoff_acted_on", $"{{'handoff_path':'{id}','consumed_by':'x','what_was_done':'too late'}}", mine);
        late.Content.Text("handoff.status").ShouldBe("claimed");
        late.Text.ShouldContain("stays claimed");
    }

    [Fact]
    public async Task WhereDidILeaveOff_WithoutConsume_TakesNothing()
    {
        await using var room = await Room.OpenAsync();
        var agent = Open(room);
        await agent.DoneAsync("handoff", "{'note':'n'}");
        foreach (var tool in (string[])["arrive", "arrive_delta", "start_here"]) await agent.DoneAsync(tool);
        var seen = (await agent.DoneAsync("where_did_i_leave_off", "{'consume':false}")).Content;
        seen.Text("handoffs.0.status").ShouldBe("open");
        seen.At("handoffs.0").Has("claim").ShouldBeFalse();
    }

    [Fact]
    public async Task Claim_WithoutASession_IsWonOnce_AndEndedByTheSameClient()
    {
        await using var room = await Room.OpenAsync();
        var agent = Open(room);
        var id = (await agent.DoneAsync("handoff", "{'note':'n'}")).Content.Text("handoff.id");
        var won = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => agent.DoneAsync("where_did_i_leave_off", caller: Nobody()))));
        won.Count(one => one.Content.At("handoffs.0.claim.mine").GetBoolean()).ShouldBe(1);
        var other = Nobody() with { ClientName = "other" };
        (await agent.DoneAsync("handoff_acted_on", Acted(), other)).Content.Text("handoff.status").ShouldBe("claimed");
        var token = won.Select(one => one.Content.At("handoffs.0.claim")).Single(claim => claim.Has("token")).Text("token");
        (await agent.DoneAsync("handoff_acted_on", Acted($",'claim_token':'{token}'"), other)).Content.Text("handoff.status").ShouldBe("done");

        var next = (await agent.DoneAsync("handoff", "{'note':'m','thread':'t'}")).Content.Text("handoff.id");
        await agent.DoneAsync("where_did_i_leave_off", "{'thread':'t'}", Nobody());
        (await agent.DoneAsync("handoff_acted_on", Acted().Replace(id, next, StringComparison.Ordinal), Nobody())).Content.Text("handoff.status").ShouldBe("done");

        MemoryCaller Nobody() => agent.Caller() with { Session = null };
        string Acted(string more = "") => $"{{'handoff_path':'{id}','consumed_by':'x','what_was_done':'y'{more}}}";
    }

    [Fact]
    public async Task Handoff_OfALongNote_IsKeptWhole()
    {
        await using var room = await Room.OpenAsync();
        var agent = Open(room);
        var note = string.Join("\r\n", Enumerable.Range(0, 8000).Select(i => $"line {i} é"));
        var id = (await agent.RawAsync("handoff", JsonSerializer.Serialize(new { note }))).Content.Text("handoff.id");
        (await room.DoneAsync("handoff_load", $"{{'id':'{id}','max_tokens':1000000}}")).Text("handoff.body").ShouldBe(note);
        var shortened = (await agent.DoneAsync("where_did_i_leave_off", "{'consume':false}")).Content;
        shortened.Number("handoffs.0.omitted_tokens").ShouldBeGreaterThan(10_000);
        (await agent.DoneAsync("where_did_i_leave_off", "{'consume':false,'full_content':true}")).Content.Text("handoffs.0.note").ShouldBe(note);
    }

    [Fact]
    public async Task SessionHandoff_WrittenTwice_KeepsBoth_PerProjectAndThread()
    {
        await using var room = await Room.OpenAsync();
        var agent = Open(room);
        (await agent.DoneAsync("session_handoff")).Content.At("handoff").ValueKind.ShouldBe(JsonValueKind.Null);
        await agent.DoneAsync("session_handoff", "{'action':'write','summary':'first','decisions':['use tabs'],'pending':['docs']}");
        room.Clock.Advance(TimeSpan.FromMinutes(1));
        await agent.DoneAsync("session_handoff", "{'action':'write','next_priorities':['ship'],'changed':['a.cs']}");
        await agent.DoneAsync("session_handoff", "{'action':'write','summary':'elsewhere','project':'other'}");
        await agent.DoneAsync("session_handoff", "{'action':'write','summary':'aside','thread':'aside'}");

        var read = await agent.DoneAsync("session_handoff", "{'action':'read'}");
        read.Content.Text("handoff.summary").ShouldBe("aside");
        read.Content.At("earlier").EnumerateArray().Select(one => one.Text("summary")).ShouldBe(["ship; a.cs", "first"]);
        (await agent.DoneAsync("session_handoff", "{'project':'other'}")).Content.Text("handoff.summary").ShouldBe("elsewhere");
        var first = await agent.DoneAsync("where_did_i_leave_off", "{'consume':false}");
        first.Text.ShouldContain("use tabs");
        await agent.RefusedAsync(FailureCode.Invalid, "session_handoff", "{'action':'write'}");
    }

    [Fact]
    public async Task CloseSession_LeavesHandoffAndInsights_AndCompletesWhatWasTaken()
    {
        await using var room = await Room.OpenAsync();
        var agent = Open(room);
        var session = Session(room, "s1");
        var id = (await agent.DoneAsync("handoff", "{'note':'n','thread':'t'}", room.Caller("bob", client: "other") with { Dialect = DialectNames.Sovereign })).Content.Text("handoff.id");
        await agent.DoneAsync("where_did_i_leave_off", caller: session);
        var closed = (await agent.DoneAsync("close_session", "{'what_i_learned':'The queue is slow','what_surprised_me':'It retries','what_to_pick_up':'Measure it','thread':'t'}", session)).Content;
        closed.Text("completed").ShouldBe(id);
        closed.Texts("handoff.next_priorities").ShouldBe(["Measure it"]);
        closed.At("insights").GetArrayLength().ShouldBe(2);
        (await agent.DoneAsync("recall_insights", "{'query':'queue'}")).Content.Text("insights.0.content").ShouldBe("The queue is slow");
        (await agent.DoneAsync("arrive")).Content.Number("handoffs_waiting").ShouldBe(1);
        (await agent.DoneAsync("arrive_delta", caller: session)).Content.At("since").ValueKind.ShouldBe(JsonValueKind.String);
    }

    [Fact]
    public async Task Arrive_PrintsTheIdsThatActedOnTakes_AndDeltaWhatOthersWrote()
    {
        await using var room = await Room.OpenAsync();
        var agent = Open(room);
        await agent.DoneAsync("close_session", "{'what_i_learned':'x'}");
        room.Clock.Advance(TimeSpan.FromMinutes(1));
        var id = (await agent.DoneAsync("handoff", "{'note':'look here'}", agent.Caller("bob"))).Content.Text("handoff.id");
        (await agent.DoneAsync("arrive")).Text.ShouldContain(id);
        var delta = await agent.DoneAsync("arrive_delta");
        delta.Content.At("activity").EnumerateArray().ShouldContain(change => change.Text("id") == id && change.Text("by") == "bob");
        await agent.DoneAsync("handoff_acted_on", $"{{'handoff_path':'{id[..12]}','consumed_by':'me','what_was_done':'done'}}");
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("handoffs/general_2026.md")]
    [InlineData("h_01ZZZZZZZZZZZZZZZZZZZZZZZZ")]
    public async Task ActedOn_OfWhatIsNoHandoff_IsNotFound(string path)
    {
        await using var room = await Room.OpenAsync();
        (await Open(room).RefusedAsync(FailureCode.NotFound, "handoff_acted_on", $"{{'handoff_path':'{path}','consumed_by':'x','what_was_done':'y'}}")).Failure!.Path.ShouldBe("/handoff_path");
    }

    private static DialectRoom Open(Room room) => new(room, DialectNames.Sovereign);

    private static MemoryCaller Session(Room room, string name) => room.Caller() with { Dialect = DialectNames.Sovereign, Session = name };
}
