using Baton.Memory.Vault;

namespace Baton.Cli.Vault;

/// <summary>
/// A vault on disk. Every part of a path is checked before it is used: a name that means another place is refused, and a
/// link is not followed, neither for a file nor for a folder on the way. Files are written beside and renamed.
/// </summary>
internal sealed class VaultFolder : IVaultFiles
{
    private readonly string _root;

    /// <param name="root">The operator's choice; may itself be a link.</param>
    /// <exception cref="IOException">It cannot be made.</exception>
    public VaultFolder(string root)
    {
        Make(root);
        _root = new DirectoryInfo(root).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? Path.GetFullPath(root);
    }

    public IReadOnlyList<string> List(string folder)
    {
        var start = Locate(folder);
        if (start is null || !Directory.Exists(start) || IsLink(start)) return [];
        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };
        return [.. Directory.EnumerateFiles(start, "*", options)
            .Where(path => !Path.GetFileName(path).StartsWith('.'))
            .Select(path => Path.GetRelativePath(_root, path).Replace(Path.DirectorySeparatorChar, '/'))
            .Order(StringComparer.Ordinal)];
    }

    public byte[]? Read(string path)
    {
        if (Locate(path) is not { } file || !File.Exists(file) || IsLink(file)) return null;
        return File.ReadAllBytes(file);
    }

    public void Write(string path, ReadOnlySpan<byte> bytes)
    {
        var file = Locate(path) ?? throw Refused(path);
        var folder = Path.GetDirectoryName(file)!;
        Make(folder);
        // Made anew and alone, then renamed over whatever has the name: a link there is replaced, not followed.
        var partial = Path.Combine(folder, $".{Guid.NewGuid():N}.partial");
        try
        {
            using (var stream = new FileStream(partial, FileMode.CreateNew, FileAccess.Write, FileShare.None)) stream.Write(bytes);
            if (Locate(path) is null) throw Refused(path);
            File.Move(partial, file, overwrite: true);
        }
        catch
        {
            File.Delete(partial);
            throw;
        }
    }

    public void Delete(string path)
    {
        if (Locate(path) is { } file) File.Delete(file);
    }

    /// <summary>The whole path, or null when a folder on the way is a link.</summary>
    /// <exception cref="IOException">The path means another place.</exception>
    private string? Locate(string path)
    {
        var parts = path.Split('/');
        var place = _root;
        for (var i = 0; i < parts.Length; i++)
        {
            if (parts[i] is "" or "." or ".." || parts[i].AsSpan().IndexOfAny("\\:\0") >= 0) throw Refused(path);
            place = Path.Combine(place, parts[i]);
            if (i < parts.Length - 1 && IsLink(place)) return null;
        }
        return place;
    }

    private static bool IsLink(string path) => new FileInfo(path) is var entry && (entry.LinkTarget is not null || new DirectoryInfo(path).LinkTarget is not null);

    private static void Make(string folder)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static IOException Refused(string path) => new($"'{path}' leads out of the vault: a folder on the way is a link, or a name means another place.");
}
