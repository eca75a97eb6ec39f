using Baton.Memory.Outcomes;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Dialects.M3;

/// <summary><c>memory_update</c>, <c>memory_update_bulk</c> and <c>memory_supersede</c>: what is given changes, all else stays.</summary>
public sealed class M3UpdateTests
{
    private const string Whole = "'title':'Alder','metadata':'{}','agent_id':'alpha','importance':0.9,'scope':'session','conversation_id':'c-1','valid_from':'2025-01-02','refresh_on':'2026-06-01','refresh_reason':'It dries'";

    [Theory]
    [InlineData("'content':'Alder wood sinks'", "content", "Alder wood sinks")]
    [InlineData("'title':'Wood'", "title", "Wood")]
    [InlineData("'metadata':'{\\u0022a\\u0022:1}'", "metadata_json", "{\"a\":1}")]
    [InlineData("'refresh_on':'2027-01-01'", "refresh_on", "2027-01-01")]
    [InlineData("'refresh_reason':'It rots'", "refresh_reason", "It rots")]
    [InlineData("'conversation_id':'c-2'", "conversation_id", "c-2")]
    public async Task Update_OfOneArgument_ChangesThatAndNoOther(string said, string member, string value)
    {
        await using var room = await Room.OpenAsync();
        var m3 = room.M3();
        var id = await m3.WriteAsync("Alder wood floats", Whole);
        var before = await m3.GetAsync(id);
        var updated = await m3.DoneAsync("memory_update", $"{{'id':'{id}',{said}}}");
        updated.Text.ShouldBe($"Updated: {id}, version 2.");
        updated.Content.Number("version").ShouldBe(2);
        var after = await m3.GetAsync(id);
        after.Text(member).ShouldBe(value);
        foreach (var kept in before.EnumerateObject().Where(kept => kept.Name != member && kept.Name is not ("version" or "updated_at" or "content_hash")))
        {
            after.At(kept.Name).ToString().ShouldBe(kept.Value.ToString(), kept.Name);
        }
    }

    [Fact]
    public async Task Update_WithTheOriginalsDefaults_SaysNothing()
    {
        await using var room = await Room.OpenAsync();
        var m3 = room.M3();
        var id = await m3.WriteAsync("Alder wood floats", Whole);
        var before = (await m3.GetAsync(id)).GetRawText();
        await m3.RefusedAsync(FailureCode.Invalid, "memory_update", $"{{'id':'{id}','content':'','title':'','metadata':'','importance':-1.0,'refresh_on':'','refresh_reason':'','conversation_id':''}}");
        (await m3.GetAsync(id)).GetRawText().ShouldBe(before);
    }

    [Fact]
    public async Task Update_WithEmptyMetadata_TakesTheMetadataAway()
    {
        await using var room = await Room.OpenAsync();
        var m3 = room.M3();
        var id = await m3.WriteAsync("Alder wood floats", "'metadata':'{\\u0022a\\u0022:1}'");
        await m3.DoneAsync("memory_update", $"{{'id':'{id}','metadata':'{{}}'}}");
        (await m3.GetAsync(id)).Text("metadata_json").ShouldBe("{}");
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    public async Task Importance_AtItsBounds_IsSet(double importance, double kept)
    {
        await using var room = await Room.OpenAsync();
        var m3 = room.M3();
        var id = await m3.WriteAsync("Alder wood floats", Whole);
        await m3.DoneAsync("memory_update", $"{{'id':'{id}','importance':{importance}}}");
        (await m3.GetAsync(id)).At("importance").GetDouble().ShouldBe(kept);
    }

    [Fact]
    public async Task Update_WithTheCurrentVersion_Succeeds_AndAStaleOneSaysWhichIsCurrent()
    {
        await using var room = await Room.OpenAsync();
        var m3 = room.M3();
        var id = await m3.WriteAsync("Alder wood floats");
        (await m3.DoneAsync("memory_update", $"{{'id':'{id}','title':'A','if_match':1}}")).Content.Number("version").ShouldBe(2);
        var stale = await m3.RefusedAsync(FailureCode.StaleVersion, "memory_update", $"{{'id':'{id}','title':'B','if_match':1}}");
        stale.Failure!.Path.ShouldBe("/if_match");
        (await m3.GetAsync(id)).Text("title").ShouldBe("A");
    }

    [Fact]
    public async Task Update_OfAnothersPrivateMemory_IsAnsweredLikeNone()
    {
        await using var room = await Room.OpenAsync();
        var m3 = room.M3();
        var id = await m3.WriteAsync("Alder wood floats", "'scope':'user'");
        var bob = m3.Caller("bob");
        const string Unknown = "m_01KJMMA2G06ZGY9T49QCDZZZZZ";
        var hidden = (await m3.RefusedAsync(FailureCode.NotFound, "memory_update", $"{{'id':'{id}','title':'Mine'}}", bob)).Failure!;
        var unknown = (await m3.RefusedAsync(FailureCode.NotFound, "memory_update", $"{{'id':'{Unknown}','title':'Mine'}}", bob)).Failure!;
        (hidden with { Message = hidden.Message.Replace(id, Unknown, StringComparison.Ordinal) }).ShouldBe(unknown);
        (await m3.GetAsync(id)).Text("title").ShouldBe("");
    }

    /// <summary>An agent that reads the text alone learns it too.</summary>
    [Fact]
    public async Task UpdateBulk_WithASecret_SaysInTheTextWhichUpdateHeldIt()
    {
        await using var room = await Room.OpenAsync();
        var m3 = room.M3();
        var (alder, basalt) = (await m3.WriteAsync("Alder wood floats"), await m3.WriteAsync("Basalt lies below"));
        var bulk = await m3.DoneAsync("memory_update_bulk", $"{{'updates':[{{'id':'{alder}','title':'A'}},{{'id':'{basalt}','content':'use ghp_0123456789abcdefghijABCDEFGHIJ012345'}}]}}");
        bulk.Text.ShouldBe("Updates: 2 done, 0 failed.\nupdates[1] Redacted: 1 github_token at /content.");
        bulk.Content.Text("results.1.redacted.0.path").ShouldBe("/content");
    }

    [Fact]
    public async Task UpdateBulk_SaysOfEachItsNewVersion_InTheOrderTheyCame()
    {
        await using var room = await Room.OpenAsync();
        var m3 = room.M3();
        var (alder, basalt) = (await m3.WriteAsync("Alder wood floats"), await m3.WriteAsync("Basalt lies below"));
        var bulk = await m3.DoneAsync("memory_update_bulk", $"{{'updates':[{{'id':'{basalt}','title':'B','importance':0}},{{'id':'{alder}','content':'Alder sinks'}},{{'id':'{alder}','metadata':'['}}]}}");
        bulk.Text.ShouldBe("Updates: 2 done, 1 failed.\nupdates[2] invalid: 'metadata' must be a JSON object as text.");
        bulk.Content.Number("done").ShouldBe(2);
        bulk.Content.Number("failed").ShouldBe(1);
        bulk.Content.Text("results.0.id").ShouldBe(basalt);
        bulk.Content.Text("results.1.id").ShouldBe(alder);
        bulk.Content.At("results.2.ok").GetBoolean().ShouldBeFalse();
        bulk.Content.Text("results.2.error").ShouldBe("invalid");
        (await m3.GetAsync(basalt)).At("importance").GetDouble().ShouldBe(0);
        (await m3.GetAsync(alder)).Text("content").ShouldBe("Alder sinks");
    }

    [Fact]
    public async Task Supersede_OfEverything_SaysItsOwn_AndKeepsTheOldAsItWas()
    {
        await using var room = await Room.OpenAsync();
        var m3 = room.M3();
        var old = await m3.WriteAsync("Alder wood floats", Whole);
        var before = await room.NativeAsync(old);
        var by = await m3.DoneAsync("memory_supersede", $"{{'old_id':'{old}','content':'Alder wood sinks','type':'decision','title':'Wood','metadata':'{{\\u0022b\\u0022:2}}','agent_id':'beta','importance':0.1,'scope':'org','valid_from':'2026-02-01','user_id':'u9'}}");
        var id = by.Content.Text("id");
        by.Text.ShouldBe($"Created: {id}, which supersedes {old}.");
        var row = await m3.GetAsync(id);
        row.Text("content").ShouldBe("Alder wood sinks");
        row.Text("type").ShouldBe("decision");
        row.Text("title").ShouldBe("Wood");
        row.Text("metadata_json").ShouldBe("{\"b\":2}");
        row.Text("agent_id").ShouldBe("beta");
        row.Text("user_id").ShouldBe("u9");
        row.Text("scope").ShouldBe("org");
        row.Text("valid_from").ShouldBe("2026-02-01T00:00:00.000Z");
        row.At("importance").GetDouble().ShouldBe(0.1);
        var after = await room.NativeAsync(old);
        after.Text("content").ShouldBe(before.Text("content"));
        after.Text("title").ShouldBe("Alder");
        after.Text("superseded_by").ShouldBe(id);
    }

    [Fact]
    public async Task Supersede_OfANothingOrTwice_IsRefusedOrChains()
    {
        await using var room = await Room.OpenAsync();
        var m3 = room.M3();
        (await m3.RefusedAsync(FailureCode.NotFound, "memory_supersede", "{'old_id':'m_01KJMMA2G06ZGY9T49QCDZZZZZ','content':'c'}")).Failure!.Path.ShouldBe("/old_id");
        var first = await m3.WriteAsync("Alder wood floats");
        var second = (await m3.DoneAsync("memory_supersede", $"{{'old_id':'{first}','content':'Alder wood sinks'}}")).Content.Text("id");
        var third = (await m3.DoneAsync("memory_supersede", $"{{'old_id':'{second}','content':'Alder wood drifts'}}")).Content.Text("id");
        (await m3.FoundAsync("{'query':'alder wood'}")).ShouldBe([third]);
        (await m3.GetAsync(first)).Text("superseded_by").ShouldBe(second);
        (await m3.GetAsync(second)).Text("superseded_by").ShouldBe(third);
    }
}
