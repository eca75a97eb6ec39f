using System.Collections.Immutable;
using System.Text;

namespace Baton.Cli.Workspaces;

/// <summary>What <c>git status --porcelain=v2 --branch -z --no-renames</c> says (git-status, Porcelain Format Version 2).</summary>
/// <param name="Branch">Null when detached.</param>
/// <param name="Commit">Null before the first commit.</param>
/// <param name="Changes">Paths from the root, in git's order.</param>
internal sealed record GitStatus(string? Branch, string? Commit, ImmutableArray<string> Changes)
{
    /// <summary>Fields before the path in an ordinary and in an unmerged entry.</summary>
    private const int OrdinaryFields = 8, UnmergedFields = 10;

    public static GitStatus Parse(byte[] output)
    {
        string? branch = null, commit = null;
        var changes = ImmutableArray.CreateBuilder<string>();
        foreach (var entry in Encoding.UTF8.GetString(output).Split('\0', StringSplitOptions.RemoveEmptyEntries))
        {
            switch (entry[0])
            {
                case '#' when After(entry, "# branch.oid ") is { } oid && oid != "(initial)": commit = oid; break;
                case '#' when After(entry, "# branch.head ") is { } head && head != "(detached)": branch = head; break;
                case '1': changes.Add(AfterFields(entry, OrdinaryFields)); break;
                case 'u': changes.Add(AfterFields(entry, UnmergedFields)); break;
                case '?': changes.Add(entry[2..]); break;
            }
        }
        return new GitStatus(branch, commit, changes.ToImmutable());
    }

    private static string? After(string entry, string prefix)
        => entry.StartsWith(prefix, StringComparison.Ordinal) ? entry[prefix.Length..] : null;

    private static string AfterFields(string entry, int fields) => entry.Split(' ', fields + 1)[fields];
}
