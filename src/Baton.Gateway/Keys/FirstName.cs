using System.Runtime.InteropServices;
using System.Text;

namespace Baton.Gateway.Keys;

/// <summary>
/// Gives a finished file its name unless another process was first. <see cref="File.Move(string, string, bool)"/> looks and then
/// renames on Unix, so that of two at once the later replaces the earlier one's file; link(2) refuses a name that is taken.
/// </summary>
internal static class FirstName
{
    /// <returns>False when the name was taken.</returns>
    /// <exception cref="IOException">The name cannot be given.</exception>
    public static bool TryGive(string draft, string path)
    {
        if (!OperatingSystem.IsWindows() && Link(Native(draft), Native(path)) == 0) return true;
        if (File.Exists(path)) return false;
        try
        {
            // Windows refuses a taken name itself; elsewhere only a file system without hard links comes here
            File.Move(draft, path, overwrite: false);
            return true;
        }
        catch (IOException) when (File.Exists(path))
        {
            return false;
        }
    }

    private static byte[] Native(string path) => Encoding.UTF8.GetBytes(path + '\0');

    [DllImport("libc", EntryPoint = "link")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Link(byte[] existing, byte[] made);
}
