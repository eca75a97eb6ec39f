using System.Text;
using System.Text.Json;
using Baton.Memory.Administration;
using Baton.Memory.Outcomes;
using Baton.Memory.Tests.Support;
using Baton.Memory.Transfer;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Memory.Tests.Transfer;

/// <summary>An export in pieces of any size holds what the whole export holds; imported in order it gives the same store.</summary>
public sealed class ExportPagerTests
{
    [Fact]
    public void Pieces_OfAnySizeAndStore_HoldTheLinesOfTheWhole()
        => Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed => CheckAsync(seed).GetAwaiter().GetResult())
            .Check(Repeatable.Config.WithMaxTest(6));

    [Fact]
    public async Task Import_ThePiecesOutOfOrder_SaysWhatIsMissingAndTheNextRunMendsIt()
    {
        await using var room = await Room.OpenAsync();
        for (var i = 0; i < 4; i++) await room.SentAsync("handoff_save", new { summary = $"s{i}", key = "k", body = $"body {i}" });
        var pieces = await PiecesAsync(room, 1);
        await using var other = await Room.OpenAsync();
        var failed = 0;
        foreach (var piece in pieces.AsEnumerable().Reverse()) failed += (await ImportAsync(other, piece)).Number("failed");
        failed.ShouldBeGreaterThan(0);
        foreach (var piece in pieces) (await ImportAsync(other, piece)).Number("failed").ShouldBe(0);
        (await other.DoneAsync("handoff_load", "{'key':'k'}")).Text("handoff.body").ShouldBe("body 3");
        (await WholeAsync(other)).ShouldBe(await WholeAsync(room));
    }

    [Fact]
    public async Task Import_AToolsPieceTwice_FindsEverythingThere()
    {
        await using var room = await Room.OpenAsync();
        await new RandomWrites(room, 5).WriteAsync(30);
        var piece = (await room.DoneAsync("admin_export", "{'max_bytes':4000000}")).Text("lines");
        await using var other = await Room.OpenAsync();
        var first = await ImportAsync(other, piece);
        (first.Number("failed"), first.At("written").GetBoolean(), first.Number("versions") > 0).ShouldBe((0, true, true));
        var again = await ImportAsync(other, piece);
        (again.Number("versions"), again.Number("records"), again.Number("links"), again.Number("failed")).ShouldBe((0, 0, 0, 0));
        again.Number("present").ShouldBe(first.Number("versions") + first.Number("links") + first.Number("projects") + first.Number("tombstones"));
    }

    [Fact]
    public async Task Import_AProjectWhoseRetentionWouldDestroyIt_IsALineThatFails()
    {
        await using var room = await Room.OpenAsync();
        var report = await ImportAsync(room, "{\"baton_export\":1}\n{\"project\":{\"name\":\"web\",\"retention_seconds\":-5}}\n{\"project\":{\"name\":\"ok\"}}\n");
        (report.Number("projects"), report.Number("failed"), report.Number("errors.0.line")).ShouldBe((1, 1, 2));
        report.Text("errors.0.message").ShouldContain("retention_seconds must be above zero");
        (await room.Server.Projects.ListAsync(room.Caller(), default)).Select(project => project.Name).ShouldBe(["ok"]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task Export_APieceOfNoSize_IsRefused(int bytes)
    {
        await using var room = await Room.OpenAsync();
        (await room.UnsentAsync(FailureCode.Invalid, "admin_export", new { max_bytes = bytes })).Path.ShouldBe("/max_bytes");
    }

    [Fact]
    public async Task Export_OfAnEmptyStore_IsItsHeaderAlone()
    {
        await using var room = await Room.OpenAsync();
        var piece = await room.DoneAsync("admin_export");
        (piece.Text("lines"), piece.At("next_cursor").ValueKind).ShouldBe(("{\"baton_export\":1}\n", JsonValueKind.Null));
    }

    [Fact]
    public async Task Export_WhileOthersWrite_MissesNothingThatWasThere()
    {
        await using var room = await Room.OpenAsync();
        var ids = new List<string>();
        for (var i = 0; i < 60; i++) ids.Add(await room.MemoryAsync(new { content = $"fact number {i} of many" }));
        var (lines, cursor) = (new StringBuilder(), (string?)null);
        do
        {
            var piece = await room.SentAsync("admin_export", cursor is null ? new { max_bytes = 2000 } : new { max_bytes = 2000, cursor });
            lines.Append(piece.Text("lines"));
            cursor = piece.At("next_cursor").GetString();
            if (lines.Length < 60_000) await room.SentAsync("memory_update", new { id = ids[3], importance = 0.5 });
        }
        while (cursor is not null && lines.Length < 500_000);
        foreach (var id in ids) lines.ToString().ShouldContain($"\"id\":\"{id}\"");
    }

    private static async Task CheckAsync(int seed)
    {
        await using var room = await Room.OpenAsync();
        await new RandomWrites(room, seed).WriteAsync(30);
        var whole = Lines(await WholeAsync(room)).ToHashSet();
        foreach (var size in new[] { 1, 500, 5000, 1_000_000 })
        {
            var pieces = await PiecesAsync(room, size);
            pieces.ShouldAllBe(piece => piece.StartsWith("{\"baton_export\":1}\n"));
            pieces.SelectMany(Lines).ToHashSet().SetEquals(whole).ShouldBeTrue($"seed {seed}, size {size}");
        }
        await using var other = await Room.OpenAsync();
        foreach (var piece in await PiecesAsync(room, 700)) (await ImportAsync(other, piece)).Number("failed").ShouldBe(0, $"seed {seed}");
        (await WholeAsync(other)).ShouldBe(await WholeAsync(room), $"seed {seed}");
    }

    private static async Task<List<string>> PiecesAsync(Room room, long bytes)
    {
        var administration = new MemoryAdministration(room.Store, room.Clock);
        var pieces = new List<string>();
        string? cursor = null;
        do
        {
            var piece = (await administration.ExportPieceAsync(cursor, bytes, default)).Value;
            pieces.Add(Encoding.UTF8.GetString(piece.Lines.Span));
            cursor = piece.Next;
        }
        while (cursor is not null);
        return pieces;
    }

    private static async Task<string> WholeAsync(Room room)
    {
        using var output = new MemoryStream();
        await new Exporter(room.Store, room.Clock).ExportAsync(output, null, default);
        return Encoding.UTF8.GetString(output.ToArray());
    }

    private static IEnumerable<string> Lines(string export) => export.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static Task<JsonElement> ImportAsync(Room room, string lines) => room.SentAsync("admin_import", new { lines });
}
