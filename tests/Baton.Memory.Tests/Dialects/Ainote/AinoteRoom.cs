using Baton.Memory.Dialects;
using Baton.Memory.Tests.Support;
using Baton.TestSupport;

namespace Baton.Memory.Tests.Dialects.Ainote;

/// <summary>The dialect with vaults in a folder of its own.</summary>
internal sealed class AinoteRoom : IAsyncDisposable
{
    private AinoteRoom(Room room, DiskVaults vaults)
    {
        Room = room;
        Vaults = vaults;
        Tools = new DialectRoom(room, DialectNames.Ainote);
    }

    public Room Room { get; }

    public DiskVaults Vaults { get; }

    public DialectRoom Tools { get; }

    public static async Task<AinoteRoom> OpenAsync(string? zone = null)
    {
        var vaults = new DiskVaults(ScratchFolder.New("baton-ainote-"));
        var options = new DialectOptions { Vaults = vaults, AinoteZone = zone is null ? null : TimeZoneInfo.FindSystemTimeZoneById(zone) };
        return new AinoteRoom(await Room.OpenAsync(options), vaults);
    }

    /// <summary>A file of the primary vault, or null.</summary>
    public string? File(string path) => System.IO.File.Exists(Path.Combine(Vaults.Root, "main", path)) ? System.IO.File.ReadAllText(Path.Combine(Vaults.Root, "main", path)) : null;

    public async ValueTask DisposeAsync()
    {
        await Room.DisposeAsync();
        Directory.Delete(Vaults.Root, recursive: true);
    }
}
