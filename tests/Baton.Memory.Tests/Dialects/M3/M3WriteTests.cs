using Baton.Memory.Outcomes;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Dialects.M3;

/// <summary><c>memory_write</c>: what each argument leaves in the store.</summary>
public sealed class M3WriteTests
{
    [Fact]
    public async Task Write_OfWhatIsRequired_TakesTheOriginalsDefaults()
    {
        await using var room = await Room.OpenAsync();
        var m3 = room.M3();
        var written = await m3.DoneAsync("memory_write", "{'type':'fact','content':'Alder wood floats'}");
        var id = written.Content.Text("id");
        written.Text.ShouldBe($"Created: {id}");
        written.Content.Number("version").ShouldBe(1);
        written.Content.Text("project").ShouldBe("default");
        written.Content.At("redacted").GetArrayLength().ShouldBe(0);
        var row = await m3.GetAsync(id);
        row.Text("title").ShouldBe("");
        row.Text("metadata_json").ShouldBe("{}");
        row.At("importance").GetDouble().ShouldBe(0.5);
        row.Text("scope").ShouldBe("agent");
        row.At("pinned").GetBoolean().ShouldBeFalse();
        row.Text("created_at").ShouldBe("2026-03-01T12:00:00.000Z");
        row.Text("updated_at").ShouldBe("2026-03-01T12:00:00.000Z");
        foreach (var absent in (string[])["agent_id", "conversation_id", "valid_from", "valid_to", "expires_at", "superseded_by", "refresh_on"]) row.Has(absent).ShouldBeFalse(absent);
    }

    [Fact]
    public async Task Write_OfEveryArgument_KeepsEach_AsTheNativeToolsSeeThem()
    {
        await using var room = await Room.OpenAsync();
        var m3 = room.M3();
        var id = await m3.WriteAsync("Alder wood floats", """
            'title':'Alder','metadata':'{}','agent_id':'alpha','model_id':'opus','change_agent':'cli','importance':0.9,'source':'chat','user_id':'u7',
            'scope':'session','valid_from':'2025-01-02','valid_to':'2027-03-04T05:06:07Z','conversation_id':'c-1','refresh_on':'2026-06-01','refresh_reason':'It dries',
            'auto_classify':true,'project':'rafts'
            """, "decision");
        var memory = await room.NativeAsync(id);
        memory.Text("content").ShouldBe("Alder wood floats");
        memory.Text("type").ShouldBe("decision");
        memory.Text("title").ShouldBe("Alder");
        memory.Text("project").ShouldBe("rafts");
        memory.Text("thread").ShouldBe("c-1");
        memory.Number("position").ShouldBe(1);
        memory.Text("visibility").ShouldBe("project");
        memory.At("importance").GetDouble().ShouldBe(0.9);
        memory.Text("valid_from").ShouldBe("2025-01-02T00:00:00.000Z");
        memory.Text("valid_to").ShouldBe("2027-03-04T05:06:07.000Z");
        memory.Text("created_by.principal").ShouldBe("ada");
        var row = await m3.GetAsync(id);
        foreach (var (name, value) in new Dictionary<string, string>
        {
            ["agent_id"] = "alpha", ["model_id"] = "opus", ["change_agent"] = "cli", ["source"] = "chat", ["user_id"] = "u7", ["scope"] = "session",
            ["conversation_id"] = "c-1", ["refresh_on"] = "2026-06-01", ["refresh_reason"] = "It dries", ["principal"] = "ada",
        }) row.Text(name).ShouldBe(value, name);
    }

    [Theory]
    [InlineData("agent", "project")]
    [InlineData("session", "project")]
    [InlineData("user", "private")]
    [InlineData("org", "shared")]
    [InlineData("", "project")]
    public async Task Scope_SaysWhoSeesIt(string scope, string visibility)
    {
        await using var room = await Room.OpenAsync();
        (await room.NativeAsync(await room.M3().WriteAsync("Alder wood floats", $"'scope':'{scope}'"))).Text("visibility").ShouldBe(visibility);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(-1, 0.5)]
    public async Task Importance_FromZeroToOneIsTaken_AndBelowItTheDefault(double importance, double kept)
    {
        await using var room = await Room.OpenAsync();
        var m3 = room.M3();
        (await m3.GetAsync(await m3.WriteAsync("Alder wood floats", $"'importance':{importance}"))).At("importance").GetDouble().ShouldBe(kept);
    }

    [Fact]
    public async Task Write_Twice_MakesTwo_AndTheSecondNamesTheFirst()
    {
        await using var room = await Room.OpenAsync();
        var m3 = room.M3();
        var first = await m3.WriteAsync("Alder wood floats on the river");
        var second = await m3.DoneAsync("memory_write", "{'type':'fact','content':'Alder wood floats on the river'}");
        second.Content.Text("id").ShouldNotBe(first);
        second.Content.Text("similar.0.id").ShouldBe(first);
        second.Content.Text("similar.0.relation").ShouldBe("same");
        second.Text.ShouldContain($"See also {first} (same)");
    }

    [Fact]
    public async Task Write_OfWhatWasJustRead_IsADuplicate_NamingWhereItIs()
    {
        await using var room = await Room.OpenAsync();
        var m3 = room.M3();
        var id = await m3.WriteAsync("Alder wood floats on the river");
        await m3.GetAsync(id);
        var refused = await m3.RefusedAsync(FailureCode.Duplicate, "memory_write", "{'type':'fact','content':'Alder wood floats on the river'}");
        refused.Failure!.Message.ShouldContain(id);
        (await m3.FoundAsync("{'query':'alder'}")).ShouldBe([id]);
    }

    [Fact]
    public async Task Write_WithASecret_ReplacesAndReportsIt()
    {
        await using var room = await Room.OpenAsync();
        var m3 = room.M3();
        var written = await m3.DoneAsync("memory_write", "{'type':'fact','content':'It is ghp_0123456789abcdefghijABCDEFGHIJ012345 there'}");
        written.Content.Text("redacted.0.kind").ShouldBe("github_token");
        written.Content.Number("redacted.0.count").ShouldBe(1);
        (await m3.GetAsync(written.Content.Text("id"))).Text("content").ShouldBe("It is [redacted:github_token] there");
    }

    [Theory]
    [InlineData("{'type':'fact','content':''}", "/content")]
    [InlineData("{'type':'fact','content':'  '}", "/content")]
    [InlineData("{'type':'','content':'c'}", "/type")]
    [InlineData("{'type':' ','content':'c'}", "/type")]
    [InlineData("{'type':'fact','content':'c','valid_from':'2026-02-01','valid_to':'2026-01-01'}", "/valid_to")]
    [InlineData("{'type':'fact','content':'c','metadata':'{'}", "/metadata")]
    [InlineData("{'type':'fact','content':'c','metadata':'{} {}'}", "/metadata")]
    [InlineData("{'type':'fact','content':'c','project':' '}", "/project")]
    public async Task Write_OfWhatSaysNothingOrCannotBe_IsRefused_AndWritesNothing(string call, string path)
    {
        await using var room = await Room.OpenAsync();
        (await room.M3().RefusedAsync(FailureCode.Invalid, "memory_write", call)).Failure!.Path.ShouldBe(path);
        (await room.DoneAsync("memory_search", "{'query':'c'}")).At("results").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Content_AtTheLimitIsTaken_AndOneByteMoreIsRefusedWithTheLimit()
    {
        await using var room = await Room.OpenAsync();
        var m3 = room.M3();
        var most = new string('a', 1024 * 1024);
        (await room.NativeAsync(await m3.WriteAsync(most))).Text("content").ShouldBe(most);
        var refused = await m3.RefusedAsync(FailureCode.TooLarge, "memory_write", $"{{'type':'fact','content':'{most}b'}}");
        refused.Failure!.Path.ShouldBe("/content");
        refused.Failure.Limit.ShouldBe(1024 * 1024);
    }

    [Fact]
    public async Task Write_ToAProjectOutsideTheGrant_IsRefused()
    {
        await using var room = await Room.OpenAsync();
        var m3 = room.M3();
        var bound = m3.Caller() with { Projects = ["rafts"] };
        var refused = await m3.RefusedAsync(FailureCode.Forbidden, "memory_write", "{'type':'fact','content':'Alder','project':'boats'}", bound);
        refused.Failure!.Path.ShouldBe("/project");
        (await m3.DoneAsync("memory_write", "{'type':'fact','content':'Alder'}", bound)).Content.Text("project").ShouldBe("rafts");
    }
}
