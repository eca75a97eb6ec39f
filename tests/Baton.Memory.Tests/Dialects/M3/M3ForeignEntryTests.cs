using Baton.Memory.Dialects;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Dialects.M3;

/// <summary>What other tools write under the dialect's own types breaks none of its tools for anybody.</summary>
public sealed class M3ForeignEntryTests
{
    [Theory]
    [InlineData("'content':'no entry of an agent'")]
    [InlineData("'value':[1,2]")]
    [InlineData("'value':7")]
    [InlineData("'value':{'role':'none'}")]
    public async Task MemoryOfTheTypeOfAnAgent_IsNoAgent_AndListsGoOn(string said)
    {
        await using var room = await Room.OpenAsync();
        var m3 = Open(room);
        await m3.DoneAsync("agent_register", "{'agent_id':'alpha','metadata':{'model':'opus'}}");
        await room.DoneAsync("memory_save", $"{{'type':'m3.agent',{said}}}");
        var listed = (await m3.DoneAsync("agent_list")).Content;
        listed.At("agents").EnumerateArray().Count(agent => agent.Text("agent_id").Length == 0).ShouldBe(0);
        listed.Text("agents.0.agent_id").ShouldBe("alpha");
        (await m3.DoneAsync("agent_get", "{'agent_id':'alpha'}")).Content.Text("metadata.model").ShouldBe("opus");
    }

    [Fact]
    public async Task AgentsEntry_WhoseMetadataAnotherToolMadeText_IsStillShown()
    {
        await using var room = await Room.OpenAsync();
        var m3 = Open(room);
        await m3.DoneAsync("agent_register", "{'agent_id':'alpha','metadata':{'model':'opus'}}");
        await room.DoneAsync("memory_update", "{'key':'m3/agent/alpha','content':'not json at all'}");
        var agent = (await m3.DoneAsync("agent_get", "{'agent_id':'alpha'}")).Content;
        agent.Text("agent_id").ShouldBe("alpha");
        agent.At("metadata").GetRawText().ShouldBe("{}");
    }

    [Theory]
    [InlineData("'content':'keep all'")]
    [InlineData("'value':{'agent_id':'alpha'}")]
    [InlineData("'value':{'agent_id':7,'max_memories':'many','ttl_days':true,'auto_archive':'no'}")]
    [InlineData("'value':'text'")]
    public async Task MemoryOfTheTypeOfARetention_IsNone_AndMaintenanceAppliesTheOthers(string said)
    {
        await using var room = await Room.OpenAsync();
        var m3 = Open(room);
        await m3.DoneAsync("memory_set_retention", "{'agent_id':'alpha','ttl_days':30}");
        await room.DoneAsync("memory_save", $"{{'type':'m3.retention',{said}}}");
        var old = (await m3.DoneAsync("memory_write", "{'type':'fact','content':'Apples ripen in autumn','agent_id':'alpha'}")).Content.Text("id");
        room.Clock.Advance(TimeSpan.FromDays(31));
        (await m3.DoneAsync("memory_maintenance")).Content.Texts("archived").ShouldBe([old]);
    }

    [Theory]
    [InlineData("'content':'ring ring'")]
    [InlineData("'value':[1]")]
    public async Task MemoryOfTheTypeOfANotification_IsNone_AndPollGoesOn(string said)
    {
        await using var room = await Room.OpenAsync();
        var m3 = Open(room);
        await m3.DoneAsync("notify", "{'agent_id':'beta','kind':'ping','payload':{'n':1}}");
        await room.DoneAsync("memory_save", $"{{'type':'m3.notification',{said}}}");
        var polled = (await m3.DoneAsync("notifications_poll", "{'agent_id':'beta'}")).Content;
        polled.Number("count").ShouldBe(1);
        polled.Number("notifications.0.payload.n").ShouldBe(1);
    }

    [Theory]
    [InlineData("m3.agent", "agent_list", "{}")]
    [InlineData("m3.notification", "notifications_poll", "{'agent_id':'alpha'}")]
    [InlineData("m3.retention", "memory_maintenance", "{}")]
    public async Task TextWrittenUnderAnAgentsNameAndTheDialectsOwnType_BreaksNoList(string type, string tool, string call)
    {
        await using var room = await Room.OpenAsync();
        var m3 = Open(room);
        await m3.DoneAsync("memory_write", $"{{'type':'{type}','content':'no json at all','agent_id':'alpha'}}");
        await m3.DoneAsync(tool, call);
    }

    [Theory]
    [InlineData("{\"key\":\"-----BEGIN RSA PRIVATE KEY-----\\nMIIEowIBAAKCAQEA7bq0lL8nJ2R1c0r5V9mZ\"}")]
    [InlineData("{\"aws_secret_access_key\":\"wJalrXUtnFEMIK7MDENGbPxRfiCYzzEXAMPLEKEY\"}")]
    [InlineData("{\"header\":\"Authorization: Bearer abcdefghijklmnopqrstuvwxyz012345\",\"next\":{\"a\":[1]}}")]
    [InlineData("{\"url\":\"https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX\"}")]
    public async Task PayloadWithASecret_StaysAnObject_WithoutTheSecret(string payload)
    {
        await using var room = await Room.OpenAsync();
        var m3 = Open(room);
        var sent = await m3.RawAsync("notify", $"{{\"agent_id\":\"beta\",\"kind\":\"ping\",\"payload\":{payload}}}");
        sent.Failure.ShouldBeNull(sent.Text);
        sent.Text.ShouldContain("Redacted: 1");
        var polled = (await m3.DoneAsync("notifications_poll", "{'agent_id':'beta'}")).Content;
        polled.At("notifications.0.payload").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Object);
        polled.At("notifications.0.payload").GetRawText().ShouldContain("[redacted:");
        polled.At("notifications.0.payload").EnumerateObject().Select(member => member.Name)
            .ShouldBe(System.Text.Json.JsonDocument.Parse(payload).RootElement.EnumerateObject().Select(member => member.Name));
    }

    private static DialectRoom Open(Room room) => new(room, DialectNames.M3);
}
