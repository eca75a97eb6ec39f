using Baton.Cli.Application;

namespace Baton.Cli.Data;

/// <summary>
/// The folder that holds the databases: <c>--data</c>, else <c>BATON_DATA</c>, else the platform's place for a user's data.
/// </summary>
internal static class DataFolder
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Where the data folder lies, made or not.</summary>
    /// <param name="given">The flag's value, or null.</param>
    /// <param name="workingFolder">What a relative path starts from.</param>
    /// <param name="environment">Reads a variable; null when it is absent or empty.</param>
    /// <param name="platform">Whose conventions hold.</param>
    public static string Locate(string? given, string workingFolder, Func<string, string?> environment, PlatformFolders platform)
        => (given ?? environment("BATON_DATA")) is { } chosen
            ? Path.GetFullPath(Expand(chosen, environment), workingFolder)
            : Path.Combine(platform.DataHome(environment), "baton");

    /// <summary>Makes the folder, for its owner only, and refuses what no database can stand on.</summary>
    /// <returns>Null, or why it cannot be used.</returns>
    public static CliFailure? Prepare(string folder) => Prepare(folder, static path => new DriveInfo(path).DriveType);

    internal static CliFailure? Prepare(string folder, Func<string, DriveType> driveType)
    {
        try
        {
            if (File.Exists(folder)) return Refusal(folder, "is a file");
            if (!Directory.Exists(folder))
            {
                if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
                else Directory.CreateDirectory(folder, OwnerOnly);
            }
            return driveType(folder) == DriveType.Network
                ? Refusal(folder, "lies on a network share, where SQLite's locks cannot be trusted")
                : null;
        }
        catch (UnauthorizedAccessException)
        {
            return Refusal(folder, "may not be made by this user");
        }
        catch (IOException failed)
        {
            return Refusal(folder, $"cannot be made ({failed.Message.TrimEnd('.')})");
        }
    }

    private static CliFailure Refusal(string folder, string why)
        => CliFailure.Environment($"the data folder {folder} {why}.", "Choose another with --data DIR or BATON_DATA.");

    private static string Expand(string path, Func<string, string?> environment)
        => path == "~" || path.StartsWith("~/", StringComparison.Ordinal) ? environment("HOME") + path[1..] : path;
}
