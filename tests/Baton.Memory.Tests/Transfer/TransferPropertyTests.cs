using System.Text;
using Baton.Memory.Tests.Support;
using Baton.Memory.Transfer;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Memory.Tests.Transfer;

/// <summary>Whatever is kept, an export brought into an empty store gives the same export again, byte for byte.</summary>
public sealed class TransferPropertyTests
{
    [Fact]
    public void ExportImportExport_OfAnyStore_GivesTheSameBytes()
        => Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed => CheckAsync(seed).GetAwaiter().GetResult())
            .Check(Repeatable.Config.WithMaxTest(12));

    [Fact]
    public async Task RandomWrites_LeaveEveryKindOfLineInSomeExport()
    {
        var lines = new StringBuilder();
        for (var seed = 0; seed < 4; seed++)
        {
            await using var room = await Room.OpenAsync();
            await new RandomWrites(room, seed).WriteAsync(80);
            lines.Append(Encoding.UTF8.GetString(await ExportAsync(room)));
        }
        var all = lines.ToString();
        foreach (var said in (string[])["\"id\":\"h_", "\"id\":\"m_", "\"id\":\"t_", "\"id\":\"n_", "\"id\":\"a_", "\"version\":3", "\"link\":", "\"deleted_at\":", "\"removed", "\"private\"", "\\uD83C\\uDF8C"])
        {
            all.ShouldContain(said);
        }
    }

    private static async Task CheckAsync(int seed)
    {
        await using var room = await Room.OpenAsync();
        await new RandomWrites(room, seed).WriteAsync(50);
        var first = await ExportAsync(room);
        await using var other = await Room.OpenAsync();
        using var input = new MemoryStream(first);
        var report = (await new Importer(other.Store, other.Clock).ReadAsync(input, null, default)).Value;
        report.Errors.ShouldBeEmpty();
        var again = await ExportAsync(other);
        again.AsSpan().SequenceEqual(first).ShouldBeTrue($"seed {seed}: {Difference(first, again)}");
    }

    private static async Task<byte[]> ExportAsync(Room room)
    {
        using var output = new MemoryStream();
        await new Exporter(room.Store, room.Clock).ExportAsync(output, null, default);
        return output.ToArray();
    }

    private static string Difference(byte[] first, byte[] again)
    {
        var (before, after) = (Encoding.UTF8.GetString(first).Split('\n'), Encoding.UTF8.GetString(again).Split('\n'));
        var line = before.Zip(after).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"line {line + 1}\n{before.ElementAtOrDefault(line)}\n{after.ElementAtOrDefault(line)}";
    }
}
