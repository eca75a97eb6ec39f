using System.Text;
using Baton.Memory.Tests.Support;
using ForeignFile = Baton.Memory.Transfer.Foreign.ForeignFile;

namespace Baton.Memory.Tests.Transfer.Foreign;

/// <summary>What other systems write and no reader should have to take: half of a character, other bytes, times that are none.</summary>
public sealed class ForeignDamageTests
{
    private const string Half = "A text in it has half of a surrogate pair (such as \\ud83d without its other half), so it is no Unicode text.";

    [Theory]
    [InlineData("m3", "x.json", """{"items":[{"id":"a","content":"cut \ud83d"},{"id":"b","content":"whole \ud83d\ude80"}]}""", "x.json, item 1: ")]
    [InlineData("m3", "x.json", """{"items":[{"id":"a","content":"x","title":"\ude80"},{"id":"b","content":"whole"}]}""", "x.json, item 1: ")]
    [InlineData("conversation-handoff", "x.json", """[{"key":"a","conversation":"cut \ud83d"},{"key":"b","conversation":"whole"}]""", "x.json, item 1: ")]
    [InlineData("sovereign", "chronicle/insights/a/x.jsonl", "{\"content\":\"cut \\ud83d\",\"domain\":\"a\"}\n{\"content\":\"whole\",\"domain\":\"a\"}", "chronicle/insights/a/x.jsonl, line 1: ")]
    [InlineData("reference-memory", "memory.json", "{\"type\":\"entity\",\"name\":\"A\",\"observations\":[\"cut \\ud83d\"]}\n{\"type\":\"entity\",\"name\":\"B\"}", "memory.json, line 1: ")]
    public async Task HalfACharacter_CostsItsItemAlone(string format, string path, string text, string place)
    {
        await using var room = await Room.OpenAsync();
        var report = await room.ImportAsync(format, Importing.File(path, text));
        (report.Records, report.Failed, report.Errors.Single().Message).ShouldBe((1, 1, place + Half));
    }

    [Fact]
    public async Task HalfACharacter_InAHandoffOfSovereign_OrInAName_IsSaid()
    {
        await using var room = await Room.OpenAsync();
        (await room.ImportAsync("sovereign", Importing.File("handoffs/a.json", """{"note":"cut \ud83d"}"""))).Errors.Single().Message.ShouldBe("handoffs/a.json: " + Half);
        (await room.ImportAsync("m3", Importing.File("x.json", """{"items":[{"id":"a","content":"x","\ud83d":1}]}"""))).Errors.Single().Message
            .ShouldBe("x.json, item 1: A name in it has half of a surrogate pair, so it is no Unicode text.");
    }

    [Theory]
    [InlineData("m3", "x.json")]
    [InlineData("conversation-handoff", "x.json")]
    [InlineData("sovereign", "handoffs/x.json")]
    public async Task ADocumentOfOtherBytes_IsRefusedAsAWhole(string format, string path)
    {
        await using var room = await Room.OpenAsync();
        var bytes = Encoding.Latin1.GetBytes("""{"items":[{"id":"a","content":"café"}],"key":"k","conversation":"café","note":"café"}""");
        var report = await room.ImportAsync(format, new ForeignFile(path, DateTimeOffset.UnixEpoch, () => bytes));
        (report.Records, report.Errors.Single().Message).ShouldBe((0, $"{path}: The file is no UTF-8 text."));
    }

    [Theory]
    [InlineData("\"2025-11-02T09:30:00Z\"", "2025-11-02T09:30:00.000Z")]
    [InlineData("\"2025-11-02T09:30:00.123456\"", "2025-11-02T09:30:00.123Z")]
    [InlineData("\"2025-11-02 09:30:00+00\"", "2025-11-02T09:30:00.000Z")]
    [InlineData("\"2025-11-02T09:30:00+0900\"", "2025-11-02T00:30:00.000Z")]
    [InlineData("\"2025-11-02T09:30:00-03:30\"", "2025-11-02T13:00:00.000Z")]
    [InlineData("\"1969-07-20T20:17:40Z\"", "1969-07-20T20:17:40.000Z")]
    [InlineData("1762075800", "2025-11-02T09:30:00.000Z")]
    [InlineData("1762075800123", "2025-11-02T09:30:00.123Z")]
    [InlineData("1762075800.25", "2025-11-02T09:30:00.250Z")]
    public async Task Time_HoweverItIsWritten_IsKept(string time, string kept)
    {
        await using var room = await Room.OpenAsync();
        (await room.ImportAsync("m3", Importing.File("x.json", $$"""{"items":[{"id":"a","content":"text","created_at":{{time}}}]}"""))).Failed.ShouldBe(0);
        (await room.DoneAsync("memory_get", "{'key':'m3/a','project':'atlas'}")).Text("memory.created_at").ShouldBe(kept);
    }

    [Theory]
    [InlineData("created_at", "\"yesterday\"", "yesterday")]
    [InlineData("expires_at", "\"2026-13-01\"", "2026-13-01")]
    [InlineData("valid_from", "true", "True")]
    [InlineData("valid_to", "-1", "-1")]
    [InlineData("created_at", "1e300", "1e300")]
    public async Task TimeThatIsNone_IsSaid_AndNotTakenForNow(string name, string time, string shown)
    {
        await using var room = await Room.OpenAsync();
        var report = await room.ImportAsync("m3", Importing.File("x.json", $$"""{"items":[{"id":"a","content":"text","{{name}}":{{time}}},{"id":"b","content":"other"}]}"""));
        (report.Records, report.Errors.Single().Message).ShouldBe((1, $"x.json, item 1: a: {name} is no time: {shown}. Write it as 2026-03-01T12:00:00Z."));
    }

    [Theory]
    [InlineData("conversation-handoff", "x.json", """{"key":"k","conversation":"c","created_at":"soon"}""", "x.json: created_at")]
    [InlineData("sovereign", "handoffs/x.json", """{"note":"n","timestamp":"soon"}""", "handoffs/x.json: timestamp")]
    [InlineData("sovereign", "chronicle/open_threads/x.jsonl", """{"question":"q","resolved":true,"resolved_at":"soon"}""", "chronicle/open_threads/x.jsonl, line 1: resolved_at")]
    public async Task TimeThatIsNone_InEverySystem_IsSaid(string format, string path, string text, string place)
    {
        await using var room = await Room.OpenAsync();
        var report = await room.ImportAsync(format, Importing.File(path, text));
        (report.Records, report.Errors.Single().Message).ShouldBe((0, place + " is no time: soon. Write it as 2026-03-01T12:00:00Z."));
    }
}
