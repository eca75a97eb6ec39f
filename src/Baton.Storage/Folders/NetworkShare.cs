using Baton.Memory.Storage;

namespace Baton.Storage.Folders;

/// <summary>
/// Recognises file systems on which SQLite's write-ahead log is not safe: it needs memory shared between processes and
/// locks that hold, which network file systems do not give ("How To Corrupt An SQLite Database File", section 2.1).
/// </summary>
internal static class NetworkShare
{
    private static readonly string[] Names =
        ["nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "smbo", "afs", "afpfs", "coda", "ncp", "ncpfs", "9p", "v9fs", "ceph", "lustre",
            "gfs", "gfs2", "ocfs2", "fuse", "fuse.sshfs", "fuseblk.sshfs", "webdav", "davfs"];

    /// <param name="path">The data folder.</param>
    /// <param name="fileSystem">Name of its file system, as the platform gives it.</param>
    /// <exception cref="StoreUnavailableException">It is a network share.</exception>
    public static void Refuse(string path, string fileSystem)
    {
        if (!IsUnc(path) && !Names.Contains(fileSystem, StringComparer.OrdinalIgnoreCase)) return;
        throw new StoreUnavailableException(
            $"The data folder {path} lies on a network share ({fileSystem}), where several processes can damage a database. "
            + $"Choose a local folder with --data, or set {DataFolder.AllowNetworkShareVariable}=1 when only one machine uses it "
            + "and its locks are known to work. Nothing was written.");
    }

    private static bool IsUnc(string path) => OperatingSystem.IsWindows() && path.StartsWith(@"\\", StringComparison.Ordinal);
}
