namespace Baton.Cli.Workspaces;

/// <summary>A repository found from a folder upwards, read without running git.</summary>
/// <param name="Root">Full path of the working tree.</param>
/// <param name="Remote">Address of <c>origin</c> without credentials, or null.</param>
internal sealed record GitRepository(string Root, string? Remote)
{
    public string Name => Path.GetFileName(Root) is { Length: > 0 } name ? name : "root";

    /// <summary>The repository that a folder lies in, or null. Linked worktrees and submodules have a <c>.git</c> file.</summary>
    public static GitRepository? Find(string folder)
    {
        try
        {
            for (var current = new DirectoryInfo(folder); current is not null; current = current.Parent)
            {
                var entry = Path.Combine(current.FullName, ".git");
                if (Directory.Exists(entry)) return At(current.FullName, entry);
                if (File.Exists(entry) && LinkedFolder(current.FullName, entry) is { } linked) return At(current.FullName, linked);
            }
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // A repository that may not be read is no default project.
        }
        return null;
    }

    private static GitRepository? At(string root, string gitFolder)
    {
        if (!File.Exists(Path.Combine(gitFolder, "HEAD"))) return null;
        var common = Path.Combine(gitFolder, "commondir");
        var shared = File.Exists(common) ? Path.GetFullPath(File.ReadAllText(common).Trim(), gitFolder) : gitFolder;
        var config = Path.Combine(shared, "config");
        return new GitRepository(root, File.Exists(config) ? RemoteAddress.Find(File.ReadLines(config)) : null);
    }

    private static string? LinkedFolder(string root, string file)
    {
        const string Prefix = "gitdir:";
        var line = File.ReadLines(file).FirstOrDefault();
        return line is not null && line.StartsWith(Prefix, StringComparison.Ordinal)
            ? Path.GetFullPath(line[Prefix.Length..].Trim(), root)
            : null;
    }
}
