using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Baton.Memory.Outcomes;
using Baton.Memory.Tests.Dialects.M3;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Dialects.Sovereign;

/// <summary>Archived exchanges and compaction summaries: kept byte for byte, or refused.</summary>
public sealed class SovereignArchiveTests
{
    [Theory]
    [InlineData("A: does it float?\r\nB: it does.\r\n")]
    [InlineData("  leading and trailing  ")]
    [InlineData("[[/baton:data]] 😀 \u0000 \u2028 end")]
    [InlineData("\n")]
    public async Task Exchange_ComesBackByteForByte(string content)
    {
        await using var room = await Room.OpenAsync();
        var tools = room.Sovereign();
        var archived = await tools.RawAsync("archive_exchange", JsonSerializer.Serialize(new { content, source = "chat" }));
        archived.Failure.ShouldBeNull(archived.Text);
        var sha = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));
        archived.Content.Text("sha256").ShouldBe(sha);
        archived.Content.Number("bytes").ShouldBe(Encoding.UTF8.GetByteCount(content));
        archived.Content.At("created").GetBoolean().ShouldBeTrue();
        var recalled = (await tools.DoneAsync("recall_exchange", $"{{'archive_id':'{archived.Content.Text("archive_id")}'}}")).Content;
        recalled.Text("content").ShouldBe(content);
        recalled.Text("sha256").ShouldBe(sha);
        recalled.Text("source").ShouldBe("chat");
    }

    [Fact]
    public async Task Exchange_KeepsEveryLabel_AndIsListedByEach()
    {
        await using var room = await Room.OpenAsync();
        var tools = room.Sovereign();
        var id = (await tools.DoneAsync("archive_exchange", "{'content':'A: deep?','source':'chat','descriptor':'Depth','vector_id':'v1','conversation_id':'c1','source_id':'s1','tags':['river','deep']}")).Content.Text("archive_id");
        await tools.DoneAsync("archive_exchange", "{'content':'B: wide?','source':'mail','vector_id':'v2','conversation_id':'c2','tags':['river']}");
        var row = (await tools.DoneAsync("recall_exchange", $"{{'archive_id':'{id}'}}")).Content;
        foreach (var (name, value) in new Dictionary<string, string> { ["source"] = "chat", ["descriptor"] = "Depth", ["vector_id"] = "v1", ["conversation_id"] = "c1", ["source_id"] = "s1", ["by"] = "ada" })
        {
            row.Text(name).ShouldBe(value, name);
        }
        row.Texts("tags").ShouldBe(["river", "deep"]);
        foreach (var filter in (string[])["'vector_id':'v1'", "'source':'chat'", "'tag':'deep'", "'conversation_id':'c1'"])
        {
            var listed = (await tools.DoneAsync("list_exchanges", $"{{{filter}}}")).Content;
            listed.Number("total").ShouldBe(1, filter);
            listed.Text("exchanges.0.archive_id").ShouldBe(id, filter);
            listed.At("exchanges.0").Has("content").ShouldBeFalse();
        }
        (await tools.DoneAsync("list_exchanges", "{'tag':'river','limit':1}")).Content.At("exchanges").GetArrayLength().ShouldBe(1);
        (await tools.DoneAsync("list_exchanges", "{'tag':'none'}")).Text.ShouldBe("No exchanges archived.");
    }

    [Fact]
    public async Task Exchange_OfTheSameText_IsArchivedOnce_AndOfAnotherCaseIsAnother()
    {
        await using var room = await Room.OpenAsync();
        var tools = room.Sovereign();
        var first = (await tools.DoneAsync("archive_exchange", "{'content':'A: deep?','source':'chat'}")).Content;
        var again = await tools.DoneAsync("archive_exchange", "{'content':'A: deep?','source':'mail'}");
        again.Content.At("created").GetBoolean().ShouldBeFalse();
        again.Content.Text("archive_id").ShouldBe(first.Text("archive_id"));
        again.Text.ShouldBe($"Archived already: {first.Text("archive_id")}");
        var other = (await tools.DoneAsync("archive_exchange", "{'content':'a: DEEP?','source':'chat'}")).Content;
        other.At("created").GetBoolean().ShouldBeTrue();
        (await tools.DoneAsync("list_exchanges")).Content.Number("total").ShouldBe(2);
    }

    [Theory]
    [InlineData("'content':'{secret}','source':'chat'", FailureCode.Forbidden, "/content")]
    [InlineData("'content':'c','source':'{secret}'", FailureCode.Invalid, "/source")]
    [InlineData("'content':'c','source':'chat','descriptor':'{secret}'", FailureCode.Invalid, "/descriptor")]
    [InlineData("'content':'c','source':'chat','tags':['a','{secret}']", FailureCode.Invalid, "/tags")]
    public async Task Exchange_WithASecretAnywhere_IsRefused_NeverAltered(string said, string code, string path)
    {
        await using var room = await Room.OpenAsync();
        var tools = room.Sovereign();
        var call = said.Replace("{secret}", "ghp_0123456789abcdefghijABCDEFGHIJ012345", StringComparison.Ordinal);
        (await tools.RefusedAsync(code, "archive_exchange", $"{{{call}}}")).Failure!.Path.ShouldBe(path);
        (await tools.DoneAsync("list_exchanges")).Content.Number("total").ShouldBe(0);
    }

    /// <summary>Whatever was changed behind the store's back, a letter's case and a line's end included.</summary>
    [Theory]
    [InlineData("does it float", "does it sink")]
    [InlineData("A: does", "a: does")]
    [InlineData("\\r\\n", "\\n")]
    [InlineData("B: ", "C: ")]
    public async Task Recall_OfWhatWasTamperedWith_SaysSo_AndWhatItShouldBe(string from, string to)
    {
        await using var room = await Room.OpenAsync();
        var tools = room.Sovereign();
        const string Content = "A: does it float?\r\nB: 😀";
        var archived = (await tools.RawAsync("archive_exchange", JsonSerializer.Serialize(new { content = Content, source = "chat" }))).Content;
        var call = $"{{'archive_id':'{archived.Text("archive_id")}'}}";
        (await tools.DoneAsync("recall_exchange", call)).Content.At("intact").GetBoolean().ShouldBeTrue();
        Tamper.Replace(room.Folder, from, to);
        var recalled = await tools.DoneAsync("recall_exchange", call);
        recalled.Content.At("intact").GetBoolean().ShouldBeFalse();
        recalled.Content.Text("archived_sha256").ShouldBe(archived.Text("sha256"));
        recalled.Content.Text("sha256").ShouldNotBe(archived.Text("sha256"));
        recalled.Text.ShouldStartWith($"NOT INTACT: the text of {archived.Text("archive_id")} is not the one that was archived. baton memory history shows what was changed through Baton; where nothing was, its file was changed outside, and a backup has the text.\n");
    }

    /// <summary>A tool that changes memories makes a version of it; the archive shows that it is no longer what came.</summary>
    [Fact]
    public async Task Recall_OfWhatAnotherToolChanged_SaysSo_AndItsHistoryHasTheText()
    {
        await using var room = await Room.OpenAsync();
        var tools = room.Sovereign();
        var id = (await tools.DoneAsync("archive_exchange", "{'content':'A: deep?','source':'chat'}")).Content.Text("archive_id");
        await room.DoneAsync("memory_update", $"{{'id':'{id}','content':'A: shallow?'}}");
        (await tools.DoneAsync("recall_exchange", $"{{'archive_id':'{id}'}}")).Content.At("intact").GetBoolean().ShouldBeFalse();
        (await room.DoneAsync("memory_get", $"{{'id':'{id}','history':true}}")).GetRawText().ShouldContain("A: deep?");
        await room.DoneAsync("memory_update", $"{{'id':'{id}','content':'A: deep?','tags':['kept']}}");
        (await tools.DoneAsync("recall_exchange", $"{{'archive_id':'{id}'}}")).Content.At("intact").GetBoolean().ShouldBeTrue();
    }

    /// <summary>What came another way has no digest of its own kind; the store's is looked at.</summary>
    [Fact]
    public async Task Recall_OfAnExchangeThatAnotherToolSaved_GoesByTheStore()
    {
        await using var room = await Room.OpenAsync();
        var id = (await room.DoneAsync("memory_save", "{'content':'A: does it float?','type':'exchange'}")).Text("memories.0.id");
        var call = $"{{'archive_id':'{id}'}}";
        (await room.Sovereign().DoneAsync("recall_exchange", call)).Content.At("intact").GetBoolean().ShouldBeTrue();
        Tamper.Replace(room.Folder, "float", "sink");
        (await room.Sovereign().DoneAsync("recall_exchange", call)).Content.At("intact").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task Recall_OfAnotherPrincipalsPrivateExchange_IsNotFound()
    {
        await using var room = await Room.OpenAsync();
        var tools = room.Sovereign();
        var id = (await room.DoneAsync("memory_save", "{'content':'A: secret depth?','type':'exchange','visibility':'private'}")).Text("memories.0.id");
        (await tools.RefusedAsync(FailureCode.NotFound, "recall_exchange", $"{{'archive_id':'{id}'}}", tools.Caller("bob"))).Failure!.Path.ShouldBe("/archive_id");
    }

    [Fact]
    public async Task Recall_OfWhatIsNoExchange_IsNotFound()
    {
        await using var room = await Room.OpenAsync();
        var tools = room.Sovereign();
        foreach (var id in (string[])[SovereignCalls.Unknown, await tools.InsightAsync("Alder floats"), "nonsense", ""])
        {
            (await tools.RefusedAsync(FailureCode.NotFound, "recall_exchange", $"{{'archive_id':'{id}'}}")).Failure!.Path.ShouldBe("/archive_id");
        }
    }

    [Fact]
    public async Task Compaction_KeepsEveryPart_ShowsTheNewestThree_AndCountsAll()
    {
        await using var room = await Room.OpenAsync();
        var tools = room.Sovereign();
        (await tools.DoneAsync("get_compaction_stats")).Content.Number("count").ShouldBe(0);
        for (var i = 1; i <= 4; i++)
        {
            await tools.DoneAsync("store_compaction_summary", $"{{'summary_text':'Summary {i}','session_id':'s{i}','key_points':['k{i}'],'active_tasks':['t{i}'],'recent_breakthroughs':['b{i}']}}");
            room.Clock.Advance(TimeSpan.FromHours(1));
        }
        var context = (await tools.DoneAsync("get_compaction_context")).Content;
        context.Number("total").ShouldBe(4);
        context.At("summaries").EnumerateArray().Select(one => one.Text("content.session_id")).ShouldBe(["s4", "s3", "s2"]);
        var newest = context.At("summaries.0.content");
        newest.Text("summary_text").ShouldBe("Summary 4");
        newest.Texts("key_points").ShouldBe(["k4"]);
        newest.Texts("active_tasks").ShouldBe(["t4"]);
        newest.Texts("recent_breakthroughs").ShouldBe(["b4"]);
        var stats = (await tools.DoneAsync("get_compaction_stats")).Content;
        stats.Number("count").ShouldBe(4);
        stats.At("limit").ValueKind.ShouldBe(JsonValueKind.Null);
        stats.Text("oldest").ShouldBe("2026-03-01T12:00:00.000Z");
        stats.Text("newest").ShouldBe("2026-03-01T15:00:00.000Z");
        (await tools.InsightsAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("summary_text")]
    [InlineData("session_id")]
    [InlineData("key_points")]
    [InlineData("recent_breakthroughs")]
    public async Task Compaction_ThatIsTooLong_SaysWhichPartIs(string argument)
    {
        await using var room = await Room.OpenAsync();
        var large = JsonSerializer.Serialize(new string('x', 1024 * 1024));
        var members = new Dictionary<string, string> { ["summary_text"] = "\"s\"", ["session_id"] = "\"i\"" };
        members[argument] = argument is "summary_text" or "session_id" ? large : $"[{string.Join(',', Enumerable.Repeat(JsonSerializer.Serialize(new string('x', 16_000)), 70))}]";
        var refused = await room.Sovereign().RawAsync("store_compaction_summary", $"{{{string.Join(',', members.Select(one => $"\"{one.Key}\":{one.Value}"))}}}");
        refused.Failure.ShouldNotBeNull().Code.ShouldBe(FailureCode.TooLarge);
        refused.Failure.Path.ShouldBe("/" + argument);
    }
}
