using System.Diagnostics;
using System.Globalization;

namespace Baton.FunctionalTests.Running;

/// <summary>Signals that .NET cannot send by itself.</summary>
public static class Signals
{
    /// <summary>SIGTERM.</summary>
    public static void Terminate(Process process)
    {
        using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }
}
