using System.Text;
using Baton.Memory.Administration;
using Baton.Memory.Tests.Support;
using Baton.Memory.Transfer;
using Baton.Memory.Transfer.Foreign;

namespace Baton.Memory.Tests.Transfer.Foreign;

/// <summary>Imports files of another system into a room.</summary>
internal static class Importing
{
    public static ForeignFile File(string path, string text) => new(path, new DateTimeOffset(2026, 2, 1, 8, 0, 0, TimeSpan.Zero), () => Encoding.UTF8.GetBytes(text));

    public static async Task<TransferReport> ImportAsync(this Room room, string format, bool dryRun, string? project, params ForeignFile[] files)
        => await new MemoryAdministration(room.Store, room.Clock).ImportForeignAsync(
            new ForeignRequest(format, files, new ForeignOptions(project), dryRun), room.Caller("op", "operator", $"import-{format}"), null, default);

    public static Task<TransferReport> ImportAsync(this Room room, string format, params ForeignFile[] files) => room.ImportAsync(format, dryRun: false, "atlas", files);
}
