using System.Diagnostics;

namespace Baton.FunctionalTests.Running;

/// <summary>A memory disk mounted on a folder, for what only a disk of its own can do: be full, be read-only.</summary>
public sealed class MountedDisk : IAsyncDisposable
{
    private readonly string _folder;

    private MountedDisk(string folder) => _folder = folder;

    /// <summary>Mounts it; skips the test where this user may not.</summary>
    /// <param name="folder">Made when there is none.</param>
    /// <param name="options">tmpfs options.</param>
    public static async Task<MountedDisk> RequireAsync(string folder, string options)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.UserName == "root", "Only root may mount a disk.");
        Directory.CreateDirectory(folder);
        Assert.SkipUnless(await RunAsync("mount", "-t", "tmpfs", "-o", options, "tmpfs", folder) == 0, "A disk cannot be mounted here.");
        return new MountedDisk(folder);
    }

    /// <summary>Makes room.</summary>
    public async Task ResizeAsync(string size) => (await RunAsync("mount", "-o", $"remount,size={size}", _folder)).ShouldBe(0);

    /// <summary>Leaves no room.</summary>
    public async Task FillAsync()
    {
        await using var file = new FileStream(Filling, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            for (var block = new byte[4096]; ;) await file.WriteAsync(block);
        }
        catch (IOException)
        {
            // The disk is full, which is what was wanted.
        }
    }

    /// <summary>Takes back what filled it.</summary>
    public void Empty() => File.Delete(Filling);

    private string Filling => Path.Combine(_folder, "fill");

    public async ValueTask DisposeAsync() => await RunAsync("umount", "-l", _folder);

    private static async Task<int> RunAsync(string command, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true })!;
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}
