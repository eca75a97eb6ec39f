using Baton.Memory.Outcomes;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Dialects.M3;

/// <summary>The six agent tools, each by its own: an entry is a note about a name and gives no rights.</summary>
public sealed class M3AgentToolTests
{
    [Fact]
    public async Task Register_OfEverything_ReadsBack_AndIsAVersionedMemory()
    {
        await using var room = await Room.OpenAsync();
        var m3 = room.M3();
        var made = await m3.DoneAsync("agent_register", "{'agent_id':'beta','role':'builder','capabilities':['saw','float'],'metadata':{'model':'opus','n':[1]}}");
        made.Text.ShouldBe("Agent beta: active, last seen 2026-03-01T12:00:00.000Z.");
        var agent = (await m3.DoneAsync("agent_get", "{'agent_id':'beta'}")).Content;
        agent.Text("agent_id").ShouldBe("beta");
        agent.Text("status").ShouldBe("active");
        agent.Text("role").ShouldBe("builder");
        agent.Texts("capabilities").ShouldBe(["saw", "float"]);
        agent.At("metadata").GetRawText().ShouldBe("{\"model\":\"opus\",\"n\":[1]}");
        agent.At("trust_score").GetDouble().ShouldBe(0.5);
        agent.Text("principal").ShouldBe("ada");
        (await room.DoneAsync("memory_get", "{'key':'m3/agent/beta'}")).Text("memory.id").ShouldBe(agent.Text("id"));
    }

    [Fact]
    public async Task Register_Again_IsTheSameEntry_WithTheNewRole()
    {
        await using var room = await Room.OpenAsync();
        var m3 = room.M3();
        var first = (await m3.DoneAsync("agent_register", "{'agent_id':'beta','role':'builder'}")).Content.Text("id");
        var again = (await m3.DoneAsync("agent_register", "{'agent_id':'beta','role':'sailor'}")).Content;
        again.Text("id").ShouldBe(first);
        again.Text("role").ShouldBe("sailor");
        (await m3.DoneAsync("agent_list")).Content.At("agents").EnumerateArray().Count(agent => agent.Text("agent_id") == "beta").ShouldBe(1);
    }

    [Theory]
    [InlineData("'agent_id':' '", "/agent_id")]
    [InlineData("'agent_id':'a\\nb'", "/agent_id")]
    [InlineData("'agent_id':'ghp_0123456789abcdefghijABCDEFGHIJ012345'", "/agent_id")]
    [InlineData("'agent_id':'beta','capabilities':['a','']", "/capabilities/1")]
    [InlineData("'agent_id':'beta','metadata':'text'", "/metadata")]
    public async Task Register_OfWhatCannotBe_IsRefusedAtItsPlace_AndNoneIsMade(string said, string path)
    {
        await using var room = await Room.OpenAsync();
        var m3 = room.M3();
        (await m3.RefusedAsync(FailureCode.Invalid, "agent_register", $"{{{said}}}")).Failure!.Path.ShouldBe(path);
        await m3.RefusedAsync(FailureCode.NotFound, "agent_get", "{'agent_id':'beta'}");
    }

    [Fact]
    public async Task Register_WithASecretInItsMetadata_ReplacesAndReportsIt()
    {
        await using var room = await Room.OpenAsync();
        var made = await room.M3().DoneAsync("agent_register", "{'agent_id':'beta','metadata':{'token':'ghp_0123456789abcdefghijABCDEFGHIJ012345'}}");
        made.Content.Text("metadata.token").ShouldBe("[redacted:github_token]");
        made.Content.Text("redacted.0.kind").ShouldBe("github_token");
        made.Text.ShouldContain("Redacted: 1 github_token");
    }

    [Fact]
    public async Task Offline_ThenHeartbeat_SaysWhenItWasLastSeen_AndKeepsTheRest()
    {
        await using var room = await Room.OpenAsync();
        var m3 = room.M3();
        await m3.DoneAsync("agent_register", "{'agent_id':'beta','role':'builder','metadata':{'n':1}}");
        room.Clock.Advance(TimeSpan.FromHours(1));
        var gone = (await m3.DoneAsync("agent_offline", "{'agent_id':'beta'}")).Content;
        gone.Text("status").ShouldBe("offline");
        gone.Text("last_seen").ShouldBe("2026-03-01T12:00:00.000Z");
        (await m3.DoneAsync("agent_list", "{'status':'offline'}")).Content.Text("agents.0.agent_id").ShouldBe("beta");
        var back = (await m3.DoneAsync("agent_heartbeat", "{'agent_id':'beta'}")).Content;
        back.Text("status").ShouldBe("active");
        back.Text("last_seen").ShouldBe("2026-03-01T13:00:00.000Z");
        back.Text("role").ShouldBe("builder");
        back.Number("metadata.n").ShouldBe(1);
        (await m3.DoneAsync("agent_list", "{'status':'offline'}")).Content.Number("count").ShouldBe(0);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(0.25)]
    public async Task Trust_WithinItsBounds_IsNoted(double trust)
    {
        await using var room = await Room.OpenAsync();
        var m3 = room.M3();
        await m3.DoneAsync("agent_register", "{'agent_id':'beta'}");
        (await m3.DoneAsync("agent_set_trust", System.FormattableString.Invariant($"{{'agent_id':'beta','trust_score':{trust}}}"))).Content.At("trust_score").GetDouble().ShouldBe(trust);
        (await m3.DoneAsync("agent_get", "{'agent_id':'beta'}")).Content.At("trust_score").GetDouble().ShouldBe(trust);
    }

    [Theory]
    [InlineData("-0.01")]
    [InlineData("1.01")]
    public async Task Trust_OutsideItsBounds_IsRefused_AndLeftAsItWas(string trust)
    {
        await using var room = await Room.OpenAsync();
        var m3 = room.M3();
        await m3.DoneAsync("agent_register", "{'agent_id':'beta'}");
        (await m3.RefusedAsync(FailureCode.Invalid, "agent_set_trust", $"{{'agent_id':'beta','trust_score':{trust}}}")).Failure!.Path.ShouldBe("/trust_score");
        (await m3.DoneAsync("agent_get", "{'agent_id':'beta'}")).Content.At("trust_score").GetDouble().ShouldBe(0.5);
    }

    [Theory]
    [InlineData("agent_get", "")]
    [InlineData("agent_heartbeat", "")]
    [InlineData("agent_offline", "")]
    [InlineData("agent_set_trust", ",'trust_score':1")]
    public async Task AgentThatIsNotThere_IsNotFound_WithTheToolThatMakesIt(string tool, string more)
    {
        await using var room = await Room.OpenAsync();
        var refused = await room.M3().RefusedAsync(FailureCode.NotFound, tool, $"{{'agent_id':'nobody'{more}}}");
        refused.Failure!.Path.ShouldBe("/agent_id");
        refused.Failure.Hint!.ShouldContain("agent_register");
    }

    [Fact]
    public async Task List_TakesRoleAndProject()
    {
        await using var room = await Room.OpenAsync();
        var m3 = room.M3();
        await m3.DoneAsync("agent_register", "{'agent_id':'beta','role':'builder'}");
        await m3.DoneAsync("agent_register", "{'agent_id':'gamma','role':'sailor'}");
        await m3.DoneAsync("agent_register", "{'agent_id':'delta','role':'sailor','project':'boats'}");
        async Task<List<string>> Listed(string call) => [.. (await m3.DoneAsync("agent_list", call)).Content.At("agents").EnumerateArray().Select(one => one.Text("agent_id"))];
        (await Listed("{'role':'sailor'}")).ShouldBe(["gamma"]);
        (await Listed("{'role':'sailor','project':'boats'}")).ShouldBe(["delta"]);
        (await Listed("{'role':'cook'}")).ShouldBeEmpty();
    }
}
