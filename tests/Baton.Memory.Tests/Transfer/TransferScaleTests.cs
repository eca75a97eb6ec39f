using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Baton.Memory.Tests.Support;
using Baton.Memory.Transfer;

namespace Baton.Memory.Tests.Transfer;

/// <summary>Moving a large store: <c>BATON_TEST_RECORDS=100000</c> asks for the size of the goal.</summary>
public sealed class TransferScaleTests
{
    /// <summary>What may come and go between two collections; a store's records are not among it.</summary>
    private const long Slack = 16L << 20;

    /// <summary>Memories and one handoff that are saved together.</summary>
    private const int PerStep = 250;

    private static int Records { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("BATON_TEST_RECORDS"), CultureInfo.InvariantCulture, out var records) ? records : 3000;

    [Fact]
    public async Task ExportWipeImportExport_OfALargeStore_GivesTheSameBytesInConstantMemory()
    {
        await using var room = await Room.OpenAsync();
        await FillAsync(room);
        var path = Path.GetTempFileName();
        try
        {
            var first = await ExportAsync(room, path);
            await using var other = await Room.OpenAsync();
            await using (var input = File.OpenRead(path))
            {
                var report = (await new Importer(other.Store, other.Clock).ReadAsync(input, null, default)).Value;
                (report.Failed, report.Records).ShouldBe((0, Records));
            }
            (await ExportAsync(other, path)).ShouldBe(first);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task Import_OfLongLines_KeepsAFewAtATime()
    {
        const int Longest = 1 << 20;
        await using var room = await Room.OpenAsync();
        for (var i = 0; i < 16; i++) await room.DoneAsync("handoff_save", $"{{'summary':'{i}','project':'p','body':'{new string((char)('a' + i), Longest)}'}}");
        using var file = new MemoryStream();
        await new Exporter(room.Store, room.Clock).ExportAsync(file, null, default);
        file.Position = 0;
        await using var other = await Room.OpenAsync();
        var steps = new Steps();
        (await new Importer(other.Store, other.Clock).ReadAsync(file, steps, default)).Value.Records.ShouldBe(16);
        steps.Longest.ShouldBeLessThan(8L << 20);
        steps.Last.ShouldBeGreaterThan(8L << 20);
    }

    private static async Task<string> ExportAsync(Room room, string path)
    {
        await using (var file = new FileStream(path, FileMode.Create))
        {
            var heap = new HeapWatch();
            await new Exporter(room.Store, room.Clock).ExportAsync(file, heap, default);
            heap.Growth.ShouldBeLessThan(Slack);
        }
        await using var written = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(written));
    }

    private static async Task FillAsync(Room room)
    {
        var caller = room.Caller();
        for (var done = 0; done < Records; done += PerStep)
        {
            room.Clock.Advance(TimeSpan.FromSeconds(1));
            var project = $"p{done / PerStep % 3}";
            var memories = Enumerable.Range(done, PerStep - 1).Select(i => $$"""{"key":"m{{i}}","content":"fact {{i}} about part {{i % 97}} 🎌"}""");
            await CallAsync("memory_save", $$"""{"project":"{{project}}","memories":[{{string.Join(',', memories)}}]}""");
            await CallAsync("handoff_save", $$"""{"summary":"work {{done}}","key":"h{{done}}","project":"{{project}}","body":"{{done}} {{new string('b', 5000)}}"}""");
            await CallAsync("handoff_append", $$"""{"key":"h{{done}}","project":"{{project}}","chunk":"and more\r\n"}""");
        }
        await CallAsync("memory_save", """{"project":"p0","key":"m0","content":"another fact"}""");

        async Task CallAsync(string tool, string json)
            => (await room.Server.CallAsync(caller, tool, Encoding.UTF8.GetBytes(json), null, default))!.Failure.ShouldBeNull();
    }

    /// <summary>How many bytes lie between two reports: each comes after a transaction.</summary>
    private sealed class Steps : IProgress<TransferProgress>
    {
        public long Longest { get; private set; }

        public long Last { get; private set; }

        public void Report(TransferProgress value)
        {
            Longest = Math.Max(Longest, value.Bytes - Last);
            Last = value.Bytes;
        }
    }

    /// <summary>Compares what is alive early and late in an export.</summary>
    private sealed class HeapWatch : IProgress<TransferProgress>
    {
        private long? _early;
        private long _late;

        public long Growth => _late - (_early ?? _late);

        public void Report(TransferProgress value)
        {
            _late = GC.GetTotalMemory(forceFullCollection: true);
            _early ??= _late;
        }
    }
}
