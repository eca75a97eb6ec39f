namespace Baton.TestSupport;

/// <summary>
/// A new folder for a test whose subject is not the disk: in memory where the system keeps a roomy folder there, since a
/// store that waits for a disk at every write makes its tests wait too.
/// </summary>
public static class ScratchFolder
{
    private const string InMemory = "/dev/shm";
    private const long Roomy = 4L << 30;
    private static readonly string? Root = IsRoomy() ? InMemory : null;

    /// <returns>Its full path; the test deletes it.</returns>
    public static string New(string prefix)
    {
        if (Root is null) return Directory.CreateTempSubdirectory(prefix).FullName;
        return Directory.CreateDirectory(Path.Combine(Root, prefix + Guid.NewGuid().ToString("N"))).FullName;
    }

    /// <summary>Containers often have a folder of 64 MB only.</summary>
    private static bool IsRoomy()
    {
        try
        {
            return OperatingSystem.IsLinux() && Directory.Exists(InMemory) && new DriveInfo(InMemory).AvailableFreeSpace >= Roomy;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
