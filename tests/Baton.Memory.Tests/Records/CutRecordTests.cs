using System.Text;
using System.Text.Json;
using Baton.Memory.Records;
using Baton.Memory.Storage;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Records;

/// <summary>A record whose text ends too early is damage, told as such, wherever it was cut; one from a newer Baton is read without what it adds.</summary>
public sealed class CutRecordTests : IAsyncLifetime
{
    private Room _room = null!;

    public async ValueTask InitializeAsync()
    {
        _room = await Room.OpenAsync();
        await _room.SentAsync("handoff_save", new { summary = "s", key = "h", title = "T", body = "b", tags = new[] { "t" }, files = new[] { new { path = "p", note = "n" } }, ttl = "1d", decisions = new[] { "d" } });
        await _room.SentAsync("handoff_append", new { key = "h", chunk = "ghp_abcdefghijklmnopqrstuvwxyz0123456789", seq = 1 });
        await _room.SentAsync("handoff_claim", new { key = "h" });
        await _room.SentAsync("memory_save", new { value = new { a = new[] { 1, 2 } }, key = "m", tags = new[] { "t" }, layer = "verified", evidence = new[] { "e" }, importance = 0.5, valid_from = "2026-01-01" });
        await _room.SentAsync("task_save", new { title = "t", description = "d" });
        await _room.SentAsync("notify", new { to = "bob", message = "m", subject = "s" });
        await _room.SentAsync("archive_append", new { key = "a", chunk = "text" });
    }

    public ValueTask DisposeAsync() => _room.DisposeAsync();

    [Fact]
    public async Task Read_CutAnywhere_IsAJsonException()
    {
        foreach (var (kind, data) in await RecordsAsync())
        {
            for (var length = 0; length < data.Length; length++)
            {
                var cut = data[..length];
                Should.Throw<JsonException>(() => Read(kind, cut), $"{kind} cut at {length}: {Encoding.UTF8.GetString(cut)}");
            }
        }
    }

    [Fact]
    public async Task Read_WithMembersOfANewerBaton_IsTheSameRecord()
    {
        foreach (var (kind, data) in await RecordsAsync())
        {
            var text = Encoding.UTF8.GetString(data);
            var newer = Encoding.UTF8.GetBytes("{\"newer\":{\"id\":[null,{\"x\":1}]}," + text[1..^1] + ",\"more\":[[],true]}");
            Write(kind, newer).ShouldBe(text, kind.ToString());
            Write(kind, data).ShouldBe(text, kind.ToString());
        }
    }

    private async Task<List<(RecordKind Kind, byte[] Data)>> RecordsAsync()
    {
        var rows = await _room.Store.ReadAsync(reader => reader.ScanAsync(0, 100), default);
        var newest = rows.Select(row => row.Version).GroupBy(version => version.Kind).Select(group => group.Last()).ToList();
        newest.Select(version => version.Kind).Order().ShouldBe(Enum.GetValues<RecordKind>().Order());
        return [.. newest.Select(version => (version.Kind, version.Data.ToArray()))];
    }

    private static object Read(RecordKind kind, byte[] data) => kind switch
    {
        RecordKind.Handoff => HandoffReader.Read(data),
        RecordKind.Memory => MemoryReader.Read(data),
        RecordKind.Task => TaskReader.Read(data),
        RecordKind.Archive => ArchiveReader.Read(data),
        _ => NoticeReader.Read(data),
    };

    private static string Write(RecordKind kind, byte[] data) => Encoding.UTF8.GetString((kind switch
    {
        RecordKind.Handoff => HandoffWriter.ToData(HandoffReader.Read(data)),
        RecordKind.Memory => MemoryWriter.ToData(MemoryReader.Read(data)),
        RecordKind.Task => TaskWriter.ToData(TaskReader.Read(data)),
        RecordKind.Archive => ArchiveWriter.ToData(ArchiveReader.Read(data)),
        _ => NoticeWriter.ToData(NoticeReader.Read(data)),
    }).Span);
}
