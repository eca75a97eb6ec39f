using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Memory.Administration;
using Baton.Memory.Outcomes;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Administration;

public sealed class AdminToolTests : IAsyncLifetime
{
    private Room _room = null!;

    public async ValueTask InitializeAsync()
    {
        _room = await Room.OpenAsync();
        for (var i = 0; i < 12; i++) await _room.DoneAsync("memory_save", $"{{'content':'fact {i} 🎌','key':'k{i}','project':'p','visibility':'{(i == 3 ? "private" : "project")}'}}");
        await _room.DoneAsync("handoff_save", "{'summary':'s','key':'h','project':'p','body':'eins\\r\\n'}");
        var ids = (await _room.DoneAsync("memory_search", "{'query':'fact','limit':2}")).At("results").EnumerateArray().Select(hit => hit.Text("id")).ToList();
        await _room.DoneAsync("memory_link", $"{{'id':'{ids[0]}','to':'{ids[1]}','relation':'supports'}}");
    }

    public ValueTask DisposeAsync() => _room.DisposeAsync();

    [Theory]
    [InlineData(1)]
    [InlineData(2000)]
    [InlineData(4_000_000)]
    public async Task Export_InPieces_ImportedOneAfterAnotherGivesTheSameStore(int bytes)
    {
        await using var other = await Room.OpenAsync();
        string? cursor = null;
        do
        {
            var piece = await _room.DoneAsync("admin_export", cursor is null ? $"{{'max_bytes':{bytes}}}" : $"{{'max_bytes':{bytes},'cursor':'{cursor}'}}");
            var lines = new JsonObject { ["lines"] = piece.Text("lines") }.ToJsonString();
            var report = (await other.RawAsync("admin_import", Encoding.UTF8.GetBytes(lines))).Content;
            report.Number("failed").ShouldBe(0, report.GetRawText());
            cursor = piece.At("next_cursor").GetString();
        }
        while (cursor is not null);
        (await ExportAsync(other)).ShouldBe(await ExportAsync(_room));
    }

    [Fact]
    public async Task Import_DryRunOrAtomicWithAFault_WritesNothing()
    {
        await using var other = await Room.OpenAsync();
        var lines = (await _room.DoneAsync("admin_export")).Text("lines");
        (await ImportAsync(other, lines, ("dry_run", true))).At("written").GetBoolean().ShouldBeFalse();
        var broken = await ImportAsync(other, lines + "{\"memory\":{}}\n", ("atomic", true));
        (broken.At("written").GetBoolean(), broken.Number("failed"), broken.At("errors").GetArrayLength()).ShouldBe((false, 1, 1));
        (await other.DoneAsync("status")).Number("usage.versions").ShouldBe(0);
        (await ImportAsync(other, lines)).Number("records").ShouldBe(13);
    }

    [Fact]
    public async Task PurgePreview_NamesWhatWouldGoAndDestroysNothing()
    {
        await _room.DoneAsync("memory_delete", "{'key':'k1','project':'p'}");
        var preview = await _room.DoneAsync("admin_purge_preview", "{'deleted_before':'2026-03-02'}");
        (preview.Number("count"), preview.Text("items.0.key"), preview.Text("items.0.kind")).ShouldBe((1, "k1", "memory"));
        (await _room.DoneAsync("memory_delete", "{'key':'k1','project':'p','restore':true}")).Number("count").ShouldBe(1);
        await _room.RefusedAsync(FailureCode.Invalid, "admin_purge_preview");
    }

    [Theory]
    [InlineData("admin_export", "{}")]
    [InlineData("admin_import", "{'lines':'x'}")]
    [InlineData("admin_purge_preview", "{'project':'p'}")]
    [InlineData("admin_audit", "{}")]
    public async Task AnyTool_OfAGrantBoundToProjects_IsForbidden(string tool, string arguments)
        => await _room.RefusedAsync(FailureCode.Forbidden, tool, arguments, _room.Caller(projects: "p"));

    [Fact]
    public async Task AnyTool_WithoutTheToolset_IsUnknown()
        => (await _room.Server.CallAsync(_room.Caller() with { Toolsets = ["core", "more", "tasks", "agents", "archive"] }, "admin_export", default, null, default)).ShouldBeNull();

    [Fact]
    public async Task Audit_WithoutALog_SaysSo() => await _room.RefusedAsync(FailureCode.NotFound, "admin_audit");

    private static async Task<JsonElement> ImportAsync(Room room, string lines, params (string Name, bool Value)[] flags)
    {
        var arguments = new JsonObject { ["lines"] = lines };
        foreach (var (name, value) in flags) arguments[name] = value;
        return (await room.RawAsync("admin_import", Encoding.UTF8.GetBytes(arguments.ToJsonString()))).Content;
    }

    private static async Task<string> ExportAsync(Room room)
    {
        using var file = new MemoryStream();
        await new MemoryAdministration(room.Store, room.Clock).ExportAsync(file, null, default);
        return Encoding.UTF8.GetString(file.ToArray());
    }
}
