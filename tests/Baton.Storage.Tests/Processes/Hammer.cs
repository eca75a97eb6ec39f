using System.Diagnostics;

namespace Baton.Storage.Tests.Processes;

/// <summary>A process that works on a store, and can be killed.</summary>
internal sealed class Hammer : IDisposable
{
    private static readonly string Program = Path.Combine(
        AppContext.BaseDirectory.Replace("Baton.Storage.Tests", "Baton.StoreHammer", StringComparison.Ordinal),
        OperatingSystem.IsWindows() ? "baton-store-hammer.exe" : "baton-store-hammer");
    private readonly Process _process;

    public Hammer(params string[] arguments) : this(Program, arguments) { }

    private Hammer(string program, string[] arguments) => _process = Process.Start(new ProcessStartInfo(program, arguments)
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    /// <summary>Runs as a user without rights, for tests that would do anything as root; null where that cannot be done.</summary>
    public static Hammer? AsNobody(params string[] arguments)
        => Environment.IsPrivilegedProcess && File.Exists("/usr/bin/setpriv")
            ? new Hammer("/usr/bin/setpriv", ["--reuid=65534", "--regid=65534", "--clear-groups", Program, .. arguments])
            : null;

    /// <summary>
    /// Writes onto a disk of 3 MiB until it is full, then opens the store once more. The disk is mounted in a namespace of the
    /// process and goes with it. Null where that cannot be done.
    /// </summary>
    public static Hammer? OnSmallDisk(string folder)
    {
        const string Script = """mount -t tmpfs -o size=3m tmpfs "$0" || exit 77; "$1" write "$0/data" x 3 1 >/dev/null; echo "code $?"; exec "$1" open "$0/data" """;
        return Environment.IsPrivilegedProcess && File.Exists("/usr/bin/unshare")
            ? new Hammer("/usr/bin/unshare", ["-m", "sh", "-c", Script, folder, Program])
            : null;
    }

    public Task<string?> ReadLineAsync() => _process.StandardOutput.ReadLineAsync();

    public Task SayAsync(string line) => _process.StandardInput.WriteLineAsync(line);

    /// <summary>SIGKILL: no handler runs, nothing is flushed.</summary>
    public void Kill() => _process.Kill();

    /// <summary>Waits for the end and gives the exit code with what it said on stderr.</summary>
    public async Task<(int Code, string Errors)> WaitAsync()
    {
        var errors = await _process.StandardError.ReadToEndAsync();
        await _process.WaitForExitAsync();
        return (_process.ExitCode, errors);
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }
}
