using Baton.Cli.Application;
using Baton.Cli.Composition;

namespace Baton.Cli.Commands.Care;

/// <summary>The data folder: there, writable, its owner's alone, with room left.</summary>
internal static class FolderExamination
{
    private const long LittleRoom = 256L * 1024 * 1024;

    public static IEnumerable<Finding> Run(CommandRun run)
    {
        var folder = run.DataFolder().Path;
        if (File.Exists(folder))
        {
            yield return new("data folder", FindingState.Bad, $"{folder} is a file", "Choose a folder with --data or BATON_DATA.");
            yield break;
        }
        if (!Directory.Exists(folder))
        {
            yield return new("data folder", FindingState.Note, $"{folder} does not exist yet", "The first start makes it.");
            yield break;
        }
        yield return new("data folder", FindingState.Good, folder);
        yield return Writable(folder);
        if (Access(folder) is { } access) yield return access;
        yield return Room(folder);
    }

    private static Finding Writable(string folder)
    {
        var probe = Path.Combine(folder, $".doctor-{Environment.ProcessId}");
        try
        {
            using (File.Create(probe, 1, FileOptions.DeleteOnClose)) { }
            return new("writable", FindingState.Good, "files can be made in it");
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return new("writable", FindingState.Bad, refused.Message, "Give this user the right to write there, or choose another folder with --data.");
        }
    }

    private static Finding? Access(string folder)
    {
        if (OperatingSystem.IsWindows()) return null;
        const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
            | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;
        return (File.GetUnixFileMode(folder) & Others) == 0
            ? new("access", FindingState.Good, "only its owner may enter")
            : new("access", FindingState.Note, "other users may enter", $"chmod 700 '{folder}'");
    }

    private static Finding Room(string folder)
    {
        var free = new DriveInfo(folder).AvailableFreeSpace;
        var detail = $"{free / (1024 * 1024):N0} MiB free";
        return free < LittleRoom
            ? new("disk", FindingState.Note, detail, "Writes are refused when the disk is full; make room.")
            : new("disk", FindingState.Good, detail);
    }
}
