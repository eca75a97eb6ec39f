using Baton.Memory.Tests.Support;
using Baton.Memory.Transfer;

namespace Baton.Memory.Tests.Transfer.Foreign;

/// <summary>A key that stands more than once in what is imported, and the dry run's word on it.</summary>
public sealed class ForeignRepeatTests
{
    private const string Other = """{"type":"entity","name":"A","observations":["second"]}""";
    private const string One = """{"type":"entity","name":"A","observations":["first"]}""";

    [Theory]
    [InlineData(One + "\n" + Other, 1, 2, 0)]
    [InlineData(One + "\n" + One, 1, 1, 1)]
    [InlineData(One + "\n" + Other + "\n" + One, 1, 3, 0)]
    public async Task KeyMoreThanOnce_TheLastIsTheNewest_AndARepeatChangesNothing(string text, int records, int versions, int present)
    {
        await using var room = await Room.OpenAsync();
        var (lines, file) = (text.Split('\n').Length, Importing.File("memory.json", text));
        Counts(await room.ImportAsync("reference-memory", dryRun: true, "atlas", file)).ShouldBe((records, versions, present));
        Counts(await room.ImportAsync("reference-memory", file)).ShouldBe((records, versions, present));
        Counts(await room.ImportAsync("reference-memory", dryRun: true, "atlas", file)).ShouldBe((0, 0, lines));
        Counts(await room.ImportAsync("reference-memory", file)).ShouldBe((0, 0, lines));
        (await room.DoneAsync("memory_get", "{'key':'memory/A','project':'atlas'}")).Text("memory.content").ShouldBe(text.EndsWith(One, StringComparison.Ordinal) ? "first" : "second");
    }

    [Fact]
    public async Task HandoffMoreThanOnce_OfTwoFiles_IsCountedInADryRunAsInARealOne()
    {
        await using var room = await Room.OpenAsync();
        var files = new[] { Importing.File("a.json", """{"key":"k","conversation":"one"}"""), Importing.File("b.json", """{"key":"k","conversation":"two"}""") };
        Counts(await room.ImportAsync("conversation-handoff", dryRun: true, "atlas", files)).ShouldBe((1, 2, 0));
        Counts(await room.ImportAsync("conversation-handoff", files)).ShouldBe((1, 2, 0));
        Counts(await room.ImportAsync("conversation-handoff", files)).ShouldBe((0, 0, 2));
    }

    [Fact]
    public async Task LinkOrOutcomeMoreThanOnce_IsCountedInADryRunAsInARealOne()
    {
        await using var room = await Room.OpenAsync();
        var link = """{"type":"relation","from":"A","to":"B","relationType":"knows"}""";
        var graph = Importing.File("memory.json", One + "\n{\"type\":\"entity\",\"name\":\"B\"}\n" + link + "\n" + link);
        foreach (var dryRun in (bool[])[true, false])
        {
            var report = await room.ImportAsync("reference-memory", dryRun, "atlas", graph);
            (report.Records, report.Links, report.Present).ShouldBe((2, 1, 1));
        }
        var said = """{"handoff_path":"handoffs/h.json","what_was_done":"Done","timestamp":"2026-01-06T08:00:00Z"}""";
        var handoff = new[] { Importing.File("handoffs/h.json", """{"note":"Do it","timestamp":"2026-01-05T08:00:00Z"}"""), Importing.File("handoffs/acted_on.jsonl", said + "\n" + said) };
        foreach (var dryRun in (bool[])[true, false]) Counts(await room.ImportAsync("sovereign", dryRun, "atlas", handoff)).ShouldBe((1, 2, 1));
    }

    private static (long, long, long) Counts(TransferReport report) => (report.Records, report.Versions, report.Present);
}
