namespace Baton.Cli.Data;

/// <summary>Where a platform keeps a user's application data and settings.</summary>
/// <param name="Kind">The platform.</param>
internal sealed record PlatformFolders(PlatformKind Kind)
{
    public static PlatformFolders Current { get; } = new(
        OperatingSystem.IsWindows() ? PlatformKind.Windows : OperatingSystem.IsMacOS() ? PlatformKind.MacOS : PlatformKind.Linux);

    /// <summary>
    /// The folder of the user's application data: <c>XDG_DATA_HOME</c> (an absolute path, XDG Base Directory 0.8) or
    /// <c>~/.local/share</c>; <c>~/Library/Application Support</c>; <c>%LOCALAPPDATA%</c>.
    /// </summary>
    public string DataHome(Func<string, string?> environment) => Kind switch
    {
        PlatformKind.Windows => environment("LOCALAPPDATA") ?? Path.Combine(Home(environment), "AppData", "Local"),
        PlatformKind.MacOS => Path.Combine(Home(environment), "Library", "Application Support"),
        _ => environment("XDG_DATA_HOME") is { } xdg && xdg.StartsWith('/') ? xdg : Path.Combine(Home(environment), ".local", "share"),
    };

    /// <summary>
    /// The folder of applications' settings: <c>XDG_CONFIG_HOME</c> or <c>~/.config</c>; <c>~/Library/Application Support</c>;
    /// <c>%APPDATA%</c>.
    /// </summary>
    public string ConfigHome(Func<string, string?> environment) => Kind switch
    {
        PlatformKind.Windows => environment("APPDATA") ?? Path.Combine(Home(environment), "AppData", "Roaming"),
        PlatformKind.MacOS => Path.Combine(Home(environment), "Library", "Application Support"),
        _ => environment("XDG_CONFIG_HOME") is { } xdg && xdg.StartsWith('/') ? xdg : Path.Combine(Home(environment), ".config"),
    };

    /// <summary>The user's home, from the environment first, so that it can be set for a test or a service.</summary>
    public string Home(Func<string, string?> environment)
        => environment(Kind == PlatformKind.Windows ? "USERPROFILE" : "HOME")
        ?? System.Environment.GetFolderPath(System.Environment.SpecialFolder.UserProfile);

    /// <summary>A path with <c>~</c> for the home folder resolved, as a shell would have done.</summary>
    public string Expand(string path, Func<string, string?> environment)
        => path == "~" || path.StartsWith("~/", StringComparison.Ordinal) ? Home(environment) + path[1..] : path;
}

/// <summary>Whose conventions hold.</summary>
internal enum PlatformKind
{
    Linux,
    MacOS,
    Windows,
}
