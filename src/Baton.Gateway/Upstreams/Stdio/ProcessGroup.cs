using System.Runtime.InteropServices;

namespace Baton.Gateway.Upstreams.Stdio;

/// <summary>
/// A child in a process group of its own, so that whatever it started ends with it. On Linux <c>setsid</c> makes the group, since
/// .NET cannot; where it is missing, the tree of processes is ended instead.
/// </summary>
internal static class ProcessGroup
{
    private const int Terminate = 15;
    private const int Kill = 9;

    /// <summary>The program that puts another one into a new group; null where there is none.</summary>
    public static string? Leader { get; } = OperatingSystem.IsWindows()
        ? null
        : new[] { "/usr/bin/setsid", "/bin/setsid" }.FirstOrDefault(File.Exists);

    /// <summary>Asks every process of the group to end.</summary>
    public static void Stop(int leader) => Signal(leader, Terminate);

    /// <summary>Ends every process of the group that is left.</summary>
    public static void End(int leader) => Signal(leader, Kill);

    private static void Signal(int leader, int signal)
    {
        if (Leader is not null && leader > 1) _ = NativeKill(-leader, signal);
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int NativeKill(int pid, int signal);
}
