using Baton.Memory.Rewind;
using Baton.Memory.Storage;
using Baton.Memory.Tests.Support;
using Baton.Memory.Transfer;

namespace Baton.Memory.Tests.Rewind;

/// <summary>An import keeps who wrote a version and when: a rewind finds it there, and not at the time of the import.</summary>
public sealed class ImportedWritesTests
{
    [Theory]
    [InlineData(-1, 1)]
    [InlineData(1, 0)]
    public async Task Preview_OfImportedWrites_GoesByTheTimeTheyWereWritten(int minutes, int found)
    {
        await using var room = await Room.OpenAsync();
        await room.DoneAsync("handoff_save", "{'key':'plan','project':'atlas','summary':'good'}");
        room.Clock.Advance(TimeSpan.FromHours(1));
        var written = room.Clock.GetUtcNow();
        await room.DoneAsync("handoff_save", "{'key':'plan','project':'atlas','summary':'ruined'}", room.Caller("eve", "rogue"));
        using var file = new MemoryStream();
        await new Exporter(room.Store, room.Clock).ExportAsync(file, null, default);

        await using var other = await Room.OpenAsync();
        other.Clock.Advance(TimeSpan.FromDays(7));
        file.Position = 0;
        await new Importer(other.Store, other.Clock).ReadAsync(file, null, default);
        var request = new RewindRequest { Writes = new WriteFilter { Grant = "rogue", Since = written.AddMinutes(minutes) } };
        var plan = await new Rewinder(other.Store, other.Clock).PreviewAsync(request, default);

        plan.Items.Count.ShouldBe(found);
        if (found == 1) (plan.Items[0].Step, plan.Items[0].Before!.Version).ShouldBe((RewindStep.Restore, 1));
    }
}
