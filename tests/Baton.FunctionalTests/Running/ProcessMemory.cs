using System.Diagnostics;
using System.Globalization;

namespace Baton.FunctionalTests.Running;

/// <summary>What a process holds, as the kernel counts it.</summary>
public static class ProcessMemory
{
    /// <summary>The most that was resident at any time since the process began, in bytes; skips the test where nobody says.</summary>
    public static long Most(Process process) => Of(process, "VmHWM:");

    private static long Of(Process process, string field)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux says how much was resident at most.");
        var line = File.ReadLines($"/proc/{process.Id}/status").Single(line => line.StartsWith(field, StringComparison.Ordinal));
        return long.Parse(line[field.Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) * 1024;
    }
}
