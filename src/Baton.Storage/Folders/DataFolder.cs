using Baton.Memory.Storage;

namespace Baton.Storage.Folders;

/// <summary>
/// The one folder that holds <c>memory.db</c>, <c>gateway.db</c> and <c>audit.db</c>. Any number of processes on one
/// machine may open it at once.
/// </summary>
/// <param name="Path">Absolute path; the composition root has resolved it.</param>
public sealed record DataFolder(string Path)
{
    /// <summary>The variable by which a user says that the share can be trusted to lock (<c>1</c>).</summary>
    public const string AllowNetworkShareVariable = "BATON_ALLOW_NETWORK_SHARE";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Opens a folder on a network share all the same; from <see cref="AllowNetworkShareVariable"/>.</summary>
    public bool AllowNetworkShare { get; init; }

    /// <summary>The full path of a file in the folder.</summary>
    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Makes the folder when there is none (only its owner may enter) and refuses one that databases cannot stand on.</summary>
    /// <exception cref="StoreUnavailableException">It cannot be made, is a file, or lies on a network share.</exception>
    internal void Prepare() => Prepare(static path => new DriveInfo(path).DriveFormat);

    internal void Prepare(Func<string, string> fileSystemOf)
    {
        try
        {
            if (System.IO.File.Exists(Path)) throw new StoreUnavailableException($"The data folder {Path} is a file. Choose a folder with --data.");
            if (!Directory.Exists(Path)) Make();
            if (!AllowNetworkShare) NetworkShare.Refuse(Path, fileSystemOf(Path));
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new StoreUnavailableException(
                $"The data folder {Path} cannot be made: this user may not write there. Choose another with --data or BATON_DATA.", exception);
        }
        catch (IOException exception) when (exception is not StoreUnavailableException)
        {
            throw new StoreUnavailableException($"The data folder {Path} cannot be used: {exception.Message}", exception);
        }
    }

    /// <summary>Makes an empty file that only its owner may read; SQLite gives the files beside it the same mode.</summary>
    internal void Claim(string name)
    {
        if (OperatingSystem.IsWindows() || System.IO.File.Exists(File(name))) return;
        try
        {
            using var made = new FileStream(File(name), new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                Share = FileShare.ReadWrite | FileShare.Delete,
                UnixCreateMode = OwnerOnly,
            });
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new StoreUnavailableException(
                $"The data folder {Path} is read-only for this user. Give it the right to write, or choose another with --data.", exception);
        }
        catch (IOException) when (System.IO.File.Exists(File(name)))
        {
            // Another process made it first: that is as good.
        }
        catch (IOException exception)
        {
            throw new StoreUnavailableException($"{File(name)} cannot be made: {exception.Message}", exception);
        }
    }

    private void Make()
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(Path);
        else Directory.CreateDirectory(Path, OwnerOnly | UnixFileMode.UserExecute);
    }
}
