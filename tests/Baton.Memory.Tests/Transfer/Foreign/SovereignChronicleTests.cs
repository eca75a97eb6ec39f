using Baton.Memory.Callers;
using Baton.Memory.Dialects;
using Baton.Memory.Tests.Dialects;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Transfer.Foreign;

/// <summary>What Sovereign Stack kept is what its tools find here: the dialect sees an imported chronicle as its own.</summary>
public sealed class SovereignChronicleTests
{
    [Fact]
    public async Task Learning_IsFoundByCheckMistakes_AndByItsDomain()
    {
        var (room, tools, caller) = await ImportedAsync("learnings/deploy.jsonl",
            """{"timestamp":"2026-01-02T11:00:00","what_happened":"The deploy failed.","what_learned":"Warm the cache first.","applies_to":"deploy"}""");
        await using var _ = room;
        var found = (await tools.DoneAsync("check_mistakes", "{'context':'deploy with the cache'}", caller)).Content;
        found.Text("learnings.0.content").ShouldBe("Warm the cache first.\n\nWhat happened: The deploy failed.");
        found.Text("learnings.0.type").ShouldBe("learning");
        (await tools.DoneAsync("recall_insights", "{'domain':'deploy'}", caller)).Content.Number("total").ShouldBe(1);
    }

    [Fact]
    public async Task Insight_KeepsItsEvidenceAndItsOwnWords()
    {
        var (room, tools, caller) = await ImportedAsync("insights/relay/s.jsonl",
            """{"timestamp":"2026-01-02T10:00:00","domain":"relay,ports","content":"Port 7000 is open.","layer":"ground_truth","verified_by":[{"kind":"test"}],"vantage":"desk","observed_emotion":["calm","sure"],"emotional_intensity":0.25}""");
        await using var _ = room;
        var insight = (await tools.DoneAsync("recall_insights", "{'domain':'relay'}", caller)).Content.At("insights.0");
        (insight.Text("type"), insight.Text("domain"), insight.Text("layer")).ShouldBe(("insight", "relay,ports", "ground_truth"));
        (insight.Text("labels.vantage"), insight.Text("labels.observed_emotion"), insight.Text("labels.emotional_intensity")).ShouldBe(("desk", "calm, sure", "0.25"));
        var native = (await room.DoneAsync("memory_search", "{'query':'port open','project':'atlas'}")).At("results.0");
        (native.Text("layer"), native.Text("evidence.0.kind")).ShouldBe(("verified", "test"));
    }

    [Fact]
    public async Task ResolvedThread_StaysResolved_AndTheOpenOneIsOpen()
    {
        var (room, tools, caller) = await ImportedAsync("open_threads/relay.jsonl",
            """{"timestamp":"2026-01-02T12:00:00","thread_id":"t_a","question":"Why does it restart?","context":"seen twice","domain":"relay","resolved":false}""" + "\n"
            + """{"timestamp":"2026-01-02T13:00:00","thread_id":"t_b","question":"Is TLS slow?","domain":"relay","resolved":true,"resolution":"No.","resolved_at":"2026-01-03T00:00:00"}""" + "\n"
            + """{"question":"Is it old?","thread_id":"t_c","domain":"relay","resolved":true}""");
        await using var _ = room;
        var open = (await tools.DoneAsync("get_open_threads", "{}", caller)).Content;
        (open.Number("total"), open.Text("threads.0.content")).ShouldBe((1, "Why does it restart?\n\nContext: seen twice"));
        var resolved = (await room.DoneAsync("memory_get", "{'key':'sovereign/t_b','project':'atlas'}")).At("memory");
        (resolved.Text("content"), resolved.Text("valid_to"), resolved.Text("labels.resolved_at")).ShouldBe(("Is TLS slow?\n\nResolution: No.", "2026-01-03T00:00:00.000Z", "2026-01-03T00:00:00.000Z"));
        (await tools.RefusedAsync("invalid", "resolve_thread_by_id", "{'thread_id':'" + resolved.Text("id") + "','resolution':'again'}", caller))
            .Text.ShouldContain("was resolved on 2026-01-03T00:00:00.000Z");
    }

    private static async Task<(Room Room, DialectRoom Tools, MemoryCaller Caller)> ImportedAsync(string path, string lines)
    {
        var room = await Room.OpenAsync();
        (await room.ImportAsync("sovereign", Importing.File("chronicle/" + path, lines))).Failed.ShouldBe(0);
        var tools = new DialectRoom(room, DialectNames.Sovereign);
        return (room, tools, tools.Caller() with { DefaultProject = "atlas" });
    }
}
