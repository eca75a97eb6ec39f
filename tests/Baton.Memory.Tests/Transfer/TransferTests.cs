using System.Text;
using Baton.Memory.Outcomes;
using Baton.Memory.Tests.Support;
using Baton.Memory.Transfer;

namespace Baton.Memory.Tests.Transfer;

public sealed class TransferTests
{
    [Fact]
    public async Task ExportImportExport_OfARealStore_GivesTheSameFile()
    {
        await using var room = await FilledAsync();
        var first = await ExportAsync(room);
        await using var other = await Room.OpenAsync();
        var report = (await ImportAsync(other, first)).Value;
        (report.Failed, report.Present, report.Projects, report.Records).ShouldBe((0, 0, 2, 5));
        (await ExportAsync(other)).ShouldBe(first);
        (await other.DoneAsync("handoff_load", "{'key':'k','project':'atlas'}")).Text("handoff.body").ShouldBe("eins\r\nzwei 🎌\r\ndrei");
        (await other.DoneAsync("handoff_search", "{'query':'drei'}")).At("handoffs").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task ExportImportExport_OfTasks_GivesTheSameFileAndTasksThatWork()
    {
        await using var room = await Room.OpenAsync();
        var top = (await room.DoneAsync("task_save", "{'title':'Züge 🎌','key':'k','to':'bob','due_at':'2026-03-05','tags':['x'],'priority':1}")).Text("task.id");
        await room.DoneAsync("task_save", $"{{'title':'part','parent':'{top}','description':'eins\\r\\nzwei'}}");
        var token = (await room.DoneAsync("task_claim", $"{{'id':'{top}'}}", room.Caller("bob"))).Text("claim.token");
        await room.DoneAsync("task_save", "{'title':'gone','key':'gone'}");
        await room.DoneAsync("task_delete", "{'key':'gone'}");
        var first = await ExportAsync(room);
        await using var other = await Room.OpenAsync();
        (await ImportAsync(other, first)).Value.Failed.ShouldBe(0);
        (await ExportAsync(other)).ShouldBe(first);
        await other.RefusedAsync(FailureCode.Claimed, "task_claim", "{'key':'k'}");
        await other.DoneAsync("task_update", $"{{'key':'k','status':'done','claim_token':'{token}'}}");
        (await other.DoneAsync("task_list", $"{{'parent':'{top}'}}")).Text("tasks.0.description").ShouldBe("eins\r\nzwei");
        (await other.DoneAsync("task_list", "{'query':'zwei'}")).At("tasks").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task Import_Twice_ChangesNothing()
    {
        await using var room = await FilledAsync();
        var file = await ExportAsync(room);
        var report = (await ImportAsync(room, file)).Value;
        (report.Failed, report.Versions, report.Links).ShouldBe((0, 0, 0));
        report.Present.ShouldBeGreaterThan(5);
        (await ExportAsync(room)).ShouldBe(file);
    }

    [Fact]
    public async Task Import_BrokenOffAndRunAgain_GoesOn()
    {
        await using var room = await FilledAsync();
        var file = await ExportAsync(room);
        var half = string.Concat(file.Split('\n').Take(5).Select(line => line + "\n"));
        await using var other = await Room.OpenAsync();
        (await ImportAsync(other, half)).Value.Failed.ShouldBe(0);
        (await ImportAsync(other, file)).Value.Failed.ShouldBe(0);
        (await ExportAsync(other)).ShouldBe(file);
    }

    [Fact]
    public async Task Import_LineDamaged_ReportsItsNumberAndKeepsTheOthers()
    {
        await using var room = await FilledAsync();
        var lines = (await ExportAsync(room)).Split('\n');
        lines[2] = "{\"project\":{\"name\":7}}";
        await using var other = await Room.OpenAsync();
        var report = (await ImportAsync(other, string.Join('\n', lines))).Value;
        report.Errors[0].Line.ShouldBe(3);
        report.Records.ShouldBeGreaterThan(0);
        report.Errors.ShouldAllBe(error => error.Message.Length > 10);
    }

    [Fact]
    public async Task Import_BodyChanged_IsRefusedByItsHash()
    {
        await using var room = await FilledAsync();
        var file = (await ExportAsync(room)).Replace("zwei", "zwie", StringComparison.Ordinal);
        await using var other = await Room.OpenAsync();
        var report = (await ImportAsync(other, file)).Value;
        report.Errors.ShouldContain(error => error.Message.Contains("SHA-256", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("{\"entities\":[]}")]
    public async Task Import_OtherFile_IsRefusedWithAHint(string text)
    {
        await using var room = await Room.OpenAsync();
        var outcome = await ImportAsync(room, text + "\n");
        outcome.Failure!.Code.ShouldBe(FailureCode.Invalid);
        outcome.Failure.Hint!.ShouldContain("--from");
    }

    [Fact]
    public async Task Import_NewerFormat_SaysWhichBatonReadsIt()
    {
        await using var room = await Room.OpenAsync();
        var file = "{\"baton_export\":9}\n{\"project\":{\"name\":\"p\"}}\n";
        foreach (var outcome in new[] { await ImportAsync(room, file), await ImportAtOnceAsync(room, file) })
        {
            outcome.Failure!.Hint.ShouldBe("Use the Baton that wrote it, or a newer one.");
        }
        (await ExportAsync(room)).ShouldBe("{\"baton_export\":1}\n");
    }

    [Fact]
    public async Task Import_EmptyFile_IsRefused()
    {
        await using var room = await Room.OpenAsync();
        foreach (var outcome in new[] { await ImportAsync(room, ""), await ImportAtOnceAsync(room, "") })
        {
            outcome.Failure!.Message.ShouldBe("The file is empty.");
        }
    }

    [Theory]
    [InlineData("{\"memory\":{\"id\":\"m", "The line ends after 18 bytes")]
    [InlineData("garbage", "The line is no JSON from byte 1 on.")]
    [InlineData("{\"memory\":{}} {}", "The line is no JSON from byte 15 on.")]
    [InlineData("{\"project\":[]}", "There is no object where one must be.")]
    [InlineData("[1]", "no JSON object of an export")]
    public async Task Import_LineThatIsNone_SaysWhatIsWrongWithIt(string line, string message)
    {
        await using var room = await Room.OpenAsync();
        var report = (await ImportAsync(room, "{\"baton_export\":1}\n" + line)).Value;
        report.Errors.Single().ShouldSatisfyAllConditions(error => error.Line.ShouldBe(2), error => error.Message.ShouldContain(message));
    }

    [Fact]
    public async Task Import_LineThatIsNotUtf8_NamesTheByte()
    {
        await using var room = await Room.OpenAsync();
        using var input = new MemoryStream([.. "{\"baton_export\":1}\n{\"pröject\":\""u8, 0xFF, .. "\"}\n"u8]);
        var report = (await new Importer(room.Store, room.Clock).ReadAsync(input, null, default)).Value;
        report.Errors.Single().ShouldBe(new TransferError(2, "The line is not UTF-8 text: byte 14 is 0xFF."));
    }

    [Fact]
    public async Task ImportAtOnce_OneLineBad_WritesNothing()
    {
        await using var room = await FilledAsync();
        var file = await ExportAsync(room) + "{\"nonsense\":1}\n";
        await using var other = await Room.OpenAsync();
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(file));
        var report = (await new Importer(other.Store, other.Clock).ReadAtOnceAsync(input, keep: true, null, default)).Value;
        report.Failed.ShouldBe(1);
        (await ExportAsync(other)).ShouldBe("{\"baton_export\":1}\n");
    }

    [Fact]
    public async Task ImportAtOnce_DryRun_ReportsAndWritesNothing()
    {
        await using var room = await FilledAsync();
        await using var other = await Room.OpenAsync();
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(await ExportAsync(room)));
        var report = (await new Importer(other.Store, other.Clock).ReadAtOnceAsync(input, keep: false, null, default)).Value;
        report.Records.ShouldBe(5);
        (await ExportAsync(other)).ShouldBe("{\"baton_export\":1}\n");
    }

    private static async Task<Room> FilledAsync()
    {
        var room = await Room.OpenAsync();
        await room.DoneAsync("handoff_save", "{'summary':'one','key':'k','project':'atlas','body':'eins\\r\\nzwei 🎌\\r\\n','tags':['x']}");
        room.Clock.Advance(TimeSpan.FromSeconds(1));
        await room.DoneAsync("handoff_append", "{'key':'k','project':'atlas','chunk':'drei'}");
        await room.DoneAsync("handoff_claim", "{'key':'k','project':'atlas'}", room.Caller("bob"));
        await room.DoneAsync("handoff_save", "{'summary':'two','project':'borea'}");
        await room.DoneAsync("handoff_save", "{'summary':'three','key':'gone','project':'borea'}");
        await room.DoneAsync("handoff_delete", "{'key':'gone','project':'borea'}");
        var one = await room.DoneAsync("memory_save", "{'value':{'a':[1,2.50,1e3],'b':null},'key':'v','project':'atlas','visibility':'private'}");
        await room.DoneAsync("memory_save", "{'content':'Zwei Züge','key':'z','project':'atlas'}");
        await room.DoneAsync("memory_save", "{'content':'Drei Züge','key':'z','project':'atlas'}");
        await room.DoneAsync("memory_link", "{'key':'z','project':'atlas','to':'" + one.Text("memories.0.id") + "','relation':'about'}");
        await room.DoneAsync("memory_link", "{'key':'z','project':'atlas','to':'" + one.Text("memories.0.id") + "','relation':'about','remove':true}");
        return room;
    }

    private static async Task<string> ExportAsync(Room room)
    {
        using var output = new MemoryStream();
        await new Exporter(room.Store, room.Clock).ExportAsync(output, null, default);
        return Encoding.UTF8.GetString(output.ToArray());
    }

    private static async Task<Outcome<TransferReport>> ImportAtOnceAsync(Room room, string text)
    {
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return await new Importer(room.Store, room.Clock).ReadAtOnceAsync(input, keep: true, null, default);
    }

    private static async Task<Outcome<TransferReport>> ImportAsync(Room room, string text)
    {
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return await new Importer(room.Store, room.Clock).ReadAsync(input, null, default);
    }
}
