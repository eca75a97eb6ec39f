using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Baton.Memory.Callers;

namespace Baton.Cli.Workspaces;

/// <summary>Hashes changed files, so that a later load can say which of them changed again.</summary>
internal static class WorkspaceHashes
{
    private const int MaxFiles = 200;
    private const long MaxFileBytes = 64 * 1024 * 1024;

    /// <summary>The files with their hashes, and how many were left out for number, size or kind.</summary>
    public static async Task<(ImmutableArray<WorkspaceFile> Files, int Omitted)> OfAsync(
        string root, ImmutableArray<string> paths, CancellationToken cancellationToken)
    {
        var files = ImmutableArray.CreateBuilder<WorkspaceFile>();
        var omitted = Math.Max(0, paths.Length - MaxFiles);
        foreach (var path in paths.Take(MaxFiles))
        {
            if (await HashAsync(Path.Combine(root, path), cancellationToken) is { } hash)
            {
                files.Add(new WorkspaceFile(path, hash.Length == 0 ? null : hash));
            }
            else
            {
                omitted++;
            }
        }
        return (files.ToImmutable(), omitted);
    }

    /// <summary>Hex of the content; empty for a file that is gone; null for what is not hashed.</summary>
    private static async Task<string?> HashAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            var file = new FileInfo(path);
            // A link is hashed as git stores it, by its target's name: what it points at may lie outside the tree.
            if (file.LinkTarget is { } target) return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(target)));
            if (Directory.Exists(path)) return null;
            if (!file.Exists) return "";
            if (file.Length > MaxFileBytes) return null;
            await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
