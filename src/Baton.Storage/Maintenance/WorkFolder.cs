namespace Baton.Storage.Maintenance;

/// <summary>
/// A folder beside its target, which only its owner may enter, gone at the end: what is made in it moves to the target in
/// one step, since both lie on one file system.
/// </summary>
internal sealed class WorkFolder : IDisposable
{
    /// <summary>Name of an archive in the making.</summary>
    public const string Archive = "archive";
    private readonly string _path;

    public WorkFolder(string target)
    {
        var full = Path.GetFullPath(target);
        var parent = Path.GetDirectoryName(full) ?? full;
        _path = Path.Combine(parent, $".{Path.GetFileName(full)}.{Path.GetRandomFileName()}");
        Directory.CreateDirectory(parent);
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(_path);
        else Directory.CreateDirectory(_path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public string At(string name) => Path.Combine(_path, name);

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
