using Baton.Memory.Administration;
using Baton.Memory.Dialects;
using Baton.Memory.Tests.Dialects;
using Baton.Memory.Tests.Support;
using ForeignOptions = Baton.Memory.Transfer.Foreign.ForeignOptions;
using ForeignRequest = Baton.Memory.Transfer.Foreign.ForeignRequest;

namespace Baton.Memory.Tests.Transfer.Foreign;

/// <summary>What carries over from each system.</summary>
public sealed class ForeignFormatTests
{
    [Fact]
    public async Task M3_KeepsTextsTimesLabelsAndLinks_AndItsOwnIdsStillWork()
    {
        await using var room = await Room.OpenAsync();
        await room.ImportAsync("m3", Samples.Of("m3"));
        var memory = (await room.DoneAsync("memory_get", "{'key':'m3/0b9f3a52-5b1e-4b0e-9d63-6f2f1f6f0a01','project':'atlas'}")).At("memory");
        memory.Text("content").ShouldBe("The relay listens on 7000\r\n🔑");
        memory.Text("type").ShouldBe("decision");
        memory.At("importance").GetDouble().ShouldBe(0.8);
        memory.Text("created_at").ShouldBe("2025-11-02T09:30:00.000Z");
        memory.Text("valid_from").ShouldBe("2025-11-01T00:00:00.000Z");
        memory.Text("labels.agent_id").ShouldBe("alpha");
        memory.Text("labels.metadata").ShouldBe("""{"ticket": "A-7"}""");
        memory.Text("created_by.client").ShouldBe("import-m3");
        var old = (await room.DoneAsync("memory_get", "{'key':'m3/0b9f3a52-5b1e-4b0e-9d63-6f2f1f6f0a02','project':'atlas'}")).At("memory");
        old.Text("superseded_by").ShouldBe(memory.Text("id"));
        (await room.DoneAsync("memory_search", "{'query':'relay listens','project':'atlas'}")).At("results").GetArrayLength().ShouldBe(1);
        var m3 = new DialectRoom(room, DialectNames.M3);
        var atlas = m3.Caller() with { DefaultProject = "atlas" };
        (await m3.DoneAsync("memory_get", "{'id':'0b9f3a52-5b1e-4b0e-9d63-6f2f1f6f0a01'}", atlas)).Content.Text("id").ShouldBe(memory.Text("id"));
        (await m3.DoneAsync("memory_graph", "{'memory_id':'0b9f3a52-5b1e-4b0e-9d63-6f2f1f6f0a01'}", atlas)).Content.At("edges").EnumerateArray().Select(edge => edge.Text("relationship_type")).ShouldBe(["supersedes", "references"], ignoreOrder: true);
    }

    [Fact]
    public async Task Sovereign_KeepsThreadsLayersAndWhatWasRead()
    {
        await using var room = await Room.OpenAsync();
        await room.ImportAsync("sovereign", Samples.Of("sovereign"));
        var open = await room.DoneAsync("handoff_list", "{'project':'atlas','status':'open'}");
        open.Number("total").ShouldBe(1);
        open.Text("handoffs.0.summary").ShouldBe("Finish the relay test next.");
        open.Text("handoffs.0.thread").ShouldBe("relay");
        open.Text("handoffs.0.created_at").ShouldBe("2026-01-05T08:00:00.123Z");
        var done = await room.DoneAsync("handoff_list", "{'project':'atlas','status':'done'}");
        done.Text("handoffs.0.outcome.text").ShouldContain("claude-lab");
        var insight = (await room.DoneAsync("memory_search", "{'query':'port open','project':'atlas'}")).At("results.0");
        insight.Texts("tags").ShouldBe(["relay", "ports"]);
        insight.At("importance").GetDouble().ShouldBe(0.9);
        var guess = (await room.DoneAsync("memory_search", "{'query':'slow TLS','project':'atlas'}")).At("results.0");
        guess.Text("layer").ShouldBe("hypothesis");
        guess.At("confidence").GetDouble().ShouldBe(0.6);
        (await room.DoneAsync("memory_search", "{'query':'warm the cache','project':'atlas'}")).Text("results.0.content").ShouldBe("Warm the cache first.\n\nWhat happened: The deploy failed.");
        (await room.DoneAsync("memory_search", "{'query':'relay restart','project':'atlas','type':'question'}")).Text("results.0.key").ShouldBe("sovereign/thread_20260102_120000_abcdef01");
    }

    [Fact]
    public async Task ConversationHandoff_KeepsKeyBytesAndWords_ForItsDialect()
    {
        await using var room = await Room.OpenAsync();
        await room.ImportAsync("conversation-handoff", Samples.Of("conversation-handoff"));
        var dialect = new DialectRoom(room, DialectNames.ConversationHandoff);
        var loaded = (await dialect.DoneAsync("handoff_load", "{'key':'login'}", dialect.Caller() with { DefaultProject = "atlas" })).Content.At("handoff");
        loaded.Text("conversation").ShouldBe("## User\r\nFix it 🔑\r\n## Assistant\r\nDone");
        loaded.Text("status").ShouldBe("pending");
        loaded.Text("next_action").ShouldBe("Deploy");
        loaded.Text("from_project").ShouldBe("shop");
        loaded.Texts("tags").ShouldBe(["auth"]);
        loaded.Number("message_count").ShouldBe(2);
    }

    [Fact]
    public async Task Ainote_KeepsProjectTopicDayAndBytes_ForItsDialect()
    {
        await using var room = await Room.OpenAsync();
        await room.ImportAsync("ainote", Samples.Of("ainote"));
        var dialect = new DialectRoom(room, DialectNames.Ainote);
        (await dialect.DoneAsync("handoff_get", "{'project':'atlas','topic':'login','date':'2026-01-08'}")).Content.Text("content").ShouldBe("Login: fixed\r\nNext: deploy");
        (await dialect.DoneAsync("handoff_get", "{'project':'atlas','topic':'log-in','time':'09:30'}")).Content.Text("content").ShouldBe("morning");
    }

    /// <summary>A file's own time is that of its last copy: here 2026-02-01, 17:00 in Seoul.</summary>
    [Theory]
    [InlineData("shop-login-2026-01-08.txt", null, "2026-01-07T15:00:00.000Z")]
    [InlineData("shop-login-0930-2026-01-08.txt", null, "2026-01-08T00:30:00.000Z")]
    [InlineData("shop-login-0930-2026-01-08.txt", "Europe/Berlin", "2026-01-08T08:30:00.000Z")]
    [InlineData("shop-login-2026-02-01.txt", null, "2026-02-01T08:00:00.000Z")]
    [InlineData("shop-login-1700-2026-02-01.txt", null, "2026-02-01T08:00:00.000Z")]
    [InlineData("shop-login-0100-2026-02-01.txt", null, "2026-01-31T16:00:00.000Z")]
    public async Task AinotesFile_IsAsOldAsItsNameSays(string file, string? zone, string time)
    {
        await using var room = await Room.OpenAsync();
        var options = new ForeignOptions("shop", zone is null ? null : TimeZoneInfo.FindSystemTimeZoneById(zone));
        await new MemoryAdministration(room.Store, room.Clock).ImportForeignAsync(
            new ForeignRequest("ainote", [Importing.File(file, "text")], options, DryRun: false), room.Caller("op", "operator", "import-ainote"), null, default);
        (await room.DoneAsync("handoff_list", "{'project':'shop'}")).Text("handoffs.0.created_at").ShouldBe(time);
    }

    [Theory]
    [InlineData("shop-cart-page-2026-01-08.txt", null, "shop", "cart-page")]
    [InlineData("shop-cart-page-2026-01-08.txt", "shop-cart", "shop-cart", "page")]
    [InlineData("plain-2026-01-08.txt", null, "plain", "plain")]
    public async Task AinotesFileName_IsParted(string file, string? project, string inProject, string topic)
    {
        await using var room = await Room.OpenAsync();
        await room.ImportAsync("ainote", dryRun: false, project, Importing.File(file, "text"));
        var listed = (await new DialectRoom(room, DialectNames.Ainote).DoneAsync("handoff_list")).Content;
        listed.Text("handoffs.0.project").ShouldBe(inProject);
        listed.Text("handoffs.0.topic").ShouldBe(topic);
    }

    [Fact]
    public async Task ClaudeCode_KeepsFilesByteForByte()
    {
        await using var room = await Room.OpenAsync();
        await room.ImportAsync("claude-code", Samples.Of("claude-code"));
        var rules = (await room.DoneAsync("memory_get", "{'key':'claude-code/CLAUDE.md','project':'atlas'}")).At("memory");
        rules.Text("content").ShouldBe(Samples.ClaudeMd);
        rules.Text("type").ShouldBe("procedure");
        rules.Text("title").ShouldBe("Shop");
        var memory = (await room.DoneAsync("memory_get", "{'key':'claude-code/memory/deploys.md','project':'atlas'}")).At("memory");
        memory.Text("type").ShouldBe("preference");
        memory.Text("title").ShouldBe("Deploys");
        memory.Text("labels.kind").ShouldBe("feedback");
    }

    [Fact]
    public async Task ReferenceMemory_KeepsEntitiesAndRelations()
    {
        await using var room = await Room.OpenAsync();
        await room.ImportAsync("reference-memory", Samples.Of("reference-memory"));
        var relay = (await room.DoneAsync("memory_get", "{'key':'memory/Relay','project':'atlas'}")).At("memory");
        relay.Text("content").ShouldBe("listens on 7000\nwritten in C#");
        relay.Text("labels.entity_type").ShouldBe("service");
        var links = await room.DoneAsync("memory_link", $"{{'id':'{relay.Text("id")}'}}");
        links.Text("links.0.relation").ShouldBe("maintains");
    }
}
