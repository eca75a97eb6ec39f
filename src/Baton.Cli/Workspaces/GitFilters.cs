using System.Text;

namespace Baton.Cli.Workspaces;

/// <summary>
/// Content filters of a repository's own configuration are commands that <c>git status</c> would run. A folder that was
/// unpacked or mounted brings its configuration along, so those commands are switched off; filters that the user set up
/// (such as LFS) stay.
/// </summary>
internal static class GitFilters
{
    /// <summary>Settings that disarm every filter whose scope is the repository.</summary>
    /// <param name="configuration">The output of <c>git config --list --show-scope --includes -z</c>.</param>
    public static IReadOnlyList<string> Disarm(byte[] configuration)
    {
        var parts = Encoding.UTF8.GetString(configuration).Split('\0');
        var settings = new SortedSet<string>(StringComparer.Ordinal);
        for (var i = 0; i + 1 < parts.Length; i += 2)
        {
            if (parts[i] is not ("local" or "worktree")) continue;
            var name = parts[i + 1].Split('\n', 2)[0];
            var dot = name.LastIndexOf('.');
            if (!name.StartsWith("filter.", StringComparison.OrdinalIgnoreCase) || dot <= "filter.".Length) continue;
            settings.Add($"{name[..dot]}.clean=");
            settings.Add($"{name[..dot]}.process=");
            settings.Add($"{name[..dot]}.required=false");
        }
        return [.. settings];
    }
}
