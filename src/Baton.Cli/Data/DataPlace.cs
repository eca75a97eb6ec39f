using Baton.Storage.Folders;

namespace Baton.Cli.Data;

/// <summary>
/// Where the databases lie: <c>--data</c>, else <c>BATON_DATA</c>, else the platform's place for a user's data.
/// </summary>
internal static class DataPlace
{
    /// <summary>The data folder, made or not.</summary>
    /// <param name="given">The flag's value, or null.</param>
    /// <param name="workingFolder">What a relative path starts from.</param>
    /// <param name="environment">Reads a variable; null when it is absent or empty.</param>
    /// <param name="platform">Whose conventions hold.</param>
    public static DataFolder Locate(string? given, string workingFolder, Func<string, string?> environment, PlatformFolders platform)
    {
        var path = (given ?? environment("BATON_DATA")) is { } chosen
            ? Path.GetFullPath(platform.Expand(chosen, environment), workingFolder)
            : Path.Combine(platform.DataHome(environment), "baton");
        return new DataFolder(path) { AllowNetworkShare = environment(DataFolder.AllowNetworkShareVariable) == "1" };
    }
}
