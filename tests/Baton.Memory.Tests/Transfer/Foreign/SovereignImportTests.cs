using System.Security.Cryptography;
using System.Text;
using Baton.Memory.Tests.Dialects;
using Baton.Memory.Tests.Support;
using Baton.Memory.Transfer;
using ForeignFile = Baton.Memory.Transfer.Foreign.ForeignFile;

namespace Baton.Memory.Tests.Transfer.Foreign;

/// <summary>What was done with Sovereign Stack's handoffs, and its archives.</summary>
public sealed class SovereignImportTests
{
    private const string Name = "20260105T080000_123456_claude-desk_relay_abc123";
    private const string Exact = "## User\r\nWhy does it restart? 🔑\r\n## Claude\nBecause of TLS.  \n";
    private const string Log =
        """{"handoff_path": "/Users/ann/.sovereign/handoffs/20260105T080000_123456_claude-desk_relay_abc123.json", "consumed_by": "claude-lab", "what_was_done": "Ran the relay test.", "timestamp": "2026-01-06T08:00:00.123456"}""" + "\n"
        + """{"handoff_path": "C:\\Users\\ann\\.sovereign\\handoffs\\20260105T080000_123456_claude-desk_relay_abc123.json", "consumed_by": "claude-desk", "what_was_done": "Fixed what it found.", "timestamp": "2026-01-07T08:00:00"}""" + "\n";

    private static readonly ForeignFile Handoff = Importing.File($"handoffs/{Name}.json", Samples.Handoff);

    [Fact]
    public async Task ActedOn_EachTimeIsAVersion_TheLastIsTheOutcome_AndARepeatChangesNothing()
    {
        await using var room = await Room.OpenAsync();
        var first = await room.ImportAsync("sovereign", Importing.File("handoffs/acted_on.jsonl", Log), Handoff);
        (first.Records, first.Versions, first.Failed).ShouldBe((1, 3, 0));
        var loaded = (await room.DoneAsync("handoff_load", $"{{'key':'sovereign/{Name}','project':'atlas'}}")).At("handoff");
        loaded.Text("status").ShouldBe("done");
        loaded.Text("outcome.text").ShouldBe("Fixed what it found.");
        loaded.Text("updated_at").ShouldStartWith("2026-01-07T08:00:00");
        (await room.DoneAsync("handoff_load", $"{{'key':'sovereign/{Name}','project':'atlas','version':2}}")).Text("handoff.outcome.text").ShouldBe("Ran the relay test.");
        var stamp = await room.Store.ChangeStampAsync(default);
        room.Clock.Advance(TimeSpan.FromDays(3));
        var again = await room.ImportAsync("sovereign", Handoff, Importing.File("handoffs/acted_on.jsonl", Log));
        (again.Versions, again.Present, again.Failed).ShouldBe((0, 3, 0));
        (await room.Store.ChangeStampAsync(default)).ShouldBe(stamp);
        var more = Log + """{"handoff_path": "x/20260105T080000_123456_claude-desk_relay_abc123.json", "consumed_by": "c", "what_was_done": "Looked again.", "timestamp": "2026-01-08T08:00:00"}""";
        (await room.ImportAsync("sovereign", Handoff, Importing.File("handoffs/acted_on.jsonl", more))).Versions.ShouldBe(1);
    }

    [Fact]
    public async Task ActedOn_OfAHandoffThatIsNowhere_OrABrokenLine_IsSaidWithItsPlace_AndTheRestIsKept()
    {
        await using var room = await Room.OpenAsync();
        var log = "{\"handoff_path\":\"/x/other.json\",\"what_was_done\":\"d\"}\nbroken\n{\"consumed_by\":\"x\"}\n" + Log;
        var report = await room.ImportAsync("sovereign", Importing.File("handoffs/acted_on.jsonl", log), Handoff);
        (report.Versions, report.Failed).ShouldBe((3, 3));
        report.Errors.Select(error => error.Message.Split(':')[0]).Order().ShouldBe(["handoffs/acted_on.jsonl, line 1", "handoffs/acted_on.jsonl, line 2", "handoffs/acted_on.jsonl, line 3"]);
    }

    [Fact]
    public async Task ActedOn_AndArchives_InADryRun_AreCounted_AndNothingIsWritten()
    {
        await using var room = await Room.OpenAsync();
        var dry = await room.ImportAsync("sovereign", dryRun: true, "atlas", [Handoff, Importing.File("handoffs/acted_on.jsonl", Log), .. Archive(Exact)]);
        (dry.Records, dry.Versions, dry.Failed).ShouldBe((2, 4, 0));
        (await room.DoneAsync("handoff_list")).Number("total").ShouldBe(0);
    }

    [Fact]
    public async Task Archive_ComesInByteForByte_UnderItsOldId_AndARepeatChangesNothing()
    {
        await using var room = await Room.OpenAsync();
        (await room.ImportAsync("sovereign", Archive(Exact))).ShouldSatisfyAllConditions(report => report.Records.ShouldBe(1), report => report.Failed.ShouldBe(0));
        var sovereign = new DialectRoom(room, "sovereign");
        var caller = sovereign.Caller() with { DefaultProject = "atlas" };
        var recalled = (await sovereign.DoneAsync("recall_exchange", $"{{'archive_id':'{Digest(Exact)}'}}", caller)).Content;
        recalled.Text("content").ShouldBe(Exact);
        recalled.Text("sha256").ShouldBe(Digest(Exact));
        recalled.Text("source").ShouldBe("chat");
        recalled.At("tags").ToString().ShouldBe("[\"tls\"]");
        recalled.Text("created_at").ShouldStartWith("2026-01-03");
        (await sovereign.DoneAsync("list_exchanges", "{}", caller)).Content.At("exchanges").GetArrayLength().ShouldBe(1);
        (await room.ImportAsync("sovereign", Archive(Exact))).Present.ShouldBe(1);
        var known = await sovereign.RawAsync("archive_exchange", System.Text.Json.JsonSerializer.Serialize(new { content = Exact, source = "chat" }), caller);
        known.Content.At("created").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task Archive_ThatWasChanged_OrIsMissing_OrUnnamed_OrHoldsASecret_IsLeftOut_AndSaid()
    {
        await using var room = await Room.OpenAsync();
        await ExpectAsync("was changed", [Archive(Exact)[0], Importing.File(Archive(Exact)[1].Path, Exact.Replace("\r\n", "\n", StringComparison.Ordinal))]);
        await ExpectAsync("not among what is imported", [Archive(Exact)[0]]);
        await ExpectAsync("No line of the index names", [.. Archive(Exact), Importing.File("chronicle/archives/_unfiled/stray.txt", "stray")], records: 1);
        await ExpectAsync("holds a secret", Archive("the key is ghp_0123456789abcdefghijABCDEFGHIJ012345"));
        await ExpectAsync("names no archive", [Importing.File("chronicle/archives/index.jsonl", "{}")]);
        await ExpectAsync("not among what is imported", [Importing.File("chronicle/archives/index.jsonl", "{\"archive_id\":\"a\",\"path\":\"/etc/passwd\"}")]);

        async Task ExpectAsync(string why, ForeignFile[] files, int records = 0)
        {
            TransferReport report = await room.ImportAsync("sovereign", files);
            report.Records.ShouldBe(records);
            report.Errors.ShouldHaveSingleItem().Message.ShouldContain(why);
        }
    }

    private static ForeignFile[] Archive(string content)
    {
        var name = $"2026-01-03_tls__{Digest(content)[..12]}.txt";
        var line = $$"""{"archive_id": "{{Digest(content)}}", "sha256": "{{Digest(content)}}", "path": "/Users/ann/.sovereign/chronicle/archives/_unfiled/{{name}}", "source": "chat", "descriptor": "TLS", "tags": ["tls"], "timestamp": "2026-01-03T08:00:00"}""";
        return [Importing.File("chronicle/archives/index.jsonl", line + "\n"), Importing.File($"chronicle/archives/_unfiled/{name}", content)];
    }

    private static string Digest(string content) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));
}
