using Baton.Memory.Outcomes;
using Baton.Memory.Tests.Support;
using ForeignFile = Baton.Memory.Transfer.Foreign.ForeignFile;
using ForeignFormats = Baton.Memory.Transfer.Foreign.ForeignFormats;

namespace Baton.Memory.Tests.Transfer.Foreign;

public sealed class ForeignImportTests
{
    public static TheoryData<string, int, int> All => Samples.All;

    [Fact]
    public void Formats_AreTheSixOfTheDesign()
        => ForeignFormats.Names.ShouldBe(["m3", "sovereign", "conversation-handoff", "ainote", "claude-code", "reference-memory"]);

    [Theory, MemberData(nameof(All))]
    public async Task Import_BringsEverythingIn_AndTwiceChangesNothing(string format, int records, int links)
    {
        await using var room = await Room.OpenAsync();
        var first = await room.ImportAsync(format, Samples.Of(format));
        first.Failed.ShouldBe(0, string.Join("; ", first.Errors.Select(error => error.Message)));
        first.Records.ShouldBe(records);
        first.Links.ShouldBe(links);
        var stamp = await room.Store.ChangeStampAsync(default);
        room.Clock.Advance(TimeSpan.FromDays(3));
        var again = await room.ImportAsync(format, Samples.Of(format));
        again.Records.ShouldBe(0);
        again.Versions.ShouldBe(0);
        again.Links.ShouldBe(0);
        again.Present.ShouldBe(records + links);
        (await room.Store.ChangeStampAsync(default)).ShouldBe(stamp, "a repeat wrote something");
    }

    [Theory, MemberData(nameof(All))]
    public async Task DryRun_SaysTheSame_AndWritesNothing(string format, int records, int links)
    {
        await using var room = await Room.OpenAsync();
        var dry = await room.ImportAsync(format, dryRun: true, "atlas", Samples.Of(format));
        dry.Records.ShouldBe(records);
        dry.Links.ShouldBe(links);
        dry.Failed.ShouldBe(0);
        (await room.DoneAsync("handoff_list")).Number("total").ShouldBe(0);
        (await room.DoneAsync("memory_search", "{'query':'relay port deploy login'}")).At("results").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task WhatWasDeletedHere_StaysDeleted_WhenImportedAgain()
    {
        await using var room = await Room.OpenAsync();
        await room.ImportAsync("reference-memory", Samples.Of("reference-memory"));
        var id = (await room.DoneAsync("memory_get", "{'key':'memory/Ann','project':'atlas'}")).Text("memory.id");
        await room.DoneAsync("memory_delete", $"{{'id':'{id}'}}");
        var again = await room.ImportAsync("reference-memory", Samples.Of("reference-memory"));
        (again.Records, again.Links, again.Present, again.Deleted, again.Failed).ShouldBe((0, 0, 3, 2, 0));
        await room.RefusedAsync(FailureCode.NotFound, "memory_get", "{'key':'memory/Ann','project':'atlas'}");
    }

    [Fact]
    public async Task ChangedOriginal_MakesAVersion()
    {
        await using var room = await Room.OpenAsync();
        await room.ImportAsync("claude-code", Importing.File("CLAUDE.md", "first"));
        var report = await room.ImportAsync("claude-code", Importing.File("CLAUDE.md", "second"));
        report.Records.ShouldBe(0);
        report.Versions.ShouldBe(1);
        (await room.DoneAsync("memory_get", "{'key':'claude-code/CLAUDE.md','project':'atlas','history':true}")).At("history").GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public async Task Secrets_AreReplacedAsInEveryWrite()
    {
        await using var room = await Room.OpenAsync();
        await room.ImportAsync("claude-code", Importing.File("CLAUDE.md", "The token is ghp_0123456789abcdefghijABCDEFGHIJ012345."));
        (await room.DoneAsync("memory_get", "{'key':'claude-code/CLAUDE.md','project':'atlas'}")).Text("memory.content").ShouldContain("[redacted:");
    }

    [Fact]
    public async Task BrokenLines_AreNamed_AndTheRestIsKept()
    {
        await using var room = await Room.OpenAsync();
        var file = Importing.File("memory.json", """{"type":"entity","name":"Relay","observations":["x"]}""" + "\nnot json\n\n{\"type\":\"entity\"}\n[1]\n{\"type\":\"relation\",\"from\":\"Relay\",\"to\":\"Nobody\",\"relationType\":\"knows\"}\n");
        var report = await room.ImportAsync("reference-memory", file);
        report.Records.ShouldBe(1);
        report.Failed.ShouldBe(4);
        report.Errors.Select(error => error.Line).ShouldBe([2, 4, 5, 6]);
        report.Errors[0].Message.ShouldBe("memory.json, line 2: The line is no JSON from byte 2 on.");
        report.Errors[3].Message.ShouldContain("memory/Nobody");
    }

    [Theory]
    [InlineData("{\"timestamp\": \"2026-01-0", "It is no JSON from line 1, byte 25 on.")]
    [InlineData("{\n  \"note\": nothing\n}", "It is no JSON from line 2, byte 12 on.")]
    [InlineData("", "It is no JSON from line 1, byte 1 on.")]
    public async Task AFileThatIsNoJson_IsNamedWithThePlace(string text, string says)
    {
        await using var room = await Room.OpenAsync();
        var report = await room.ImportAsync("sovereign", Importing.File("handoffs/broken.json", text), Importing.File("handoffs/20260105T080000_whole.json", Samples.Handoff));
        (report.Records, report.Errors.Single().Message).ShouldBe((1, "handoffs/broken.json: " + says));
    }

    /// <summary>A line of other bytes costs that line alone; line ends and a byte order mark are no matter.</summary>
    [Fact]
    public async Task ALineThatIsNoUtf8_IsNamed_AndTheRestIsKept()
    {
        await using var room = await Room.OpenAsync();
        byte[] text = [.. "\uFEFF{\"type\":\"entity\",\"name\":\"First 🦓\"}\r\n{\"type\":\"entity\",\"name\":\""u8, 0xFF, 0xFE, .. "\"}\n  \r\n{\"type\":\"entity\",\"name\":\"Last\"}"u8];
        var report = await room.ImportAsync("reference-memory", new ForeignFile("memory.json", DateTimeOffset.UnixEpoch, () => text));
        (report.Records, report.Failed).ShouldBe((2, 1));
        report.Errors.Select(error => (error.Line, error.Message)).ShouldBe([(2, "memory.json, line 2: The line is no UTF-8 text.")]);
        foreach (var name in (string[])["First 🦓", "Last"]) (await room.DoneAsync("memory_get", $"{{'key':'memory/{name}','project':'atlas'}}")).Text("memory.title").ShouldBe(name);
    }

    [Fact]
    public async Task M3Items_ThatCannotBeRead_AreEachNamed()
    {
        await using var room = await Room.OpenAsync();
        var report = await room.ImportAsync("m3", Importing.File("x.json", """{"items":[5,{"content":"no id"},{"id":"a"},{"id":"b","content":"kept"},null]}"""));
        report.Records.ShouldBe(1);
        report.Errors.Select(error => error.Message).ShouldBe(
            ["x.json, item 1: The item is no object.", "x.json, item 2: The item has no id.", "x.json, item 3: a has no content.", "x.json, item 5: The item is no object."]);
    }

    [Theory]
    [InlineData("m3", "x.json", "{}")]
    [InlineData("m3", "x.json", "not json")]
    [InlineData("sovereign", "handoffs/x.json", "{\"thread\":\"t\"}")]
    [InlineData("sovereign", "chronicle/insights/a/x.jsonl", "{\"timestamp\":\"2026-01-01\"}")]
    [InlineData("conversation-handoff", "x", "{\"key\":\"k\"}")]
    [InlineData("ainote", "handoffs/x.txt", "no date in the name")]
    [InlineData("ainote", "handoffs/a-b-2026-99-99.txt", "no such day")]
    [InlineData("claude-code", "CLAUDE.md", "   ")]
    public async Task WhatIsNotOfTheFormat_IsSaidWithItsPlace(string format, string path, string text)
    {
        await using var room = await Room.OpenAsync();
        var report = await room.ImportAsync(format, Importing.File(path, text));
        report.Records.ShouldBe(0);
        report.Failed.ShouldBe(1);
        report.Errors.Single().Message.ShouldStartWith(path);
    }

    [Theory]
    [InlineData("claude-code", "CLAUDE.md")]
    [InlineData("ainote", "handoffs/a-b-2026-01-01.txt")]
    [InlineData("reference-memory", "memory.json")]
    public async Task BrokenUtf8_IsRefused_NotMangled(string format, string path)
    {
        await using var room = await Room.OpenAsync();
        var report = await room.ImportAsync(format, new ForeignFile(path, DateTimeOffset.UnixEpoch, () => [0x41, 0xFF, 0xFE, 0x42]));
        report.Failed.ShouldBe(1);
        report.Errors.Single().Message.ShouldContain("UTF-8");
    }

    [Theory]
    [InlineData("sovereign", "handoffs/x.json", true)]
    [InlineData("sovereign", "handoffs/acted_on.jsonl", true)]
    [InlineData("sovereign", "chronicle/archives/index.jsonl", true)]
    [InlineData("sovereign", "chronicle/archives/_unfiled/a.txt", true)]
    [InlineData("sovereign", "handoffs/notes.jsonl", false)]
    [InlineData("sovereign", "root/chronicle/insights/a/b.jsonl", true)]
    [InlineData("sovereign", "config.json", false)]
    [InlineData("ainote", "vault/handoffs/a-b-2026-01-01.txt", true)]
    [InlineData("ainote", "vault/notes.txt", false)]
    [InlineData("claude-code", "memory/MEMORY.md", true)]
    [InlineData("claude-code", "settings.json", false)]
    public void Takes_KnowsItsFiles(string format, string path, bool takes) => ForeignFormats.Takes(format, path).ShouldBe(takes);
}
